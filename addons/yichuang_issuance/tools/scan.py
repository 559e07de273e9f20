"""What a scanner at the exit window may read, and what it can mean.

A scanner types whatever is printed: the pick-up code of the slip, the receipt number
or the address of its QR code, the number of a certificate, the address in the QR code
of the certificate, the mail number of a letter, the label of a shelf.

>>> list(meanings(" ab2-c3d "))[0]
('pickup_code', 'AB2C3D')
>>> dict(meanings("http://hall/track?number=HALL-261123-00001-7"))["receipt_number"]
'HALL-261123-00001-7'
>>> dict(meanings("https://hall/verify/7MKPQ2XWRT9ABCDEFGHJ3456N"))["token"]
'7MKPQ2XWRT9ABCDEFGHJ3456N'
>>> dict(meanings("HTTPS://HALL/VERIFY/7MKPQ2XWRT9ABCDEFGHJ3456N/2KCETIQBE4"))["token"]
'7MKPQ2XWRT9ABCDEFGHJ3456N'
>>> list(meanings("   "))
[]

Who has lost every slip says a name or a phone number instead:

>>> person(" 139 0000-0000"), person("王 小丽"), person("示例食品")
(('phone', '13900000000'), ('name', '王小丽'), ('name', '示例食品'))
>>> person("王"), person("%%"), person("http://hall/track"), person("A-01-01")
(None, None, None, None)
>>> person("11010519491231002x")
('id_number', '11010519491231002X')
"""

import re
from urllib.parse import parse_qs, urlsplit

from odoo.addons.yichuang_catalog.tools import citizen_id, receipt_number, uscc

from . import pickup_code, tracking, verify_token

MOST = 200
"""Longer than anything that is printed; a scanner that runs on is cut here."""


NAME = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff](?:[^\W_]|[·()（）])+")
PHONE = re.compile(r"\+?\d{7,15}")


def person(text):
    """The kind (``id_number``, ``phone``, ``name``) and words of who is looked for, or
    ``None``.

    A name begins with a Chinese character and has two characters at least; a phone
    number has 7 to 15 digits, with or without blanks and hyphens; an identity card's
    number or a credit code has its check character.
    """
    text = "".join((text or "")[:MOST].split())
    if citizen_id.is_valid(text) or uscc.is_valid(text):
        return "id_number", text.upper()
    digits = text.replace("-", "")
    if PHONE.fullmatch(digits):
        return "phone", digits
    return ("name", text) if NAME.fullmatch(text) else None


def meanings(text):
    """Pairs of what a text may be and how it is written then.

    The kinds are ``pickup_code``, ``receipt_number``, ``case_number``, ``token``,
    ``certificate_number``, ``identifier``, ``tracking_number``.
    """
    text = " ".join((text or "")[:MOST].split())
    if not text:
        return
    address = urlsplit(text) if "://" in text else None
    if address:
        number = parse_qs(address.query).get("number", [""])[0]
        if number:
            yield "receipt_number", receipt_number.compact(number)
        # Behind the token the QR code carries its proof, longer than any token.
        for part in filter(verify_token.is_valid, address.path.split("/")):
            yield "token", verify_token.compact(part)
        return
    code = pickup_code.compact(text)
    if len(code) == pickup_code.LENGTH and set(code) <= set(pickup_code.ALPHABET):
        yield "pickup_code", code
    yield "receipt_number", receipt_number.compact(text)
    yield "case_number", text
    if verify_token.is_valid(text):
        yield "token", verify_token.compact(text)
    yield "certificate_number", text
    yield "identifier", text
    if not tracking.problem(text):
        yield "tracking_number", tracking.compact(text)
