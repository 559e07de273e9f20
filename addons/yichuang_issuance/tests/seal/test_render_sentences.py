import ast
import re
from pathlib import Path

from odoo.tests import TransactionCase, tagged
from odoo.tools.translate import code_translations

from odoo.addons.yichuang_catalog.models.kernel import render_sentences as pages
from odoo.addons.yichuang_catalog.tools import pdf_page

from ...models.seal import render_sentences as seals
from ...tools import key_ring, signing, sm2_signing, sm2_stamp

ADDONS = Path(__file__).parents[3]
RAISING = ("yichuang_catalog", "yichuang_intake", "yichuang_issuance")
ERRORS = {
    error.__name__
    for error in (
        pdf_page.RenderError,
        pdf_page.RendererMissing,
        pdf_page.GlyphsMissing,
        signing.SealError,
        key_ring.NoKey,
        sm2_signing.RefusedError,
        sm2_stamp.BadAnswerError,
    )
}
SENTENCES = {"yichuang_catalog": pages.SENTENCES, "yichuang_issuance": seals.SENTENCES}


def raised():
    """Code and names of the facts of each error that our code raises."""
    for module in RAISING:
        for path in sorted((ADDONS / module).glob("**/*.py")):
            if "tests" in path.parts[len(ADDONS.parts) :]:
                continue
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                call = isinstance(node, ast.Raise) and node.exc
                if isinstance(call, ast.Call) and name_of(call.func) in ERRORS:
                    [code] = call.args
                    # One error may become another, with code and facts as they are.
                    if ast.unparse(code) != "error.code":
                        facts = {keyword.arg for keyword in call.keywords}
                        yield path, ast.literal_eval(code), facts


def name_of(node):
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")


@tagged("post_install", "-at_install")
class TestRenderSentences(TransactionCase):
    def test_each_reason_has_a_sentence_and_each_sentence_a_reason(self):
        known = self.env["yichuang.rendered.file"]._render_sentences()
        told = set()
        for path, code, facts in raised():
            with self.subTest(code=code, path=path.name):
                self.assertIn(code, known)
                named = set(re.findall(r"%\((\w+)\)s", known[code]._source))
                self.assertEqual(named, facts)
            told.add(code)
        self.assertEqual(told, set(known))

    def test_each_sentence_is_said_in_chinese(self):
        for module, sentences in SENTENCES.items():
            chinese = code_translations.get_python_translations(module, "zh_CN")
            for code, sentence in sentences.items():
                with self.subTest(code=code):
                    self.assertRegex(chinese[sentence._source], r"[一-龥]")

    def test_services_are_named_in_the_language_of_the_reader(self):
        """What is stored is the code, so each reads it in words of their own."""
        self.env["res.lang"]._activate_lang("zh_CN")
        files = self.env["yichuang.rendered.file"]
        for service in seals.SERVICES:
            facts = {"service": service, "url": "https://sign", "status": 500}
            with self.subTest(service=service):
                said = files.with_context(lang="zh_CN")._worded("bad_status", facts)
                self.assertRegex(said, r"^[^a-z]+ https://sign [^a-z]+500[^a-z]*$")
                said = files.with_context(lang="en_US")._worded("bad_status", facts)
                self.assertIn("answered 500", said)
