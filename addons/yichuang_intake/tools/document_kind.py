"""What is fixed of one kind of document (文书)."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Kind:
    """One kind of document.

    :param title: its name at the head of the sheet
    :param mark: 文书类型字, the character of its kind in the number
    :param article: what it rests on
    :param words: the sentence that it is about, with ``{service}`` and other facts of
        the case in braces
    :param facts: labels of the facts that must be stated
    :param sealed: the organ's seal and a date are demanded (Art. 32)
    :param remedies: reconsideration and litigation are told (Art. 38)
    :param served: it is served on somebody, which a proof of delivery (送达回证) shows;
        what is handed over at the window or stays in the file is not
    :param internal: it stays inside; its applicant does not see it
    """

    title: str
    mark: str
    article: str
    words: str
    facts: tuple[str, ...] = ()
    sealed: bool = True
    remedies: bool = False
    served: bool = True
    internal: bool = False
