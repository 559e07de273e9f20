import ast
from pathlib import Path

from odoo.tests import TransactionCase, tagged
from odoo.tools.translate import code_translations

from ...models.archive import (
    archive_content,
    archive_events,
    archive_pack,
    check_sentences,
)
from ...tools import archive_check, archive_verifier

SPEAKING = (
    archive_check,
    archive_verifier,
    archive_content,
    archive_events,
    archive_pack,
)
SAID = ("Finding", "append", "NotYetError")


def said():
    """Each sentence that the checks say, with a number in each of its places."""
    for module in SPEAKING:
        tree = ast.parse(Path(module.__file__).read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and ast.unparse(node.func).endswith(SAID):
                spoken = node.args[-1:]
            elif isinstance(node, ast.Return) and isinstance(node.value, ast.List):
                spoken = node.value.elts
            else:
                continue
            for part in spoken:
                if isinstance(part, ast.JoinedStr):
                    yield "".join(
                        each.value if isinstance(each, ast.Constant) else "7"
                        for each in part.values
                    )
                elif isinstance(part, ast.Constant):
                    yield part.value


@tagged("post_install", "-at_install")
class TestCheckSentences(TransactionCase):
    def test_keeper_reads_in_chinese_whatever_the_checks_say(self):
        chinese = code_translations.get_python_translations(
            "yichuang_issuance", "zh_CN"
        )
        met = set()
        for words in said():
            with self.subTest(words=words):
                sentence, _facts = check_sentences.understood(words)
                self.assertRegex(chinese[sentence._source], r"[一-龥]")
                met.add(sentence._source)
        self.assertEqual(met, {each._source for each in check_sentences.SENTENCES})

    def test_finding_names_what_it_is_about(self):
        found = check_sentences.understood("data/05-送达/a is missing.pdf is missing")
        self.assertEqual(found[1], {"path": "data/05-送达/a is missing.pdf"})
        self.assertEqual(check_sentences.understood("anything else"), (None, {}))
