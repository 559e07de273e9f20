from odoo import fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from odoo.addons.yichuang_catalog.tools.canonical import canonical_text
from odoo.addons.yichuang_catalog.tools.transition import Transition

from ...tools import draw as draw_tool
from ...tools import sealing


class Signup(models.Model):
    """The sealed offer that belongs to a sign-up, and the receipt for both."""

    _inherit = "yichuang.market.signup"

    _transitions = (
        Transition("replace", "submitted", "replaced", system=True),
        Transition("void", "valid", "void", system=True),
    )
    _guarded_fields = frozenset({"sealed_sha256", "signature", "log_position"})

    sealed_sha256 = fields.Char("SHA-256 of the Sealed Offer")
    signature = fields.Char(
        "Signature of the Hall", help="Ed25519 under the receipt, base64."
    )
    log_position = fields.Char(
        help="Number of the entry in the event log, which is sealed and published."
    )
    offer_ids = fields.One2many("yichuang.market.offer", "signup_id")
    state = fields.Selection(
        selection_add=[("replaced", "Replaced"), ("void", "Void")],
        ondelete={"replaced": "cascade", "void": "cascade"},
    )

    def _keep_sealed(self, blob):
        """Keep the sealed offer of a new sign-up; only its hash is on the sign-up."""
        self.ensure_one()
        sha256 = draw_tool.sha256_hex(blob)
        # No group has access to sealed offers; the sign-up was checked by its caller.
        self.env["yichuang.market.sealed"].sudo().create(
            {
                "signup_id": self.id,
                "suite": sealing.SUITE,
                "blob": blob,
                "sha256": sha256,
            }
        )
        self._write_guarded({"sealed_sha256": sha256})

    def _sealed(self):
        """The sealed offers of these sign-ups, for server code after the close."""
        # No group has access to sealed offers; callers check the state of the notice.
        sealed = self.env["yichuang.market.sealed"].sudo()
        return sealed.search([("signup_id", "in", self.ids)])

    def _destroy_sealed(self):
        """Destroy what can never be opened any more; the hash on the receipt stays."""
        self._sealed().unlink()

    def _give_receipt(self, facts):
        """Enter the sign-up in the event log and sign the receipt for it.

        The receipt names the place of its entry in the log of the whole hall and the
        last published head before it, so that nothing can be slipped in or taken out
        afterwards. Places are not counted up one by one: their distance would tell
        how many others signed up meanwhile.
        """
        for signup in self:
            signup._skip_places()
            event = signup._log_event(
                "submit",
                {
                    "receipt_number": signup.receipt_number,
                    "sealed_sha256": signup.sealed_sha256 or None,
                },
            ).sudo()
            seal = self.env["yichuang.event.seal"].sudo().search([], limit=1)
            receipt = canonical_text(
                {
                    **facts,
                    "sealed_sha256": signup.sealed_sha256 or None,
                    "log_position": event.id,
                    "log_previous": seal.head or None,
                }
            )
            key = self.env["yichuang.market.key"]._of(signup.company_id)
            signup._write_guarded(
                {
                    "receipt": receipt,
                    "receipt_sha256": draw_tool.sha256_hex(receipt),
                    "signature": key._sign(receipt),
                    "log_position": str(event.id),
                }
            )

    def _skip_places(self):
        """Leave a random number of places of the event log empty."""
        self.env.execute_query(
            SQL(
                "SELECT count(nextval(pg_get_serial_sequence('yichuang_event', 'id')))"
                " FROM generate_series(1, floor(random() * 8)::int)"
            )
        )

    def _after_withdraw(self, _vals):
        self._destroy_sealed()

    def _after_replace(self, _vals):
        self._destroy_sealed()

    def _check_sealed(self, notice, agency, blob):
        """Look whether the notice wants a sealed offer and this one is bound to it.

        :raises UserError: says what to do
        """
        if notice.is_sealed and not blob:
            raise UserError(
                self.env._(
                    "The offer is missing. It is sealed in your browser before it is "
                    "sent: that needs a page opened by https and JavaScript."
                )
            )
        if not notice.is_sealed and blob:
            raise UserError(
                self.env._("This notice has a fixed price; no offer is made.")
            )
        if blob:
            panel = notice._panel()
            head = sealing.header(notice.number, notice.version, agency.uscc, panel)
            try:
                sealing.check(blob, head, panel)
            except sealing.SealError as error:
                raise UserError(
                    self.env._(
                        "The sealed offer cannot be taken (%(error)s). Reload the page "
                        "and seal it again.",
                        error=error,
                    )
                ) from error
