"""What people are told about each fault of a notice on rest days."""

from odoo.tools.translate import LazyTranslate

_lt = LazyTranslate(__name__)

PROBLEMS = {
    "no_year": _lt(
        "The notice does not say for which year it is. Paste it whole, with its title."
    ),
    "other_year": _lt("The notice is for %(year)s."),
    "missing_holiday": _lt("The paragraph is missing. Paste the notice whole."),
    "repeated_holiday": _lt("There is more than one paragraph. Paste the notice once."),
    "not_understood": _lt("“%(sentence)s” cannot be understood."),
    "no_rest": _lt("No day of rest is named."),
    "no_such_date": _lt("There is no day “%(text)s”."),
    "range_reversed": _lt("From %(first)s to %(last)s is no period of rest."),
    "count_contradicts": _lt(
        "%(stated)s days are stated, but the dates make %(counted)s."
    ),
    "weekday_contradicts": _lt("%(day)s: the notice calls it 周%(stated)s."),
    "outside_year": _lt("%(day)s lies outside the year of the notice."),
    "makeup_on_weekday": _lt(
        "%(day)s is to be worked, but it is a working day of the plain week."
    ),
    "substitute_on_weekend": _lt(
        "%(day)s is given as a day in lieu, but it is a weekend."
    ),
    "not_joined": _lt("%(day)s is said to join a weekend, but none is beside it."),
    "without_its_day": _lt("The holiday itself, %(day)s, is not among its days off."),
    "named_twice": _lt("%(day)s is named twice."),
    "unbalanced": _lt(
        "%(off)s weekdays off less %(makeup)s make-up days are not the %(statutory)s "
        "statutory holidays of the year."
    ),
}
