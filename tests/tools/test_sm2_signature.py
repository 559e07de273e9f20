"""SM2 signatures made by OpenSSL, verified by ours; and no other."""

import subprocess

import pytest

from odoo.addons.yichuang_issuance.tools import sm2_signature

MESSAGE = "准予行政许可决定书".encode()


@pytest.fixture(scope="module")
def signed(tmp_path_factory):
    folder = tmp_path_factory.mktemp("sm2")

    def openssl(*arguments):
        subprocess.run(["openssl", *arguments], cwd=folder, check=True)

    (folder / "message").write_bytes(MESSAGE)
    openssl("ecparam", "-name", "SM2", "-genkey", "-noout", "-out", "key.pem")
    openssl("pkey", "-in", "key.pem", "-pubout", "-outform", "DER", "-out", "key.der")
    openssl(
        *[
            "pkeyutl",
            "-sign",
            "-inkey",
            "key.pem",
            "-in",
            "message",
            "-rawin",
            "-digest",
            "sm3",
        ],
        *("-pkeyopt", f"distid:{sm2_signature.USER_ID.decode()}", "-out", "signature"),
    )
    public_key = (folder / "key.der").read_bytes()[-65:]
    return public_key, (folder / "signature").read_bytes()


def test_signature_of_openssl_is_verified(signed):
    public_key, signature = signed
    assert sm2_signature.verify(public_key, MESSAGE, signature)


def test_other_words_other_key_other_name_are_refused(signed):
    public_key, signature = signed
    generator = bytes.fromhex(
        "0432c4ae2c1f1981195f9904466a39c9948fe30bbff2660be1715a4589334c74c7"
        "bc3736a2f4f6779c59bdcee36b692153d0a9877cc62a474002df32e52139f0a0"
    )
    assert not sm2_signature.verify(public_key, MESSAGE + b"!", signature)
    assert not sm2_signature.verify(generator, MESSAGE, signature)
    assert not sm2_signature.verify(public_key, MESSAGE, signature, b"somebody else")


@pytest.mark.parametrize("junk", [b"", b"0", b"\x30\x00", bytes(70)])
def test_junk_is_no_signature(signed, junk):
    assert not sm2_signature.verify(signed[0], MESSAGE, junk)
