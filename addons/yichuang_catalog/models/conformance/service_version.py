from odoo import SUPERUSER_ID, api, fields, models

from ...tools import conformance

STAMP_BATCH = 500
DIGESTS = {element: f"digest_{element}" for element in conformance.CONTENT}


class ServiceVersion(models.Model):
    """The fingerprints of what a version states, element by element (三级四同).

    They are taken when it is published and never change, for its content does not; a
    report over all levels compares them without looking at the content.
    """

    _inherit = "yichuang.service.version"

    _guarded_fields = frozenset({*DIGESTS.values(), "digest_words", "digest_rules"})

    digest_basis = fields.Char("Fingerprint of the Basis", readonly=True, copy=False)
    digest_materials = fields.Char(
        "Fingerprint of the Materials", readonly=True, copy=False
    )
    digest_limit = fields.Char("Fingerprint of the Limit", readonly=True, copy=False)
    digest_procedure = fields.Char(
        "Fingerprint of the Procedure", readonly=True, copy=False
    )
    digest_conditions = fields.Char(
        "Fingerprint of the Conditions", readonly=True, copy=False
    )
    digest_applicants = fields.Char(
        "Fingerprint of the Applicants", readonly=True, copy=False
    )
    digest_result = fields.Char("Fingerprint of the Result", readonly=True, copy=False)
    digest_words = fields.Json(
        readonly=True,
        copy=False,
        help="The beginning of each element, to be shown where it differs.",
    )
    digest_rules = fields.Integer(
        readonly=True,
        copy=False,
        help="By which rules the fingerprints were taken; 0 if not yet.",
    )

    _unstamped_idx = models.Index(
        "(digest_rules) WHERE state IN ('published', 'suspended')"
    )

    def _after_publish(self, vals):
        super()._after_publish(vals)
        self._stamp()

    def _after_take_effect(self, vals):
        super()._after_take_effect(vals)
        self._stamp()

    def _stamp(self):
        """Take the fingerprints of these versions.

        With sudo, for they follow from the content alone and nobody sets them.
        """
        names = {*DIGESTS.values(), "digest_words", "digest_rules"}
        silent = self.sudo().with_context(tracking_disable=True)
        with silent._leave_to_write(names) as versions:
            for version, stated in versions._statements().items():
                version.write(version._stamped(stated))

    @api.model
    def _stamped(self, stated):
        """The values of the fields that keep these statements."""
        digests = {
            DIGESTS[element]: conformance.fingerprint(statement)
            for element, (statement, _words) in stated.items()
        }
        words = {
            element: conformance.short(text)
            for element, (_statement, text) in stated.items()
        }
        return {
            **digests,
            "digest_words": words,
            "digest_rules": conformance.RULES,
        }

    @api.model
    def _stamp_next(self):
        """Take the fingerprints of the next versions in force that have none of the
        present rules.

        :return: how many there were; 0 when all have theirs
        """
        versions = self.with_user(SUPERUSER_ID).search(
            [
                ("state", "in", ("published", "suspended")),
                ("digest_rules", "!=", conformance.RULES),
            ],
            order="id",
            limit=STAMP_BATCH,
        )
        versions._stamp()
        return len(versions)

    def _statements(self):
        """What these versions state.

        :rtype: dict[record, dict[str, tuple[str | None, str]]]
        :return: by element, the statement to compare and the words to show
        """
        return {
            version: {
                element: getattr(version, f"_state_{element}")()
                for element in conformance.CONTENT
            }
            for version in self
        }

    def _state_basis(self):
        laws = self.law_ids
        statement = conformance.basis((law.name, law.article or "") for law in laws)
        return statement, "\n".join(laws.mapped("display_name"))

    def _state_materials(self):
        names = self.material_line_ids.mapped("material_id.name")
        return conformance.materials(names), "\n".join(names)

    def _state_limit(self):
        period = self.legal_days, self.legal_unit, self.case_type == "instant"
        return conformance.limit(*period), conformance.limit_words(*period)

    def _state_procedure(self):
        after = self._procedure_graph()
        return conformance.procedure(after), "\n".join(after)

    def _state_conditions(self):
        return conformance.conditions(self.conditions or ""), self.conditions or ""

    def _state_applicants(self):
        kinds = self.applicant_type_ids
        keys = kinds.mapped("key") if kinds else [self.applicant_kind]
        words = "\n".join(kinds.mapped("name")) or self._said("applicant_kind")
        return conformance.applicants(keys), words

    def _state_result(self):
        named = self.result_name or ""
        return conformance.result(self.result_kind, named), named

    def _procedure_graph(self):
        """The steps, or else the lines of the procedure, and what each comes after,
        by name; of two steps with one name the later one gets a mark."""
        if not self.step_ids:
            return conformance.lines(self.procedure or "")
        names, taken = {}, set()
        for step in self.step_ids:
            name = step.name
            while name in taken:
                name += "'"
            taken.add(name)
            names[step] = name
        return {
            names[step]: [names[other] for other in after]
            for step, after in self._step_graph().items()
        }
