"""The whole hall as test data: every module's builders in one class."""

from odoo.tests import new_test_user

from odoo.addons.yichuang_intake.tests.exchange.common import ExchangeCase
from odoo.addons.yichuang_intermediary.tests.common import MarketCase
from odoo.addons.yichuang_issuance.tests.archive_builders import ArchiveCase
from odoo.addons.yichuang_issuance.tests.exit_builders import ExitCase
from odoo.addons.yichuang_issuance.tests.publication_builders import PublicationCase
from odoo.addons.yichuang_issuance.tests.seal_builders import SealCase

ALL_GROUPS = (
    "yichuang_catalog.group_manager",
    "yichuang_catalog.group_approver",
    "yichuang_catalog.group_supervisor",
    "yichuang_intake.group_clerk",
    "yichuang_intake.group_reviewer",
    "yichuang_intake.group_decider",
    "yichuang_issuance.group_exit_clerk",
    "yichuang_issuance.group_keeper",
    "yichuang_issuance.group_seal_keeper",
    "yichuang_intermediary.group_market_reviewer",
    "yichuang_intermediary.group_market_publisher",
    "yichuang_intermediary.group_market_issuer",
    "base.group_system",
    "base.group_allow_export",
)


class Hall(ArchiveCase, ExitCase, PublicationCase, SealCase, MarketCase, ExchangeCase):
    """Builders of all modules, and three people every rule is tried on: somebody
    with every role, somebody with none, and a stranger on the portal."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.almighty = new_test_user(
            cls.env, "almighty_user", groups=",".join(ALL_GROUPS)
        )
        cls.bystander = new_test_user(
            cls.env, "bystander_user", groups="yichuang_catalog.group_user"
        )
        cls.stranger = new_test_user(
            cls.env, "stranger_user", groups="base.group_portal"
        )
