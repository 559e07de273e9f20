"""Questions and answers of a workbook, written into drafts."""

from ..tools import catalogue_columns as columns

# Kinds of columns that refer to other lines of the same version
LINKS = ("siblings", "answers")


def links(pairs):
    """Those getters with their texts that refer to other lines."""
    return [
        (getter, text)
        for getter, text in pairs
        if getter.column.kind in LINKS and text is not None
    ]


def write_situations(content, wanted):
    """Questions with their answers, one row for each answer; see ``_write_sheet``."""
    getters = content.reader.lines[columns.SITUATIONS.title]
    linked = []
    for draft, given in wanted.items():
        questions = {}
        for texts in given:
            questions.setdefault(texts[0], []).append(
                list(zip(getters, texts, strict=True))
            )
        lines = draft[columns.SITUATIONS.field]
        lines.filtered(lambda line: line.name not in questions).unlink()  # noqa: B023 (used at once)
        for position, (name, rows) in enumerate(questions.items(), start=1):
            line = draft[
                columns.SITUATIONS.field
            ].filtered(
                lambda line: line.name == name  # noqa: B023 (used at once)
            )[:1]
            own = [
                pair
                for pair in rows[0]
                if not pair[0].root and pair[0].column.kind not in LINKS
            ]
            values = {**content._values(own), "sequence": 10 * position}
            if line:
                line.write(values)
            else:
                line = lines.create({**values, "version_id": draft.id})
            _write_answers(content, line, rows)
            pairs = links([pair for pair in rows[0] if not pair[0].root])
            if pairs:
                linked.append((draft, line, pairs))
    return linked


def _write_answers(content, question, rows):
    answers = [content._values([pair for pair in row if pair[0].root]) for row in rows]
    answers = [values for values in answers if values.get("name")]
    told = {values["name"] for values in answers}
    question.answer_ids.filtered(lambda answer: answer.name not in told).unlink()
    for position, values in enumerate(answers, start=1):
        values["sequence"] = 10 * position
        known = question.answer_ids.filtered(
            lambda answer: answer.name == values["name"]  # noqa: B023 (used at once)
        )[:1]
        if known:
            known.write(values)
        else:
            question.answer_ids.create({**values, "situation_id": question.id})
