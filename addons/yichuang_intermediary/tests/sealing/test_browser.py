import base64
import json
import os
from urllib.parse import quote

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.pbkdf2 import PBKDF2HMAC
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
)

from odoo.tests import HttpCase, tagged

from ...tools import sealing
from ..common import CUSTODIAN_KEYS, MarketCase

PASSPHRASE = "开标口令一二三四五六"


def key_file(private, public, passphrase):
    """The file a custodian's browser saves, as ``seal.js`` writes it."""
    salt, nonce, iterations = os.urandom(16), os.urandom(12), 1000
    key = PBKDF2HMAC(SHA256(), 32, salt, iterations).derive(passphrase.encode())
    secret = private.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    sealed = AESGCM(key).encrypt(nonce, secret, public.encode())
    return json.dumps(
        {
            "format": "yichuang-custodian-key/1",
            "public": public,
            "kdf": "pbkdf2-sha256",
            "iterations": iterations,
            "salt": base64.b64encode(salt).decode(),
            "nonce": base64.b64encode(nonce).decode(),
            "private": base64.b64encode(sealed).decode(),
        }
    )


@tagged("post_install", "-at_install")
class TestSealingInTheBrowser(MarketCase, HttpCase):
    """Chromium seals, a custodian's Chromium opens, and a stranger's checks."""

    def test_agency_seals_and_custodians_open(self):
        notice = self.sealed_notice()
        self.bid(notice, self.user_b, 12000)
        self.start_tour(
            f"/market/n/{notice.number}",
            "yichuang_offer_seal_tour",
            login="test_agency_a",
        )
        signup = notice.signup_ids.filtered(
            lambda line: line.agency_id == self.agency_a
        )
        blob = signup._sealed().blob
        self.assertNotIn("1088850", blob)
        self.put_back(notice, "sign_close")
        notice.with_user(self.market_reviewer).action_close()
        notice.with_user(self.market_reviewer).action_freeze_list()
        self.post(notice, 3)
        self.assertFalse(notice.offer_ids)
        file = key_file(*CUSTODIAN_KEYS[0], PASSPHRASE)
        self.start_tour(
            f"/my/market/custodian#{quote(file)}",
            "yichuang_shares_tour",
            login=self.custodian(1).user_id.login,
        )
        notice.invalidate_recordset()
        offer = signup.offer_ids
        self.assertEqual((offer.price_fen, offer.days), (1088850, 15))
        self.assertEqual(offer.proposal, "本机构采用“双人复核”。")
        self.assertEqual(notice.winner_id, self.agency_a)
        self.start_tour(f"/market/verify/{notice.number}", "yichuang_check_offers_tour")

    def test_custodian_makes_a_key(self):
        user = self.registered_custodian().user_id
        self.start_tour("/my/market/custodian", "yichuang_key_tour", login=user.login)
        made = self.env["yichuang.market.custodian"].search(
            [("user_id", "=", user.id), ("organization", "=", "示例公证处")]
        )
        self.assertEqual(made.fingerprint, sealing.fingerprint(made.public_key))
