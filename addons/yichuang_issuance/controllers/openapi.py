"""What programs outside may call of the issuance, described from the models."""

from odoo import http

from odoo.addons.yichuang_catalog.controllers.exchange_api import described, shipped
from odoo.addons.yichuang_catalog.tools.openapi import Info, Method

MODULE = "yichuang_issuance"
INFO = Info(
    "一窗 issuance",
    "From the decision to the applicant's hand, and the archive",
    "Odoo's JSON-2 interface to the exit of a government-service hall: what waits, "
    "where it lies, how it went out, what was published and filed. Every call acts as "
    "the owner of the API key, with their roles, record rules and the checks of the "
    "law. Certificates are issued and results handed over by persons on the screen.",
)
READ = (
    "yichuang.certificate.type",
    "yichuang.publication",
    "yichuang.archive",
    "yichuang.archive.transfer",
    "yichuang.exit.place",
)
# Models that are also written, with the steps that programs may take.
WRITTEN = {
    "yichuang.delivery": (
        Method("action_expect_again", "The organ sends the result once more"),
    ),
    "yichuang.exit.list": (
        Method("action_add_waiting", "Put all on the list that waits"),
        Method("action_send", "Hand the documents over"),
        Method("action_receive", "Sign for the list"),
    ),
    "yichuang.exit.list.line": (),
}


def document(env):
    """The OpenAPI document of the issuance, in the language of the sources."""
    return described(env, MODULE, READ, WRITTEN, INFO)


class OpenApi(http.Controller):
    """The shipped description, for everybody."""

    @http.route(
        "/issuance/openapi.json",
        type="http",
        auth="public",
        methods=["GET"],
        readonly=True,
        sitemap=False,
        save_session=False,
    )
    def openapi(self, **kw):
        """What programs may call, as an OpenAPI 3.1 document."""
        return shipped(MODULE)
