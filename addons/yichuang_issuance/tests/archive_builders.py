"""Builders for the archive: matters that ended, filed and packed."""

from odoo import SUPERUSER_ID

from .common import IssuanceCase


class ArchiveCase(IssuanceCase):
    """A hall with a keeper of the archive, whose jobs do not commit."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.archivist = cls.make_user(
            "test_archivist", "yichuang_issuance.group_keeper"
        )
        cls.sweep_in_the_test()

    @classmethod
    def seal_events(cls):
        """Seal what has happened, as the hourly job does."""
        seals = cls.env["yichuang.event.seal"]
        while seals._seal_batch(5000):
            pass

    @classmethod
    def opened_archive(cls, case=None, **values):
        """The file of a matter that ended, not packed yet."""
        case = case or cls.made_delivery(**values).case_id
        archives = cls.env["yichuang.archive"].with_user(SUPERUSER_ID)
        return archives._open_for(case.with_user(SUPERUSER_ID)).with_env(cls.env)

    @classmethod
    def packed_archive(cls, case=None, **values):
        """A file with its package."""
        archive = cls.opened_archive(case, **values)
        cls.make_files(archive.case_id)
        cls.seal_events()
        archive.with_user(SUPERUSER_ID)._pack()
        return archive

    @classmethod
    def make_files(cls, case):
        """Make the files of all documents of a case."""
        case.document_ids.file_ids.with_user(SUPERUSER_ID)._render()

    @classmethod
    def draft_transfer(cls, *archives):
        """A transfer list with these files, not handed over."""
        transfer = (
            cls.env["yichuang.archive.transfer"]
            .with_user(cls.archivist)
            .create({"receiver": "测试县档案馆"})
        )
        for archive in archives:
            archive._write_guarded({"transfer_id": transfer.id})
        return transfer.with_env(cls.env)

    @classmethod
    def handed_transfer(cls):
        """Files on their way to the archive office."""
        transfer = cls.draft_transfer(cls.packed_archive())
        transfer.with_user(cls.archivist).action_hand_over()
        return transfer

    @classmethod
    def draft_disposal(cls, *archives, **values):
        """A draft that names these files."""
        disposal = (
            cls.env["yichuang.archive.disposal"]
            .with_user(cls.archivist)
            .create({"reasons": "保管期满,经鉴定无继续保存价值。", **values})
        )
        for archive in archives:
            archive._write_guarded({"disposal_id": disposal.id})
        return disposal.with_env(cls.env)

    @classmethod
    def proposed_disposal(cls):
        """The proposal to dispose of a file whose time is over."""
        archive = cls.packed_archive()
        archive._write_guarded({"keep_until": "2020-12-31"})
        disposal = cls.draft_disposal(archive, name="测档销〔2026〕1号")
        disposal.with_user(cls.archivist).action_propose()
        return disposal
