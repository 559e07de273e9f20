"""Pictures that the tours take for the guide pages.

A tour logs ``screenshot: name``; the picture goes to ``docs/screens/name.png`` when
``YICHUANG_SCREENS=docs`` is set (that is how the guide's pictures are made), and to
the temporary folder of the test otherwise, so that a run leaves the tree clean.
"""

import base64
import os
import tempfile
from pathlib import Path
from unittest.mock import patch

from odoo.tests.common import ChromeBrowser

PREFIX = "screenshot: "
ROOT = Path(__file__).resolve().parents[2]


def folder():
    """Where pictures go in this run."""
    if os.environ.get("YICHUANG_SCREENS") == "docs":
        return ROOT / "docs" / "screens"
    return Path(tempfile.gettempdir()) / "yichuang-screens"


class TakesPictures:
    """Mixin for browser tests: listens for the tours' wish for a picture."""

    browser_size = "1440x900"

    def setUp(self):
        super().setUp()
        original = ChromeBrowser._handle_console

        def listen(browser, type, args=None, stackTrace=None, **kw):
            text = str((args or [{}])[0].get("value", ""))
            if text.startswith(PREFIX):
                self._take(browser, text.removeprefix(PREFIX))
            return original(browser, type, args, stackTrace, **kw)

        patcher = patch.object(ChromeBrowser, "_handle_console", listen)
        patcher.start()
        self.addCleanup(patcher.stop)

    def _take(self, browser, name):
        def save(future):
            picture = base64.b64decode(future.result(timeout=0)["data"])
            folder().mkdir(parents=True, exist_ok=True)
            (folder() / f"{name}.png").write_bytes(picture)

        future = browser._websocket_send("Page.captureScreenshot", with_future=True)
        future.add_done_callback(save)
