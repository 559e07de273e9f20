from odoo import api, fields, models

from ...tools import scripts

SUPERVISOR = "yichuang_catalog.group_supervisor"
MODULE = "yichuang_intermediary"
# The bundle in which the public pages and the portal load the scripts.
BUNDLE = "web.assets_frontend_lazy"


class Check(models.Model):
    """The scripts that seal, open and repeat, looked at every day (threat 25).

    The first list of a version is what the hall published; while that version is
    installed the files on the disk must be the same, and the bundle that browsers get
    must hold these very files. A difference is told to the supervisors at once.
    """

    _inherit = "yichuang.market.check"

    version = fields.Char("Version of the Module", readonly=True)
    listing = fields.Text(
        "Scripts and Their Hashes",
        readonly=True,
        help="脚本哈希清单: SHA-256, address.",
    )
    listing_sha256 = fields.Char("SHA-256 of the List", readonly=True)

    @api.model
    def _common_vals(self):
        return [*super()._common_vals(), self._script_vals()]

    @api.model
    def _script_vals(self):
        """What is found of the scripts today."""
        listing = scripts.listing()
        module = self.env["ir.module.module"].search([("name", "=", MODULE)])
        version = module.latest_version or ""
        first = self.search(
            [("kind", "=", "scripts"), ("version", "=", version)],
            order="on_day, id",
            limit=1,
        )
        published = scripts.parse(first.listing or listing)
        found = scripts.parse(listing)
        altered = scripts.differences(published, found)
        bundled = self._altered_in_bundle()
        problems = [
            *(self.env._("%(script)s is not as published.", script=n) for n in altered),
            *(
                self.env._(
                    "%(script)s differs in the bundle browsers get.", script=name
                )
                for name in bundled
            ),
        ]
        return {
            "kind": "scripts",
            "looked": len(published | found),
            "faults": len({*altered, *bundled}),
            "note": "\n".join(problems),
            "version": version,
            "listing": listing,
            "listing_sha256": scripts.sha256(listing),
        }

    @api.model
    def _altered_in_bundle(self):
        """Addresses of scripts that the bundle made of them does not hold as they
        are; none where nobody has asked for the bundle yet."""
        bundle = self.env["ir.qweb"]._get_asset_bundle(BUNDLE, css=False, js=True)
        made = bundle.get_attachments("min.js")
        if not made:
            return []
        text = made[0].raw.decode()
        return [
            asset.url
            for asset in bundle.javascripts
            if asset.url.startswith(scripts.ADDRESS) and asset.minify() not in text
        ]

    @api.model_create_multi
    def create(self, vals_list):
        checks = super().create(vals_list)
        for check in checks:
            if check.kind == "scripts" and check.faults:
                check._tell_supervisors()
        return checks

    def _tell_supervisors(self):
        """Write to the supervisors of the hall what differs."""
        self.ensure_one()
        # The job writes to them; it shows nobody.
        people = self.env.ref(SUPERVISOR).sudo().all_user_ids
        partners = people.filtered(
            lambda user: user.active and self.company_id in user.company_ids
        ).partner_id
        self.env["mail.thread"].message_notify(
            partner_ids=partners.ids,
            subject=self.env._("The scripts of the market have been altered"),
            body=self.env._(
                "Until it is cleared up nobody should seal or open offers on this "
                "server. %(note)s",
                note=self.note,
            ),
        )

    @api.model
    def _published_checks(self, limit=30):
        """The latest checks of the scripts of the reader's hall, for everybody."""
        # A check says nothing of anybody; the page shows date, hash and faults.
        return self.sudo().search(
            [("kind", "=", "scripts"), ("company_id", "=", self.env.company.id)],
            limit=limit,
        )
