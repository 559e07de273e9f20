"""The market's pages, public and on the portal: usable by everybody, on a phone too."""

from odoo.tests import HttpCase, tagged

from odoo.addons.yichuang_intermediary.tests.common import MarketCase

from .accessibility import ReadsPages


@tagged("post_install", "-at_install")
class TestMarketPages(ReadsPages, MarketCase, HttpCase):
    def pages(self):
        """Who opens which page of the market."""
        contract = self.delivered_contract()
        winner = self.winner_user(contract)
        opened, sealed = self.opened_notice(), self.sealed_notice()
        draft = self.draft_notice()
        self.draft_dispute(winner, notice=sealed)
        visitor = (
            "/market",
            "/market?q=这里什么也没有",
            f"/market/n/{sealed.number}",
            f"/market/verify/{opened.number}",
            "/market/agencies",
            f"/market/agencies/{self.agency_a.uscc}",
            "/market/bench",
        )
        agency = (
            "/my/market",
            "/my/market/agency",
            f"/market/n/{sealed.number}",
            f"/my/market/contracts/{contract.number}",
            f"/my/market/disputes?notice={opened.number}",
        )
        owner = (
            "/my/market/agency",
            "/my/market/notices/new",
            f"/my/market/notices/{draft.number}",
            f"/my/market/notices/{sealed.number}/amend",
            f"/my/market/contracts/{contract.number}",
        )
        return (
            *((page, None) for page in visitor),
            *((page, winner.login) for page in agency),
            *((page, self.owner.login) for page in owner),
            ("/my/market/custodian", self.custodian(1).user_id.login),
        )
