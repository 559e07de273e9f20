"""Who answers for which step, as a table (责任界限)."""

PARTS = ("I", "C", "R")


def responsibilities(steps):
    """What each organ has to do with each step.

    :return: the organs, in the order in which they first come up, and rows of
        (step, dictionary of ``R``, ``C`` or ``I`` by organ); an organ that has two
        parts in a step is shown with the greater one
    """
    organs, rows = {}, []
    for step in steps:
        shares = {"R": step.department_id, "C": step.consulted_ids}
        shares["I"] = step.informed_ids
        for organ in (*shares["R"], *shares["C"], *shares["I"]):
            organs.setdefault(organ)
        rows.append((step, {organ: part for part in PARTS for organ in shares[part]}))
    return list(organs), rows


def responsibility_data(version):
    """The table as a template shows it, in plain words.

    :return: dictionary with ``organs`` (names) and ``rows`` (step, role, limit and,
        in the order of the organs, each one's part)
    """
    env = version.env
    words = {
        "R": env._("Responsible"),
        "C": env._("Consulted"),
        "I": env._("Told"),
    }
    organs, rows = responsibilities(version.step_ids)
    return {
        "organs": [organ.name for organ in organs],
        "rows": [
            {
                "step": step.name or "",
                "role": step.role or "",
                "limit": step._limit_label(),
                "parts": [words.get(parts.get(organ), "") for organ in organs],
            }
            for step, parts in rows
        ],
    }
