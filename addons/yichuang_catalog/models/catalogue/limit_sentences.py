"""What people are told about a limit that does not keep the law, rule by rule.

The rules themselves are in ``tools/limit_lint.py``.
"""

from ...tools import limit_lint


def limit_words(env, limit):
    """A period as people say it: “20 working days”."""
    number = limit.number
    return {
        "workday": lambda: env._("%(number)s working days", number=number),
        "day": lambda: env._("%(number)s calendar days", number=number),
        "month": lambda: env._("%(number)s months", number=number),
        "hour": lambda: env._("%(number)s hours", number=number),
        "year": lambda: env._("%(number)s years", number=number),
    }[limit.unit]()


def sentence(env, finding):
    """The finding as a sentence in the language of ``env``."""
    law = finding.law
    words = {
        "stated": limit_words(env, finding.stated),
        "law": f"《{law.law}》{law.article}" if law else "",
        "allowed": limit_words(env, law.limit) if law else "",
    }
    return _SENTENCES[finding.rule](env, finding, words)


def _over(env, finding, words):
    if finding.law.id:
        text = env._(
            "The statutory limit of %(stated)s is longer than the %(allowed)s that "
            "%(law)s allows. State the limit of the law, or name the article that "
            "applies instead in the explanation of the limit.",
            **words,
        )
    else:
        text = env._(
            "The statutory limit of %(stated)s is longer than the %(allowed)s that "
            "%(law)s allows unless a law or regulation says otherwise. Link the limit "
            "that does with the item, name its article in the explanation of the "
            "limit, or shorten it.",
            **words,
        )
    return text


def _promise(env, finding, words):
    return env._(
        "The promised limit of %(stated)s is longer than the %(allowed)s that "
        "%(law)s allows. Shorten the promise.",
        **words,
    )


def _promise_legal(env, finding, words):
    return env._(
        "The promised limit of %(stated)s is longer than the statutory one. Shorten "
        "the promise.",
        **words,
    )


def _units(env, finding, words):
    days = {
        "about": limit_lint.typical_days(finding.stated),
        "law_about": limit_lint.typical_days(finding.law.limit),
    }
    text = env._(
        "%(law)s says %(allowed)s (about %(law_about)s calendar days), the service "
        "states %(stated)s (about %(about)s calendar days). State it in the unit of "
        "the law: calendar days are not working days.",
        **words,
        **days,
    )
    if finding.verdict == "unclear":
        text += " " + env._("Depending on the calendar it may exceed the law.")
    elif finding.verdict == "within":
        text += " " + env._("It never exceeds the law.")
    return text


def _no_basis(env, finding, words):
    if finding.law and finding.verdict == "within":
        return env._(
            "No statutory limit is linked with the item. %(law)s, a law that the "
            "service cites, allows %(allowed)s: link it if that is where the "
            "%(stated)s come from.",
            **words,
        )
    if finding.law:
        return env._(
            "The service does not cite %(law)s (%(allowed)s), from which its limit of "
            "%(stated)s would follow. Cite it, or link the limit that applies.",
            **words,
        )
    return env._(
        "No statutory limit is linked with the item, so nobody can tell whence the "
        "%(stated)s come. Link the limit, or name its article in the explanation of "
        "the limit.",
        **words,
    )


def _starts(env, finding, words):
    if finding.law.starts == "receipt":
        return env._(
            "%(law)s counts its %(allowed)s from receipt, not from acceptance. Say so "
            "in the explanation of the limit and promise accordingly.",
            **words,
        )
    return env._(
        "%(law)s counts its %(allowed)s from an event of its own, not from acceptance. "
        "Say so in the explanation of the limit.",
        **words,
    )


def _shorter(env, finding, words):
    return env._(
        "For some cases of this item %(law)s allows %(allowed)s only. Check whether "
        "%(stated)s are right for this service.",
        **words,
    )


def _not_organ(env, finding, words):
    return env._(
        "The %(allowed)s of %(law)s do not bind the organ that decides. Unlink them "
        "from the item.",
        **words,
    )


def _unverified(env, finding, words):
    return env._(
        "Nobody has compared %(law)s (%(allowed)s) with the wording of the law yet. "
        "Read the article and mark the limit as verified.",
        **words,
    )


_SENTENCES = {
    "legal_over_law": _over,
    "promise_over_law": _promise,
    "promise_over_legal": _promise_legal,
    "unit_mixed": _units,
    "limit_without_basis": _no_basis,
    "starts_differ": _starts,
    "law_shorter_exists": _shorter,
    "not_on_organ": _not_organ,
    "unverified": _unverified,
}
