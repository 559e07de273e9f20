"""What programs outside may call of the intake, described from the models."""

from odoo import http

from odoo.addons.yichuang_catalog.controllers.exchange_api import described, shipped
from odoo.addons.yichuang_catalog.tools.openapi import Info, Method

MODULE = "yichuang_intake"
INFO = Info(
    "一窗 intake",
    "Cases of a government-service hall, from the window to the decision",
    "Odoo's JSON-2 interface to cases: receive, supplement, accept, follow, serve. "
    "Every call acts as the owner of the API key, with their roles, record rules and "
    "the checks of the law; errors say what is wrong and what to do. Opinions and "
    "decisions are given by persons on the screen.",
)
READ = (
    "yichuang.case.correction",
    "yichuang.clock",
    "yichuang.clock.segment",
    "yichuang.document",
    "yichuang.mandate",
    "yichuang.file.review",
    "yichuang.file.review.line",
)
# Models that are also written, with the steps that programs may take.
WRITTEN = {
    "yichuang.case": (
        Method("action_receive", "Take the papers in and allot the numbers"),
        Method("action_take_all_materials", "Mark every material as handed in"),
        Method("action_accept", "Accept cases that are complete"),
        Method("action_take_supplements", "Take in everything the notice names"),
        Method("action_start_review", "Begin to examine accepted cases"),
        Method("action_close", "End the files of decided cases"),
    ),
    "yichuang.case.material": (),
    "yichuang.case.special": (
        Method("action_start", "Tell the applicant and stop the clocks"),
        Method("action_end", "The procedure is over, the clocks run on"),
        Method("action_cancel", "The procedure is not needed"),
    ),
    "yichuang.document.delivery": (
        Method("action_serve", "Record that the document was served"),
        Method("action_fail", "Record that it could not be served this way"),
    ),
}
# Selections to which the modules after the decision and others add.
OPEN_CHOICES = {("yichuang.case", "state"), ("yichuang.clock", "kind")}


def document(env):
    """The OpenAPI document of the intake, in the language of the sources."""
    return described(env, MODULE, READ, WRITTEN, INFO, OPEN_CHOICES)


class OpenApi(http.Controller):
    """The shipped description, for everybody."""

    @http.route(
        "/cases/openapi.json",
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
