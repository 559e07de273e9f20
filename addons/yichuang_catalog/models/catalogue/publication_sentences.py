"""What people are told when a version may not be published, rule by rule.

The rules themselves are in ``tools/publication.py``.
"""

from odoo.tools.translate import LazyTranslate

_lt = LazyTranslate(__name__)

SENTENCES = {
    "missing_basis": _lt("Name the legal basis."),
    "missing_conditions": _lt("State the conditions."),
    "missing_quantity": _lt(
        "State how many may be granted, or that there is no limit."
    ),
    "missing_procedure": _lt("Describe the procedure step by step."),
    "missing_materials": _lt("List all materials that are to be handed in."),
    "missing_form_sample": _lt("Add a model of the filled-in application."),
    "missing_legal_limit": _lt("State the statutory limit."),
    "missing_promise_limit": _lt("State the promised limit."),
    "limit_units_differ": _lt(
        "The statutory and the promised limit have different units, so nobody can "
        "tell whether the promise keeps the law. State both in the unit of the law."
    ),
    "promise_over_legal": _lt(
        "The promised limit is longer than the statutory one. Shorten the promise."
    ),
    "vague_material": _lt(
        "“%(detail)s” lets anything be asked for. Name each material that is needed."
    ),
    "fee_without_basis": _lt(
        "A fee may be charged only under a law or an administrative regulation. Name "
        "it, or charge no fee."
    ),
}
