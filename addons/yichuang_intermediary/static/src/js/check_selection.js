/** Checks the published selections of a notice: that they keep the frozen terms, take
 *  the opened offers and the frozen list, and that their result follows. */

import { parseList, sha256Hex, verify as verifyDraw } from "./draw";
import { NoOutcome, decide } from "./outcome";

// What the frozen notice says of the way of selection, and its inputs repeat.
const TERMS = [
    "mode",
    "funding",
    "min_valid",
    "band_percent",
    "named",
    "invite_count",
    "then",
    "long_list",
    "short_list",
    "price_weight",
    "criteria",
    "rater_count",
    "experts",
    "ring",
    "step_fen",
    "round_count",
];

/** The same text for the same content, whatever the order of its names. */
function canon(value) {
    if (Array.isArray(value)) {
        return `[${value.map(canon).join()}]`;
    }
    if (value && typeof value === "object") {
        const names = Object.keys(value).sort();
        return `{${names.map((name) => `${name}:${canon(value[name])}`).join()}}`;
    }
    return JSON.stringify(value);
}

async function follows(inputs, list, published) {
    try {
        return canon(await decide(inputs, list)) === canon(published);
    } catch (error) {
        if (error instanceof NoOutcome) {
            return false;
        }
        throw error;
    }
}

/** Whether names and tickets are those of the frozen list, and the invited were drawn. */
function keepsList(inputs, data) {
    const rows = parseList(data.list);
    const names = rows.map((row) => row.uscc);
    const tickets = Object.fromEntries(rows.map((row) => [row.uscc, row.tickets]));
    const first = data.draws.find((draw) => draw.round === 1);
    const invited = first ? first.order.slice(0, inputs.invite_count) : [];
    return (
        inputs.list_sha256 === data.list_sha256 &&
        canon(inputs.candidates ?? names) === canon(names) &&
        canon(inputs.tickets ?? tickets) === canon(tickets) &&
        (!inputs.invited || canon([...inputs.invited].sort()) === canon(invited.sort()))
    );
}

function keepsOffers(line, inputs, data) {
    const opened = new Map(data.offers.map((offer) => [offer.uscc, offer]));
    const used = inputs.offers ?? [];
    const same = used.every((one) => {
        const offer = opened.get(one.uscc);
        return offer && offer.price_fen === one.price_fen && offer.days === one.days;
    });
    const names = used.map((one) => one.uscc);
    const left = data.offers.filter(
        (offer) => offer.state === "valid" && !names.includes(offer.uscc),
    );
    return same && (line.state !== "published" || !left.length);
}

/** Repeat one selection; returns the names of the checks that fail. */
async function checkOne(line, data) {
    const failed = [];
    const inputs = JSON.parse(line.inputs);
    const notice = JSON.parse(data.notice);
    if (
        (await sha256Hex(line.inputs)) !== line.inputs_sha256 ||
        (await sha256Hex(line.result)) !== line.result_sha256
    ) {
        failed.push("inputs");
    }
    const cap = inputs.cap_fen ?? notice.amount_fen;
    if (
        cap !== notice.amount_fen ||
        TERMS.some(
            (name) =>
                name in notice &&
                name in inputs &&
                canon(notice[name]) !== canon(inputs[name]),
        )
    ) {
        failed.push("terms");
    }
    if (!keepsList(inputs, data)) {
        failed.push("names");
    }
    if (!keepsOffers(line, inputs, data)) {
        failed.push("offers");
    }
    const draw = data.draws.find((one) => one.round === line.round);
    if (inputs.seed && (!draw || draw.seed !== inputs.seed)) {
        failed.push("chance");
    }
    if (inputs.ring && inputs.turns.at(-1)?.uscc !== inputs.last) {
        failed.push("turn");
    }
    if (!(await follows(inputs, data.list, JSON.parse(line.result)))) {
        failed.push("result");
    }
    return failed;
}

/** Repeat the draws and selections of a notice.
 *
 *  @param {object} data what the page publishes of it
 *  @returns {Promise<string[]>} the names of the checks that fail, each once */
export async function checkNotice(data) {
    const failed = new Set();
    if ((await sha256Hex(data.notice)) !== data.notice_sha256) {
        failed.add("notice");
    }
    if ((await sha256Hex(data.list)) !== data.list_sha256) {
        failed.add("list");
    }
    for (const draw of data.draws) {
        (await verifyDraw(draw)).forEach((name) => failed.add(name));
    }
    for (const line of data.selections) {
        (await checkOne(line, data)).forEach((name) => failed.add(name));
    }
    return [...failed];
}
