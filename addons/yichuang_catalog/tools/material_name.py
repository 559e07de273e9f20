"""Names of materials, compared as people mean them.

>>> bare("营业执照 （副本）") == bare("营业执照副本")
True
>>> core("身份证复印件（两份）") == core("身份证 原件")
True
"""

import re
import unicodedata

SIGNS = re.compile(r"[\W_]+")
# How a paper is handed in, which the list says elsewhere
MANNER = re.compile(
    r"(及其?|和|与|或)?(原件|复印件|影印件|扫描件|电子件|电子版|纸质版?|正副本|副本|正本|示例)"
    r"|[一二两三四五六七八九十0-9]+(份|套|式|张)"
)


def bare(name: str) -> str:
    """The name without blanks, brackets and signs, full-width forms and capitals made
    alike (Unicode NFKC).

    >>> bare("《食品经营许可证》（正本）ＡＢ")
    '食品经营许可证正本ab'
    """
    return SIGNS.sub("", unicodedata.normalize("NFKC", name)).casefold()


def core(name: str) -> str:
    """What the paper is, without how it is handed in; the bare name where nothing
    else is left.

    >>> core("营业执照副本原件及复印件"), core("副本")
    ('营业执照', '副本')
    """
    whole = bare(name)
    return MANNER.sub("", whole) or whole
