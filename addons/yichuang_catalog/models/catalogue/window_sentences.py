"""What people are told about the window that can take a service, reason by reason.

The rule itself is in ``tools/suitability.py``.
"""

from ...tools import suitability


def reason_sentence(service, key):
    """The reason as a sentence in the language of the service's environment, with
    the article or paper it rests on."""
    env = service.env
    sentences = {
        "negative": lambda: env._(
            "It stands on the negative list: it is handled outside the hall."
        ),
        "unpublished": lambda: env._(
            "No version of it is in force, so nobody may take it. Publish one."
        ),
        "dedicated_system": lambda: env._(
            "It is entered in a system that only the organ's own window has "
            "(%(system)s).",
            system=service.dedicated_system or "",
        ),
        "upward": lambda: env._(
            "A higher organ decides: any window takes it, the organ examines it first "
            "and passes all material upward."
        ),
        "instant_officer": lambda: env._(
            "It is decided on the spot: any window takes it, and the organ's "
            "authorised officer decides and seals it within %(minutes)s minutes.",
            minutes=service._seal_minutes(),
        ),
        "instant_window": lambda: env._(
            "It is decided on the spot, where receipt and decision cannot be told "
            "apart: the organ's dedicated window takes it."
        ),
        "joint": lambda: env._(
            "Several organs handle it: any window takes it once for all of them."
        ),
        "promise": lambda: env._(
            "It is decided within a promised time: any window takes it, and the organ "
            "decides behind it."
        ),
        "needs_original": lambda: env._(
            "The clerk has to see the original of the listed material."
        ),
        "needs_person": lambda: env._(
            "The applicant has to come in person, no agent (%(basis)s).",
            basis=service.needs_person_basis or env._("no basis stated"),
        ),
        "undecided": lambda: env._(
            "Whether it enters the hall is not decided yet. An approver decides."
        ),
        "incomplete": lambda: env._(
            "Its guide is complete to %(percent)s %%; the one window takes it at "
            "100 %%.",
            percent=service.completeness,
        ),
    }
    return f"{sentences[key]()}（{suitability.SOURCES[key]}）"
