"""Builders for what is printed at the counter."""

import base64
import io

import pikepdf
import pypdfium2
import zxingcpp

from .exit_builders import ExitCase


class PrintingCase(ExitCase):
    """A hall with a printer of each kind."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.sweep_in_the_test()
        # What could not be printed is told in the language of whoever prints.
        (cls.exit_clerk | cls.clerk | cls.decider).lang = "en_US"
        # Printers of sample data stand in no hall of the tests.
        cls.env["yichuang.print.profile"].search([]).active = False
        cls.env.flush_all()
        cls.label_printer = cls.make_profile(name="标签机")
        cls.slip_printer = cls.make_profile(name="小票机", kind="slip")
        cls.certificate_printer = cls.make_profile(
            name="证照打印机", kind="certificate", offset_right=-8, offset_down=12
        )

    @classmethod
    def make_profile(cls, **values):
        """A print profile, as a hall manager sets it up."""
        return cls.env["yichuang.print.profile"].create({"name": "打印机", **values})

    @classmethod
    def last_job(cls):
        """The job that was ordered last."""
        # As the next page sees it, in a transaction of its own.
        cls.env.invalidate_all()
        return cls.env["yichuang.print.job"].search([], order="id desc", limit=1)

    @classmethod
    def print_originals(cls, certificates, user=None, **values):
        """Print certificates on stock as the dialog does."""
        wizard = (
            cls.env["yichuang.print.certificates"]
            .with_user(user or cls.exit_clerk)
            .create({"certificate_ids": certificates.ids, **values})
        )
        wizard.action_confirm()
        return cls.last_job()

    @staticmethod
    def file_of(job):
        """The file of a job, as bytes."""
        return base64.b64decode(job.sudo().pdf)

    @classmethod
    def codes(cls, job):
        """What a scanner reads on the first page."""
        page = pypdfium2.PdfDocument(cls.file_of(job))[0]
        picture = page.render(scale=300 / 72).to_pil()
        return {code.text for code in zxingcpp.read_barcodes(picture)}

    @classmethod
    def words(cls, job, page=0):
        """The text of a page."""
        pages = pypdfium2.PdfDocument(cls.file_of(job))
        return pages[page].get_textpage().get_text_range()

    @classmethod
    def pages(cls, job):
        """Number of pages, and the size of the first in millimetres."""
        with pikepdf.open(io.BytesIO(cls.file_of(job))) as pdf:
            _x, _y, width, height = map(float, pdf.pages[0].mediabox)
            size = round(width / 72 * 25.4, 1), round(height / 72 * 25.4, 1)
            return len(pdf.pages), size
