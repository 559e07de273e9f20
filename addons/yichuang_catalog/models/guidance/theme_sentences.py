"""What people are told of a theme that may not be published as it is.

The rules themselves are in ``tools/joint_limit.py``, ``joint_form.py`` and
``joint_materials.py``.
"""

from ...tools import joint_limit
from ...tools.publication import ART_31

ART_26 = "行政许可法第二十六条"


def service_sentences(theme):
    """The faults of what it is made of, each as a sentence."""
    env = theme.env
    if not theme.lead_department_id:
        yield _with_article(
            env._("Name the organ in the lead; it answers for the whole."), ART_26
        )
    if len(theme.line_ids) < 2:
        yield env._(
            "A theme joins at least two services. Add those that people need for it."
        )
    for line in theme.line_ids:
        service, name = line.service_id, line.service_id.name
        if (
            not service.active
            or line.version_id.state != "published"
            or line.version_id != service.current_version_id
        ):
            yield env._(
                "“%(service)s” has no version in force. Publish one, or take the "
                "service out of the theme.",
                service=name,
            )
        elif service.entry != "entered":
            yield env._(
                "“%(service)s” has not entered the hall, so no window can take it. "
                "Have its entry decided, or take the service out of the theme.",
                service=name,
            )


def cycle_sentence(theme, lines):
    """Services that wait for one another, in the order in which they do."""
    return theme.env._(
        "These services wait for one another, so none could begin: %(services)s. "
        "Remove one of the links.",
        services=" → ".join(line.service_id.name for line in lines),
    )


def limit_sentence(theme, finding):
    """What is wrong with the promise, with its article."""
    env = theme.env
    if finding.rule == "missing":
        sentence = env._("State in how many working days the whole is promised.")
    elif finding.rule == "over_joint":
        sentence = env._(
            "The promise of %(promise)s working days is longer than the %(number)s in "
            "which matters handled jointly must be decided. Shorten it; the 15 more "
            "that the head of the government may grant are for the single case.",
            promise=theme.promise_days,
            number=finding.number,
        )
    elif finding.rule == "unit_differs":
        limit = finding.key.version_id
        sentence = env._(
            "“%(service)s” promises %(limit)s, the theme working days; nobody can tell "
            "which is longer. Let the service promise working days first.",
            service=finding.key.service_id.name,
            limit=limit._limit_words(limit.promise_days, limit.promise_unit),
        )
    else:
        sentence = env._(
            "The promise of %(promise)s working days is shorter than the %(number)s "
            "that %(path)s need one after another. Promise more, let the services "
            "promise less, or let them run side by side.",
            promise=theme.promise_days,
            number=finding.number,
            path=" → ".join(line.service_id.name for line in finding.path),
        )
    return _with_article(sentence, joint_limit.ARTICLE)


def conflict_sentence(theme, asked):
    """A question that the services ask in different ways."""
    kinds = dict(
        theme.env["yichuang.service.field"]
        ._fields["kind"]
        ._description_selection(theme.env)
    )
    return theme.env._(
        "“%(field)s” is asked in different ways (%(kinds)s) by %(services)s, so the "
        "answer to one does not fit the other. Agree on one.",
        field=asked.name,
        kinds=", ".join(kinds[kind] for kind in asked.kinds),
        services=", ".join(line.service_id.name for line in asked.sources),
    )


def order_sentence(theme, missing):
    """A service that needs the result of another one before it exists."""
    return _with_article(
        theme.env._(
            "“%(service)s” needs %(material)s, which “%(maker)s” produces, but does "
            "not come after it. Put it after it; the applicant is not asked for what "
            "the theme itself produces.",
            service=missing.source.service_id.name,
            material=missing.material.name,
            maker=missing.maker.service_id.name,
        ),
        ART_31,
    )


def _with_article(sentence, article):
    return f"{sentence}（{article}）"
