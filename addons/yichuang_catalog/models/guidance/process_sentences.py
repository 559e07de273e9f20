"""What people are told of the steps and the form of a version that may not be
published as they are.

The rules on steps are in ``tools/process_rules.py``.
"""

from ...tools import graph, publication
from ...tools.publication import ART_31

ART_29 = "行政许可法第二十九条"


def step_sentence(version, finding, step):
    """The finding as a sentence that names the step; the article is added to it."""
    env = version.env
    names = {"step": step.name or env._("unnamed"), "number": finding.number}
    if finding.rule == "cycle":
        return cycle_sentence(env, graph.cycle(version._step_graph()))
    if finding.rule == "over_promise":
        return _over_promise(version, names)
    if finding.rule == "special_unnamed" or finding.rule == "without_basis":
        return _without_basis(env, step, names)
    sentences = {
        "stranger": env._(
            "Step “%(step)s” comes after a step of another version. Choose steps of "
            "this version.",
            **names,
        ),
        "without_organ": env._(
            "Step “%(step)s” has no organ. Name the one that answers for it.", **names
        ),
        "consulted_itself": env._(
            "The organ responsible for step “%(step)s” is consulted in it as well. "
            "Nobody is asked for an opinion by himself: take it from the list.",
            **names,
        ),
        "unlinked": env._(
            "Step “%(step)s” is tied to no other step, so nobody knows when it is its "
            "turn. State what it comes after.",
            **names,
        ),
        "without_decision": env._(
            "The steps contain no decision. Add the step in which it is decided."
        ),
        "decided_before_acceptance": env._(
            "Step “%(step)s” decides before the application is accepted. Put it after "
            "the acceptance.",
            **names,
        ),
        "over_notice": env._(
            "Up to the acceptance the steps take %(number)s working days, “%(step)s” "
            "the longest of them. What is missing must be told within 5, or the "
            "application counts as accepted.",
            **names,
        ),
        "over_delivery": env._(
            "After the decision the steps take %(number)s working days, “%(step)s” the "
            "longest of them. The certificate must be in the applicant's hands within "
            "10.",
            **names,
        ),
        "unit_differs": env._(
            "The limit of step “%(step)s” has another unit than the limit of the "
            "whole, so nobody can tell whether it is kept. State it in the same unit; "
            "only hours may stand beside working days (8 to the day).",
            **names,
        ),
    }
    return sentences[finding.rule]


def cycle_sentence(env, steps):
    """Steps that wait for one another, in the order in which they do."""
    return env._(
        "These steps wait for one another, so none could begin: %(steps)s. Remove one "
        "of the links.",
        steps=" → ".join(step.name or "" for step in steps),
    )


def _over_promise(version, names):
    env = version.env
    if version.case_type == "instant" and not version.promise_days:
        return env._(
            "The matter is decided on the spot, but its steps take %(number)s working "
            "days, “%(step)s” the longest of them. Shorten them, or make it a matter "
            "with a promise.",
            **names,
        )
    names["path"] = " → ".join(version._critical_path().mapped("name"))
    if version.promise_days:
        names["limit"] = version._limit_words(
            version.promise_days, version.promise_unit
        )
        return env._(
            "One after another the steps %(path)s take %(number)s, but %(limit)s are "
            "promised. Shorten “%(step)s”, the longest of them, or let steps run side "
            "by side.",
            **names,
        )
    names["limit"] = version._limit_words(version.legal_days, version.legal_unit)
    return env._(
        "One after another the steps %(path)s take %(number)s, but the law allows "
        "%(limit)s. Shorten “%(step)s”, the longest of them, or let steps run side by "
        "side.",
        **names,
    )


def _without_basis(env, step, names):
    if step.kind != "special":
        return env._(
            "Name the law that demands step “%(step)s”; without one the applicant need "
            "not put up with it. It does not stop the clock unless it is one of the "
            "eight procedures of Art. 45.",
            **names,
        )
    if not step.special_kind:
        return env._(
            "State which of the eight special procedures step “%(step)s” is. Only "
            "those stop the clock; anything else is an ordinary step.",
            **names,
        )
    return env._(
        "Step “%(step)s” is a special procedure that this version does not announce. "
        "List it under the special procedures, with the law that demands it.",
        **names,
    )


def field_faults(version):
    """The faults of the application form, each with its sentence."""
    env = version.env
    found, names = [], set()
    for field in version.form_field_ids:
        said = []
        if not (field.basis or "").strip():
            said.append(
                (
                    "field_without_purpose",
                    ART_31,
                    env._(
                        "State what “%(field)s” in the application form is asked for. "
                        "What the matter does not need may not be asked.",
                        field=field.name,
                    ),
                )
            )
        if field.kind == "choice" and len(field._choices()) < 2:
            said.append(
                (
                    "field_without_choice",
                    ART_29,
                    env._(
                        "“%(field)s” in the application form has fewer than two "
                        "choices. List them, one a line.",
                        field=field.name,
                    ),
                )
            )
        key = field._key()
        if key in names:
            said.append(
                (
                    "field_twice",
                    ART_29,
                    env._(
                        "“%(field)s” stands in the application form twice. Ask it "
                        "once.",
                        field=field.name,
                    ),
                )
            )
        names.add(key)
        target = publication.Target(
            "form_field_ids", field._name, field._origin.id or 0
        )
        found += [
            publication.Fault(rule, article, field.name, target, sentence)
            for rule, article, sentence in said
        ]
    return found
