from odoo import api, fields, models

from odoo.addons.yichuang_catalog.tools import enumerations


class JointMaterial(models.Model):
    """One material of the one set of a joint case (一套材料): handed in once, for all
    matters that use it.

    What happens to it is handed on to the lists of its cases; each organ may find fault
    with it there for its own matter.
    """

    _name = "yichuang.joint.material"
    _description = "Material of a joint case"
    _inherit = ["yichuang.joint.line"]
    _order = "joint_id, sequence, id"
    _rec_name = "name"
    _entered_fields = frozenset({"received", "originals", "copies", "pages", "defect"})
    _line_open_states = ("draft", "received", "supplement")

    joint_id = fields.Many2one(
        "yichuang.joint.case", required=True, ondelete="cascade", index=True
    )
    sequence = fields.Integer(default=10)

    # What is asked for
    material_id = fields.Many2one(
        "yichuang.material",
        "Listed Material",
        required=True,
        readonly=True,
        ondelete="restrict",
        index=True,
    )
    name = fields.Char(
        "Material", related="material_id.name", store=True, precompute=True
    )
    necessity = fields.Selection(
        selection=enumerations.selection("necessity"),
        required=True,
        readonly=True,
        help="必要, 可容缺, 非必要: the strictest of the matters.",
    )
    receive_mode = fields.Selection(
        selection=enumerations.selection("receive_mode"),
        readonly=True,
        help="收取方式",
    )
    originals_asked = fields.Integer(readonly=True, help="应收原件份数")
    copies_asked = fields.Integer(readonly=True, help="应收复印件份数")
    used_by = fields.Char(readonly=True, help="用于事项")
    passed_on = fields.Boolean(
        readonly=True,
        help="内部流转: another matter of the case produces it, so the organs pass it "
        "on and nobody asks the applicant for it.",
    )

    # What was handed in
    received = fields.Boolean("Handed In", help="已收取")
    originals = fields.Integer(help="收到原件份数")
    copies = fields.Integer(help="收到复印件份数")
    pages = fields.Integer(help="页数")
    defect = fields.Char(help="存在问题: for every matter that uses it.")
    own_document_id = fields.Many2one(
        "yichuang.vault.document",
        "Chosen from File",
        readonly=True,
        ondelete="set null",
        index="btree_not_null",
        groups="yichuang_intake.group_clerk",
        help="免提交: which document on file the applicant chose for it.",
    )
    chosen_by_id = fields.Many2one(
        "res.users",
        readonly=True,
        index="btree_not_null",
        groups="yichuang_intake.group_clerk",
        help="选用人: the applicant, who agreed to its use by choosing it.",
    )
    on_file = fields.Boolean(
        "Taken from File",
        compute="_compute_on_file",
        compute_sudo=True,
        help="免提交: taken from the documents on file.",
    )
    undertaken = fields.Boolean(
        readonly=True,
        help="网上容缺承诺: the applicant undertook online to hand it in later.",
    )
    line_ids = fields.One2many(
        "yichuang.case.material", "joint_material_id", "In the Cases", readonly=True
    )

    _material_uniq = models.UniqueIndex(
        "(joint_id, material_id)", "This material is on the list already."
    )
    _default_order_idx = models.Index("(joint_id, sequence, id)")
    _counts_positive = models.Constraint(
        "CHECK (originals >= 0 AND copies >= 0 AND pages >= 0)",
        "Numbers of originals, copies and pages cannot be negative.",
    )

    @api.depends("own_document_id")
    def _compute_on_file(self):
        for line in self:
            line.on_file = bool(line.own_document_id)

    @api.onchange("received")
    def _onchange_received(self):
        for line in self:
            line.originals = line.originals_asked if line.received else 0
            line.copies = line.copies_asked if line.received else 0

    def write(self, vals):
        result = super().write(vals)
        if {"received", "defect", "pages"}.intersection(vals):
            self._hand_on(vals)
        return result

    def _put_back(self):
        """It is to be handed in after all."""
        self._unguarded().write({"own_document_id": False, "chosen_by_id": False})

    def _sent_in(self):
        """The files that were sent in for this material."""
        return self.joint_id.file_ids.filtered(
            lambda file: file.material_id == self.material_id
        )

    def _take(self):
        """Record these as handed in, as many as are asked for."""
        groups = self.grouped(lambda line: (line.originals_asked, line.copies_asked))
        for (originals, copies), lines in groups.items():
            lines.write({"received": True, "originals": originals, "copies": copies})

    def _hand_on(self, vals):
        """Hand what happened to these on to the lists of the cases."""
        for line in self:
            theirs = line.line_ids.filtered(lambda one: not one.passed_on)
            if "defect" in vals:
                theirs.write({"defect": line.defect})
            if "pages" in vals:
                theirs.write({"pages": line.pages})
            if vals.get("received"):
                theirs.filtered(lambda one: not one.received)._take()
            elif "received" in vals:
                theirs.write({"received": False, "originals": 0, "copies": 0})
