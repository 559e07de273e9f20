"""Which statutory limits an item may have, judged by its name.

A limit of the library carries the words of item names that it may belong to. A match
is a suggestion and nothing more: whether the limit applies, a person decides.

>>> library = {1: "建筑工程施工许可", 2: "烟花爆竹经营（零售） 烟花爆竹零售", 3: ""}
>>> suggestions("建筑工程施工许可证核发", library)
[1]
>>> suggestions("烟花爆竹经营(零售)许可", library)
[2]
>>> suggestions("建筑工程施工许可证信息查询", library)
[]
"""

import re
import unicodedata

# Looking something up, filing a notice, replacing a lost paper: not the decision that
# the limit is on.
NOT_A_DECISION = re.compile(
    r"查询|咨询|公示|公告|宣传|证明开具|信息公开|举报|投诉|备案"
    r"|补发|补办|补证|遗失"
)


def suggestions(name: str, library: dict[int, str]) -> list[int]:
    """The limits whose words occur in the name of an item.

    :param name: the name of the item
    :param library: the words of each limit, separated by spaces, by its key
    :return: the keys, in the order of the library
    """
    wanted = _plain(name)
    if NOT_A_DECISION.search(wanted):
        return []
    return [
        key
        for key, words in library.items()
        if any(word in wanted for word in _plain(words).split())
    ]


def _plain(text):
    return unicodedata.normalize("NFKC", text)
