"""What people are told when a guide is not complete, element by element.

The elements and their weights are in ``tools/completeness.py``.
"""


def wanted_sentence(env, want):
    """What is missing, as a sentence in the language of ``env``."""
    return _sentences(env, want.material.name if want.material else "")[want.key]


def _sentences(env, name):
    return {
        "basis": env._("Name the legal basis."),
        "conditions": env._("State the conditions."),
        "quantity": env._("State how many may be granted, or that there is no limit."),
        "procedure": env._("Describe the procedure step by step."),
        "legal_limit": env._("State the statutory limit."),
        "promise_limit": env._("State the promised limit."),
        "materials": env._("List all materials that are to be handed in."),
        "form_sample": env._("Add a model of the filled-in application."),
        "fee": env._("List each fee with its standard and basis."),
        "steps": env._("Enter the steps, each with the organ that answers for it."),
        "acceptance": env._(
            "State by which standard “%(material)s” is accepted.", material=name
        ),
        "blank_form": env._("Add the blank form of “%(material)s”.", material=name),
        "filled_sample": env._(
            "Add a filled-in sample of “%(material)s”.", material=name
        ),
        "mistakes": env._(
            "State the common mistakes in “%(material)s”.", material=name
        ),
        "faq": env._("Answer the questions that people ask."),
        "result_sample": env._("Add a sample of the result."),
        "result_name": env._("Name the result."),
        "denial_conditions": env._("State when it is refused."),
        "rights": env._("State the rights and duties of the applicant."),
        "location": env._("State the place."),
        "office_hours": env._("State the office hours."),
        "consult": env._("State where advice is given."),
        "complaint": env._("State where complaints are received."),
    }
