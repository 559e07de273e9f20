/**
 * The questions of a matter, evaluated in the browser exactly as
 * `tools/situations.py` does on the server.
 *
 * `data` is what `_situation_data()` gives out: questions and answers are numbered
 * from 1 in their order, a condition is a list of pairs [question, answer]. `chosen`
 * maps a question's number to the number of the chosen answer.
 */

/** Whether of every question that the condition names one of the answers is chosen. */
export function holds(condition, chosen) {
    const questions = new Set(condition.map(([question]) => question));
    return [...questions].every((question) =>
        condition.some(
            ([other, answer]) => other === question && chosen[question] === answer,
        ),
    );
}

/** The chosen answers that count: those to questions that appear. */
export function effective(data, chosen) {
    const counted = {};
    const waiting = new Set(data.questions.keys());
    let moved = true;
    while (moved) {
        moved = false;
        for (const index of waiting) {
            const number = index + 1;
            const { answers, shown_if: condition } = data.questions[index];
            const settled = condition.every(([other]) => !waiting.has(other - 1));
            if (!settled) {
                continue;
            }
            waiting.delete(index);
            moved = true;
            const answer = chosen[number];
            if (answer >= 1 && answer <= answers.length && holds(condition, counted)) {
                counted[number] = answer;
            }
        }
    }
    return counted;
}

/** Numbers of the questions that appear after these answers. */
export function visible(data, chosen) {
    const counted = effective(data, chosen);
    return data.questions
        .map((question, index) => (holds(question.shown_if, counted) ? index + 1 : 0))
        .filter(Boolean);
}

/** Whether every question that appears has an answer. */
export function settled(data, chosen) {
    const counted = effective(data, chosen);
    return visible(data, chosen).every(
        (number) => number in counted || !data.questions[number - 1].answers.length,
    );
}

/** Numbers of the materials, or of the steps, that apply after these answers. */
export function applicable(data, chosen, things = "materials") {
    const counted = effective(data, chosen);
    const numbers = Array.from({ length: data[things] }, (_, index) => index + 1);
    return numbers.filter((number) => {
        const rules = data.rules.filter((rule) => rule[things].includes(number));
        return !rules.length || rules.some((rule) => holds(rule.answers, counted));
    });
}

/** Number of the question to ask next; 0 when all that appear are answered. */
export function nextQuestion(data, chosen) {
    const counted = effective(data, chosen);
    const open = visible(data, chosen).filter(
        (number) => !(number in counted) && data.questions[number - 1].answers.length,
    );
    return open[0] ?? 0;
}
