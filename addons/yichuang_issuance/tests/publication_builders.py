"""Builders for the public list of licences."""

from odoo import SUPERUSER_ID

from .common import IssuanceCase


class PublicationCase(IssuanceCase):
    """A hall whose service grants licences, and whose jobs do not commit."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.sweep_in_the_test()

    @classmethod
    def publication_of(cls, case):
        """What is published of this case."""
        publications = cls.env["yichuang.publication"]
        return publications.search([("case_id", "=", case.id)])

    @classmethod
    def publish_due(cls):
        """What the hourly job does."""
        cls.env["yichuang.publication"].with_user(SUPERUSER_ID)._cron_publish()

    @classmethod
    def waiting_publication(cls, **values):
        """A licence that was granted just now."""
        return cls.publication_of(cls.granted_case(**values))

    @classmethod
    def published_publication(cls, **values):
        """A licence on the public list."""
        publication = cls.waiting_publication(**values)
        publication.with_user(cls.manager).action_publish()
        return publication

    @classmethod
    def say_why(cls, publication, step, user):
        """Withhold or take down as the dialog does."""
        dialogs = cls.env["yichuang.publication.reason"].with_user(user)
        return dialogs.create(
            {
                "publication_id": publication.id,
                "revision": publication.revision,
                "step": step,
                "ground": "privacy",
                "reason": "涉及个人隐私",
            }
        ).action_confirm()
