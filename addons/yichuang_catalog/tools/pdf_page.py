"""HTML in, archival PDF out, with a text layer that can be searched.

WeasyPrint is used because it embeds the characters that were written: wkhtmltopdf
with Noto fonts replaces 日, 月, 用, 食 by look-alike radicals that no search finds.
Rendering takes tenths of a second: do it far from any database lock.
"""

import base64
import io

PDF_VARIANT = "pdf/a-2u"
PICTURES = ("data:image/png;base64,", "data:image/jpeg;base64,")


class RenderError(RuntimeError):
    """The page cannot be rendered on this server as it is set up.

    :param code: what is wrong; ``_render_sentences`` of ``yichuang.rendered.file``
        says it to people
    :param facts: what the sentence names
    """

    def __init__(self, code, **facts):
        super().__init__(code, facts)
        self.code, self.facts = code, facts

    def __str__(self):
        return " ".join([self.code, *(f"{k}={v}" for k, v in self.facts.items())])


class RendererMissing(RenderError):
    """The PDF renderer is not installed."""


class GlyphsMissing(RenderError):
    """No installed font has some of the characters."""


def render(html, style, sizes=(10.5,)):
    """A self-contained HTML page as PDF/A-2u bytes; the same page gives the same
    bytes.

    :param str html: the whole document; it may load nothing from outside
    :param str style: its stylesheet, without a font size of ``html``
    :param sizes: sizes of the text in points, tried in this order until one sheet
        is enough; with one size the document may have any number of sheets
    :raises RendererMissing: WeasyPrint or a library it needs is not installed
    :raises GlyphsMissing: a character would be printed as an empty box
    """
    return fit(html, [f"{style}html{{font-size:{size}pt}}" for size in sizes])


def fit(html, styles):
    """The page as :func:`render` makes it, by the first of these stylesheets by which
    one sheet is enough, or else by the last."""
    try:
        import pikepdf
        import weasyprint
    except (ImportError, OSError) as error:
        raise RendererMissing("renderer_missing", error=str(error)) from error
    for style in styles:
        document = weasyprint.HTML(string=html, url_fetcher=_refuse).render(
            stylesheets=[weasyprint.CSS(string=style)]
        )
        if len(document.pages) == 1:
            break
    data = document.write_pdf(pdf_variant=PDF_VARIANT)
    missing = {code for one in document.fonts.values() for code in one.missing}
    if missing:
        names = ", ".join(f"{chr(code)} (U+{code:04X})" for code in sorted(missing))
        raise GlyphsMissing("glyphs_missing", characters=names)
    return _with_plain_metadata(pikepdf, data)


def _with_plain_metadata(pikepdf, data):
    """The file with its XMP metadata uncompressed, as archives read it without
    knowing PDF (and as strict PDF/A checkers demand)."""
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        metadata = pdf.Root.Metadata
        metadata.write(metadata.read_bytes())
        pdf.save(target, compress_streams=False, deterministic_id=True)
    return target.getvalue()


def _refuse(url, *_args, **_kwargs):
    """The page contains all it needs, pictures included; a renderer that follows
    addresses could be made to fetch from inside the hall's network."""
    if url.startswith(PICTURES):
        from weasyprint.urls import URLFetcherResponse

        kind, data = url.removeprefix("data:").split(";base64,", 1)
        return URLFetcherResponse(url, base64.b64decode(data), {"Content-Type": kind})
    raise ValueError(f"a document loads nothing from outside: {url}")
