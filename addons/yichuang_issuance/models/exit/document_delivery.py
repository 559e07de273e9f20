from odoo import fields, models

from odoo.addons.yichuang_catalog.tools.transition import Transition

from .delivery import EXIT_CLERK


class DocumentDelivery(models.Model):
    """A decision that goes out together with its result, at the exit window.

    Whoever collects comes to the hall and signs there: the two officers who go out to
    serve (民事诉讼法 Art. 88) are not needed.
    """

    _inherit = "yichuang.document.delivery"

    _transitions = (
        Transition(
            "take_result",
            "under_way",
            "served",
            groups=EXIT_CLERK,
            guards=(
                "_guard_to_serve",
                "_guard_particulars",
                "_guard_moment",
                "_guard_consent",
            ),
        ),
    )
    _guarded_fields = frozenset({"exit_delivery_id"})

    exit_delivery_id = fields.Many2one(
        "yichuang.delivery",
        "With the Result",
        readonly=True,
        copy=False,
        index="btree_not_null",
        help="随办理结果送达",
    )

    def _values_take_result(self, vals):
        self._values_serve(vals)

    def _after_take_result(self, vals):
        self._after_serve(vals)

    def _proof_facts(self):
        facts = super()._proof_facts()
        certificate = self.sudo().exit_delivery_id.certificate_id
        if certificate:
            facts["送达文书"].append(
                {"名称": certificate.title, "文号": certificate.number}
            )
        return facts
