"""What people are told when a page cannot be rendered."""

from odoo.tools.translate import LazyTranslate

_lt = LazyTranslate(__name__)

SENTENCES = {
    "renderer_missing": _lt(
        "Documents are rendered by WeasyPrint and pikepdf, which cannot be loaded "
        "here: %(error)s. Install both Python packages and the system library pango "
        "(Debian: libpangoft2-1.0-0), then restart the server."
    ),
    "glyphs_missing": _lt(
        "No font on this server has the characters %(characters)s. Install the Noto "
        "CJK fonts (Debian: fonts-noto-cjk), or correct a character that was mistyped."
    ),
}
