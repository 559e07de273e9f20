"""What people are told when a version may not be published, rule by rule.

The rules themselves are in ``tools/publication.py``.
"""


def sentence(env, fault):
    """The fault as a sentence in the language of ``env``, with its article."""
    words = fault.sentence or _sentences(env, fault.detail)[fault.rule]
    if not fault.article or fault.article in words:
        return words
    return f"{words}（{fault.article}）"


def _sentences(env, name):
    return {
        "missing_basis": env._("Name the legal basis."),
        "missing_conditions": env._("State the conditions."),
        "missing_quantity": env._(
            "State how many may be granted, or that there is no limit."
        ),
        "missing_procedure": env._("Describe the procedure step by step."),
        "missing_materials": env._("List all materials that are to be handed in."),
        "missing_form_sample": env._("Add a model of the filled-in application."),
        "missing_legal_limit": env._("State the statutory limit."),
        "missing_promise_limit": env._("State the promised limit."),
        "limit_units_differ": env._(
            "The statutory and the promised limit have different units, so nobody can "
            "tell whether the promise keeps the law. State both in the unit of the law."
        ),
        "promise_over_legal": env._(
            "The promised limit is longer than the statutory one. Shorten the promise."
        ),
        "vague_material": env._(
            "“%(name)s” lets anything be asked for. Name each material that is needed.",
            name=name,
        ),
        "vague_note": env._(
            "“%(text)s” asks for papers that it does not name. Name each of them in "
            "the list of materials.",
            text=name,
        ),
        "fee_not_listed": env._(
            "A fee may be charged only under a law or an administrative regulation. "
            "List each fee with its standard and basis, or charge no fee."
        ),
        "fee_without_basis": env._(
            "A fee may be charged only under a law or an administrative regulation. "
            "Name the one that sets “%(name)s”, or remove the fee.",
            name=name,
        ),
        "fee_without_standard": env._(
            "State the standard of the fee “%(name)s”: a fee is charged by the "
            "published standard only.",
            name=name,
        ),
        "fee_for_form": env._(
            "“%(name)s” charges for the application form, which is free. Remove it.",
            name=name,
        ),
        "agency_without_basis": env._(
            "A report of an intermediary may be demanded only under a law, a "
            "regulation or a decision of the State Council. Name it, or do without."
        ),
        "person_without_basis": env._(
            "An agent may apply unless a law wants the applicant in person. Name that "
            "law, or let an agent come."
        ),
    }
