"""Checks of what a page is like for people who see, move or understand with
difficulty: WCAG 2.1 A and AA by axe-core, and the width of a small phone."""

import json
import os
from pathlib import Path

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
