"""Where the keys of seals are: files and devices of the server, never the database.

The server's configuration file (odoo.conf) names each key in a section of its own; a
seal in the register knows no more than that name::

    [yichuang]
    keys = /var/lib/yichuang/keys
    roots = /etc/yichuang/roots.pem

    [yichuang.key licence-2026]
    provider = pkcs12
    file = /etc/yichuang/licence-2026.p12
    passphrase_file = /etc/yichuang/licence-2026.pass
    stamp = http://tsa.example.cn/

    [yichuang.key licence-device]
    provider = pkcs11
    module = /usr/lib/vendor/libpkcs11.so
    token = HALL
    label = licence
    pin_file = /etc/yichuang/device.pin
    stamp = http://tsa.example.cn/

    [yichuang.key licence-sm2]
    provider = sm2_service
    url = https://sign.example.cn/sm2
    key = licence
    token_file = /etc/yichuang/licence.token
    certificate = /etc/yichuang/licence-sm2.pem
    lists = http://ca.example.cn/issuing.crl
    stamp = http://tsa.example.cn/sm2

``roots`` holds the certificates of the licensed authorities that are trusted. ``keys``
is a folder of the server's own, in which the authority for tests and the keys for QR
codes are made at first use; without it, it is in Odoo's data folder.
"""

import configparser
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from . import sign_service, signing
from .sm2_test_authority import Sm2TestAuthority
from .test_authority import TestAuthority

SECTION = "yichuang"
TEST, TEST_SM2 = "test", "test-sm2"
"""Names of the keys that the authority for tests gives to whatever seal asks."""

TESTS = (TEST, TEST_SM2)
PROVIDERS = ("pkcs12", "pkcs11", "sm2_service")


class NoKey(signing.SealError):
    """The server has no key of that name, or it is not described well."""


@dataclass(frozen=True)
class KeyRing:
    """The keys that one configuration file tells of.

    :param settings: its sections, by name
    :param folder: where the server keeps what it makes itself
    """

    settings: dict[str, dict[str, str]]
    folder: Path

    @classmethod
    def of(cls, conf_file: str | None, data_dir: str) -> "KeyRing":
        """The ring of a server that was started with this configuration."""
        parser = configparser.RawConfigParser()
        parser.read([conf_file] if conf_file else [])
        settings = {
            name: dict(parser.items(name))
            for name in parser.sections()
            if name == SECTION or name.startswith(f"{SECTION}.key ")
        }
        folder = settings.get(SECTION, {}).get("keys")
        return cls(settings, Path(folder or Path(data_dir) / "yichuang_keys"))

    def names(self) -> list[str]:
        """Names of the keys that seals may use, those for tests last."""
        prefix = f"{SECTION}.key "
        own = [name.removeprefix(prefix) for name in self.settings if prefix in name]
        return [*sorted(own), *TESTS]

    def test_folder(self) -> Path:
        """Folder of the authority for tests."""
        return self.folder / "test-authority"

    def sm2_test_folder(self) -> Path:
        """Folder of the authority for tests with SM2."""
        return self.folder / "test-authority-sm2"

    def key(
        self, name: str, seal_name: str, now: datetime
    ) -> signing.Key | signing.Sm2Key:
        """The key of a seal.

        :param name: of the key, one of ``names()``
        :param seal_name: of the seal, which the authority for tests puts into the
            certificate
        :raises NoKey: there is none, or its section lacks something
        """
        if name == TEST:
            return signing.test_key(self.test_folder(), seal_name, now)
        if name == TEST_SM2:
            return signing.sm2_test_key(self.sm2_test_folder(), seal_name, now)
        row = self.settings.get(f"{SECTION}.key {name}")
        if row is None:
            raise NoKey("no_key", key=name, section=f"{SECTION}.key {name}")
        try:
            if row["provider"] == "pkcs12":
                return signing.file_key(
                    row["file"],
                    _secret(row.get("passphrase_file")),
                    row["stamp"],
                    self.roots(),
                )
            if row["provider"] == "pkcs11":
                return signing.device_key(
                    row["module"],
                    row["token"],
                    row["label"],
                    (_secret(row["pin_file"]) or b"").decode(),
                    row["stamp"],
                    self.roots(),
                )
            if row["provider"] == "sm2_service":
                token = (_secret(row.get("token_file")) or b"").decode()
                return sign_service.key(row, self.roots(), now, token)
        except signing.RefusedError as error:
            raise signing.SealError(error.code, **error.facts) from error
        except (KeyError, OSError, ValueError) as error:
            raise NoKey("key_not_whole", key=name, error=str(error)) from error
        raise NoKey(
            "unknown_provider",
            key=name,
            provider=row["provider"],
            known=", ".join(PROVIDERS),
        )

    def roots(self) -> list:
        """Certificates of the licensed authorities that this hall trusts."""
        file = self.settings.get(SECTION, {}).get("roots")
        return signing.roots_from(Path(file).read_bytes()) if file else []

    def test_roots(self) -> list:
        """The roots of the authority for tests; empty while nobody has used it."""
        found = []
        if (self.test_folder() / "root.pem").exists():
            found.append(signing.asn1(TestAuthority(self.test_folder()).root()))
        if (self.sm2_test_folder() / "root.cer").exists():
            found.append(Sm2TestAuthority(self.sm2_test_folder()).root())
        return found

    def test_lists(self, now: datetime) -> list[bytes]:
        """What the authority for tests has revoked until now, as DER."""
        lists = []
        if (self.test_folder() / "root.pem").exists():
            own = TestAuthority(self.test_folder()).revocation_lists(now)
            lists += [signing.der(each) for each in own]
        if (self.sm2_test_folder() / "root.cer").exists():
            lists += Sm2TestAuthority(self.sm2_test_folder()).revocation_lists(now)
        return lists


def _secret(file):
    return Path(file).read_bytes().strip() if file else None
