"""What people are told of questions and rows that do not fit together.

The rules are in ``tools/situations.py``.
"""


def finding_sentence(env, finding):
    """The finding as a sentence that names the question, row, material or step."""
    name = finding.key.name if finding.key is not None else ""
    answer = finding.answer.display_name if finding.answer is not None else ""
    sentences = {
        "cycle": env._(
            "The question “%(name)s” waits for an answer that can only be given after "
            "it. Remove one of the conditions.",
            name=name,
        ),
        "few_answers": env._(
            "The question “%(name)s” has fewer than two answers, so it tells nothing "
            "apart. Add an answer, or remove the question.",
            name=name,
        ),
        "dead_question": env._(
            "The question “%(name)s” can never appear: no combination of answers "
            "meets its condition. Correct the condition.",
            name=name,
        ),
        "empty_rule": env._(
            "The row “%(name)s” names no answer, or nothing that it calls for. "
            "Complete it, or remove it.",
            name=name,
        ),
        "dead_rule": env._(
            "The row “%(name)s” never holds: its answers cannot be given together. "
            "Correct it, or remove it.",
            name=name,
        ),
        "never": env._(
            "“%(name)s” is listed, but no situation calls for it. Add it to a row, or "
            "take it from the list.",
            name=name,
        ),
        "no_effect": env._(
            "The answer to “%(name)s” changes nothing. Use it in a row, or do not ask "
            "it.",
            name=name,
        ),
        "idle_rule": env._(
            "The row “%(name)s” adds nothing: what it calls for applies without it. It "
            "can be removed.",
            name=name,
        ),
        "idle_answer": env._(
            "In the row “%(name)s” the answer “%(answer)s” never matters. It can be "
            "left out.",
            name=name,
            answer=answer,
        ),
        "nothing": env._(
            "With the answers %(answers)s no material at all is asked for. Add a row "
            "for this situation.",
            answers="、".join(answer.display_name for answer in finding.example),
        ),
    }
    return sentences[finding.kind]
