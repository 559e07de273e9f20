"""Checks of what a page is like for people who see, move or understand with
difficulty: WCAG 2.1 A and AA by axe-core, and the width of a small phone."""

import json
import os
from concurrent.futures import Future
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

from odoo.tests import common

SCOPE = "#wrap"  # our own markup; header and footer are Odoo's
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]

CHECK = """
(async () => {
    await new Promise((resolve) => setTimeout(resolve, 600));
    const width = document.documentElement.scrollWidth;
    if (width > window.innerWidth) {
        console.error("the page is " + width + " px wide on a screen of " +
            window.innerWidth);
        return;
    }
    const found = await axe.run(%s, {runOnly: {type: "tag", values: %s}});
    if (!found.passes.length) {
        console.error("axe looked at nothing");
        return;
    }
    const faults = found.violations.flatMap((rule) =>
        rule.nodes.map((node) => rule.id + ": " + node.html + " " + node.failureSummary)
    );
    if (faults.length) {
        console.error(faults.join("\\n"));
        return;
    }
    console.log("test successful");
})();
"""


def check():
    """The script for ``browser_js``; it ends the test well or names every fault."""
    source = Path(os.environ["NODE_TOOLS"], "node_modules/axe-core/axe.min.js")
    run = CHECK % (json.dumps(SCOPE), json.dumps(RULES))
    return f"{source.read_text('utf-8')};\n{run}"


class ReadsPages:
    """Mixin for browser tests: everybody can use every page of :meth:`pages`."""

    READER = None  # login of who opens a page

    def pages(self):
        """Addresses; or pairs of an address and the login of who opens it."""
        raise NotImplementedError

    def test_wcag_21_aa_on_a_desk_screen(self):
        self.check_pages("1366x768")

    def test_wcag_21_aa_at_320_pixels(self):
        self.check_pages("320x800")

    def check_pages(self, size):
        self.browser_size = size
        with one_browser():
            for entry in self.pages():
                page, by = (entry, self.READER) if isinstance(entry, str) else entry
                with self.subTest(page=page, by=by, size=size):
                    self.check_page(page, by)

    def check_page(self, page, login):
        try:
            self.browser_js(page, check(), login=login)
        except AssertionError as error:  # without the checker's own source
            self.fail(str(error).rpartition("failed\n")[2])


@contextmanager
def one_browser():
    """Have one browser open the pages one after the other, as a reader's does.

    A browser for each read the scripts and styles of all pages anew. Cookies and what
    a page has stored are forgotten before the next, and a browser in which something
    went wrong is not used again.
    """
    kept, real = [], common.ChromeBrowser

    def begin(test, **options):
        browser = kept.pop() if kept else real(test, **options)
        browser._result, browser.had_failure = Future(), False
        browser._websocket_request("Network.clearBrowserCookies")
        browser._websocket_request(
            "Storage.clearDataForOrigin",
            params={"origin": test.base_url(), "storageTypes": "all"},
        )
        browser.stop = lambda: put_by(browser)
        return browser

    def put_by(browser):
        del browser.stop
        well = browser._result.done() and not browser._result.exception()
        if not well or browser.had_failure:
            browser.stop()
            return
        browser.navigate_to("about:blank", wait_stop=True)
        kept.append(browser)

    with patch.object(common, "ChromeBrowser", begin):
        try:
            yield
        finally:
            for browser in kept:
                browser.stop()
