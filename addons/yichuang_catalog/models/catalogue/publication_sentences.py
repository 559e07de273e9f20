"""What people are told when a version may not be published, rule by rule.

The rules themselves are in ``tools/publication.py``.
"""


def sentence(env, fault):
    """The fault as a sentence in the language of ``env``, with its article."""
    if fault.sentence:
        return (
            f"{fault.sentence}（{fault.article}）" if fault.article else fault.sentence
        )
    sentences = {
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
            name=fault.detail,
        ),
        "fee_without_basis": env._(
            "A fee may be charged only under a law or an administrative regulation. "
            "Name it, or charge no fee."
        ),
    }
    return f"{sentences[fault.rule]}（{fault.article}）"
