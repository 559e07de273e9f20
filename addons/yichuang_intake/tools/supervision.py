"""Numbers of supervision (电子监察) that no national rule sets: defaults of ours."""

# A supervision letter (督办函) is answered within these working days.
ANSWER_DAYS = 5
# A card may be appealed against within these working days of being raised.
APPEAL_DAYS = 10
# What a card takes off the hundred points of a quarter, by color.
POINTS = {"green": 0.0, "yellow": 1.0, "red": 3.0, "deep_red": 5.0}
GRADES = (("excellent", 90.0), ("good", 80.0), ("passed", 60.0), ("failed", 0.0))


def quarter_score(cards: dict[str, int], finished: int) -> float:
    """Points of an organ for a quarter: a hundred, less what its cards weigh.

    The weight is taken per hundred matters finished, so that an organ with much to do
    is not worse for it; below a hundred the cards count as they are.

    >>> quarter_score({"yellow": 2, "red": 1}, 40)
    95.0
    >>> quarter_score({"red": 10}, 1000), quarter_score({"deep_red": 50}, 10)
    (97.0, 0.0)
    """
    lost = sum(POINTS[level] * count for level, count in cards.items())
    return max(0.0, round(100.0 - lost * 100.0 / max(finished, 100), 1))


def quarter_grade(score: float) -> str:
    """优秀, 良好, 合格 or 不合格.

    >>> [quarter_grade(score) for score in (95, 90, 89.9, 60, 59)]
    ['excellent', 'excellent', 'good', 'passed', 'failed']
    """
    return next(grade for grade, least in GRADES if score >= least)
