import hashlib
from collections import defaultdict

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

PICTURES = ("jpg", "png")


class CaseFile(models.Model):
    """A scan of a paper material, made at the window (扫描件).

    It is kept by the same rules as what applicants send in, and nothing is added or
    taken away once the application is accepted; a material that was to follow brings
    its scan when it comes.
    """

    _inherit = "yichuang.case.file"

    scanned = fields.Boolean("Scanned at the Window", readonly=True, help="窗口扫描")
    seen_before = fields.Boolean(
        readonly=True,
        help="重复文件: the very same file was kept on another case of this hall.",
    )
    file_kind = fields.Char("Kind", compute="_compute_file_kind")
    picture = fields.Binary(compute="_compute_shown")
    pdf = fields.Binary(compute="_compute_shown")

    _digest_idx = models.Index("(digest)")

    @api.depends("name")
    def _compute_file_kind(self):
        for file in self:
            file.file_kind = (file.name or "").rsplit(".", 1)[-1]

    @api.depends("data", "file_kind")
    def _compute_shown(self):
        for file in self:
            file.picture = file.data if file.file_kind in PICTURES else False
            file.pdf = file.data if file.file_kind == "pdf" else False

    @api.model_create_multi
    def create(self, vals_list):
        files = super().create(vals_list)
        # A fact about the hall's files; whose case it was is not told.
        known = self.sudo()._read_group(
            [
                ("digest", "in", files.mapped("digest")),
                ("company_id", "in", files.company_id.ids),
            ],
            ["digest", "case_id"],
        )
        wholes = defaultdict(set)
        for digest, case in known:
            wholes[digest].add(case._whole())
        often = {digest for digest, found in wholes.items() if len(found) > 1}
        files.filtered(lambda file: file.digest in often).write({"seen_before": True})
        return files

    @api.model
    def _scan(self, material, data):
        """Keep a scan of a material, and note that the material was handed in.

        :param material: a line of a case that may still take papers in
        :param data: the bytes of the file
        :raises UserError: the file is not in order, was kept for this case before, or
            the list of the case is closed
        :returns: the file
        """
        material.ensure_one()
        self._check_scan(material)
        # Nobody writes files by hand; the right to the case was checked.
        files = self.sudo()
        case = material.case_id
        most = case.company_id.sudo().scan_megabytes * 1_000_000
        digest = hashlib.sha256(data).hexdigest()
        twin = files.search(
            [("case_id", "=", case.id), ("digest", "=", digest)], limit=1
        )
        if twin:
            raise UserError(
                self.env._(
                    "This very file is kept already, for %(material)s. Choose the scan "
                    "of %(other)s.",
                    material=twin.material_id.name,
                    other=material.name,
                )
            )
        fault = files._keep(material, data, most=most, scanned=True)
        if fault:
            raise UserError(fault)
        file = files.search(
            [("case_id", "=", case.id), ("digest", "=", digest)], limit=1
        )
        if not material.received and case.state in material._line_open_states:
            material._take()
        case._log_event(
            "scan",
            {"material": material.name, "file": file.name, "digest": file.digest},
        )
        return file.sudo(False)

    @api.model
    def _check_scan(self, material):
        material.check_access("write")
        material.case_id.check_access("write")
        if not self.env.user.has_group("yichuang_intake.group_clerk"):
            raise AccessError(self.env._("Papers are scanned at the window."))
        material.case_id._guard_not_in_applicants_hand({})
        if not material._takes_scans():
            material._check_parent_open()

    def action_remove(self):
        """Take away a scan that was made by mistake, while the list is open."""
        for file in self:
            self._check_scan(file.material_id)
            if not file.scanned:
                raise UserError(
                    self.env._("What the applicant sent in stays as it was sent.")
                )
            file.case_id._log_event(
                "remove_scan",
                {
                    "material": file.material_id.name,
                    "file": file.name,
                    "digest": file.digest,
                },
            )
        # Nobody writes files by hand; the right to the case was checked.
        self.sudo().unlink()
        return True
