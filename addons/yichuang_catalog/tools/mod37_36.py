"""ISO 7064 MOD 37,36 (GB/T 17710): a check character over digits and letters.

Finds every single wrong character and nearly all swapped neighbours.

>>> calc_check_character("11100000000013338W01111430000006122244L20230000403001")
'U'
>>> is_valid("11100000000013338W01111430000006122244L20230000403001U")
True
>>> is_valid("11100000000013338W01111430000006122244L20230000403001V")
False
"""

from .exceptions import CodeError, InvalidChecksum, InvalidFormat, InvalidLength

ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def calc_check_character(number):
    """The check character for ``number``, to be put behind it.

    :raises InvalidFormat: something else than digits and capital letters
    """
    check = 36
    for character in number:
        place = ALPHABET.find(character)
        if place < 0:
            raise InvalidFormat
        check = (check + place) % 36 or 36
        check = check * 2 % 37
    return ALPHABET[(1 - check) % 36]


def validate(number):
    """``number``, whose last character is its check character.

    :raises InvalidLength: nothing to check
    :raises InvalidFormat: something else than digits and capital letters
    :raises InvalidChecksum: the check character does not fit
    """
    if len(number) < 2:
        raise InvalidLength
    if calc_check_character(number[:-1]) != number[-1]:
        raise InvalidChecksum
    return number


def is_valid(number):
    """Whether the last character fits the rest."""
    try:
        validate(number)
    except CodeError:
        return False
    return True
