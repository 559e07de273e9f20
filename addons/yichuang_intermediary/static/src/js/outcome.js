/** Every way of selection in the browser: the same arithmetic as tools/selection.py and
 *  the files beside it, written a second time so that each checks the other. Money is
 *  whole fen, ratios are exact fractions of BigInt; nothing is ever a float. */

import { basePercent, orderAmong } from "./draw";

/** Nobody can be selected; ``code`` says why, as on the server. */
export class NoOutcome extends Error {
    constructor(code) {
        super(code);
        this.code = code;
    }
}

const TRIM_FROM = 6;
const LEAST_TO_CHOOSE = 2;

function gcd(a, b) {
    return b ? gcd(b, a % b) : a;
}

/** An exact fraction in lowest terms, with a positive denominator. */
class Ratio {
    constructor(above, below = 1n) {
        const [n, d] = [BigInt(above), BigInt(below)];
        const size = gcd(n < 0n ? -n : n, d);
        this.n = n / size;
        this.d = d / size;
    }

    plus(other) {
        return new Ratio(this.n * other.d + other.n * this.d, this.d * other.d);
    }

    times(above, below = 1n) {
        return new Ratio(this.n * BigInt(above), this.d * BigInt(below));
    }

    distance(other) {
        const n = this.n * other.d - other.n * this.d;
        return new Ratio(n < 0n ? -n : n, this.d * other.d);
    }

    compare(other) {
        const [a, b] = [this.n * other.d, other.n * this.d];
        return a < b ? -1 : a > b ? 1 : 0;
    }

    /** The nearest whole number, halves upwards. */
    halfUp() {
        return Number((2n * this.n + this.d) / (2n * this.d));
    }

    toString() {
        return this.d === 1n ? `${this.n}` : `${this.n}/${this.d}`;
    }
}

function ratio(above, below) {
    return new Ratio(above, below);
}

function byName(a, b) {
    return a.uscc < b.uscc ? -1 : 1;
}

function compareKeys(a, b) {
    for (let place = 0; place < a.length; place++) {
        const order = a[place].compare(b[place]);
        if (order) {
            return order;
        }
    }
    return 0;
}

function withinCap(offers, cap) {
    const valid = [];
    const out = {};
    for (const offer of [...offers].sort(byName)) {
        if (offer.price_fen <= 0) {
            out[offer.uscc] = "no_price";
        } else if (offer.price_fen > cap) {
            out[offer.uscc] = "above_cap";
        } else {
            valid.push(offer);
        }
    }
    if (!valid.length) {
        throw new NoOutcome("none_valid");
    }
    return [valid, out];
}

/** USCC by key, equal ones by the draw; below the place ``until`` ties do not matter. */
async function ranked(offers, key, tie, until = Infinity) {
    const rows = [...offers]
        .sort(byName)
        .map((offer) => ({ uscc: offer.uscc, key: key(offer) }));
    rows.sort((a, b) => compareKeys(a.key, b.key));
    const order = [];
    while (rows.length) {
        const first = rows[0].key;
        let size = 1;
        while (size < rows.length && !compareKeys(first, rows[size].key)) {
            size++;
        }
        const group = rows.splice(0, size).map((row) => row.uscc);
        const matters =
            until === Infinity ||
            (order.length < until && until < order.length + group.length);
        order.push(...(group.length > 1 && matters ? await tie(group) : group));
    }
    return order;
}

function result(order, out = {}, reference = null, facts = {}) {
    return { order, out, reference_fen: reference, facts };
}

function meanOf(offers) {
    return ratio(
        offers.reduce((sum, offer) => sum + offer.price_fen, 0),
        offers.length,
    );
}

async function nearest(offers, out, reference, tie, facts) {
    const order = await ranked(
        offers,
        (offer) => [ratio(offer.price_fen).distance(reference), ratio(offer.price_fen)],
        tie,
    );
    return result(order, out, reference.halfUp(), facts);
}

async function lowest([valid, out], inputs, tie) {
    const order = await ranked(valid, (offer) => [ratio(offer.price_fen)], tie);
    const first = valid.find((offer) => offer.uscc === order[0]);
    return result(order, out, null, { lowest: `${first.price_fen}` });
}

async function mean([valid, out], inputs, tie) {
    const middle = meanOf(valid);
    return nearest(valid, out, middle, tie, { mean: `${middle}` });
}

async function band([valid, out], inputs, tie) {
    const middle = meanOf(valid);
    const margin = middle.times(inputs.band_percent, 100);
    const inside = [];
    for (const offer of valid) {
        if (ratio(offer.price_fen).distance(middle).compare(margin) <= 0) {
            inside.push(offer);
        } else {
            out[offer.uscc] = "outside_band";
        }
    }
    if (!inside.length) {
        throw new NoOutcome("none_in_band");
    }
    const order = await ranked(inside, (offer) => [ratio(offer.price_fen)], tie);
    return result(order, out, middle.halfUp(), { mean: `${middle}` });
}

async function bestPrice([valid, out], inputs, tie, base) {
    if (valid.length < 3 && inputs.funding !== "social") {
        throw new NoOutcome("too_few");
    }
    if (valid.length === 1) {
        return result([valid[0].uscc], out);
    }
    const percent = await base();
    let left = valid;
    if (left.length >= TRIM_FROM) {
        const worse = (a, b) => a.price_fen - b.price_fen || a.received - b.received;
        const dearest = [...left].sort(worse).at(-1);
        left = left.filter((offer) => offer !== dearest);
        const better = (a, b) => a.price_fen - b.price_fen || b.received - a.received;
        const cheapest = [...left].sort(better)[0];
        left = left.filter((offer) => offer !== cheapest);
        out[dearest.uscc] = out[cheapest.uscc] = "extreme";
    }
    const middle = meanOf(left);
    const reference = ratio(middle.times(percent, 100).halfUp());
    return nearest(left, out, reference, tie, {
        base_percent: `${percent}`,
        mean: `${middle}`,
    });
}

async function plan([valid, out], inputs) {
    const names = valid.map((offer) => offer.uscc);
    const { compared } = inputs;
    if (valid.length < LEAST_TO_CHOOSE) {
        throw new NoOutcome("too_few");
    }
    if (compared && !compared.length) {
        throw new NoOutcome("none_chosen");
    }
    if (!compared || [...compared].sort().join() !== names.join()) {
        throw new Error("the comparison is not of all valid offers");
    }
    return result(compared, out);
}

async function composite([valid, out], inputs, tie) {
    const weights = inputs.criteria.map((criterion) => criterion.weight);
    const whole = weights.reduce((sum, weight) => sum + weight, inputs.price_weight);
    if (whole !== 100) {
        throw new Error("the weights must sum to 100");
    }
    const least = Math.min(...valid.map((offer) => offer.price_fen));
    const totals = {};
    for (const { uscc, price_fen } of valid) {
        const sheets = inputs.sheets[uscc];
        let total = ratio(least, price_fen).times(inputs.price_weight);
        weights.forEach((weight, place) => {
            const points = sheets.reduce((sum, sheet) => sum + sheet[place], 0);
            total = total.plus(ratio(points * weight, 100 * sheets.length));
        });
        totals[uscc] = total;
    }
    const order = await ranked(
        valid,
        (offer) => [totals[offer.uscc].times(-1), ratio(offer.price_fen)],
        tie,
    );
    const facts = Object.entries(totals).map(([uscc, total]) => [uscc, `${total}`]);
    return result(order, out, null, Object.fromEntries(facts));
}

async function multiRound([valid, out], inputs) {
    const standing = {};
    [...valid]
        .sort((a, b) => a.received - b.received)
        .forEach((offer, place) => (standing[offer.uscc] = [offer.price_fen, place]));
    const order = () =>
        Object.keys(standing).sort(
            (a, b) =>
                standing[a][0] - standing[b][0] || standing[a][1] - standing[b][1],
        );
    let moment = valid.length;
    for (const turns of inputs.rounds) {
        for (const uscc of order().reverse()) {
            moment++;
            const turn = turns.filter((one) => one.uscc === uscc).at(-1);
            const price = turn ? turn.price_fen : null;
            const most = standing[uscc][0] - inputs.step_fen;
            if (price !== null && price > 0 && price <= most) {
                standing[uscc] = [price, moment];
            }
        }
    }
    const facts = Object.entries(standing).map(([uscc, [price]]) => [uscc, `${price}`]);
    return result(order(), out, null, Object.fromEntries(facts));
}

const OF_OFFERS = {
    lowest,
    mean,
    band,
    best_price: bestPrice,
    plan,
    composite,
    multi_round: multiRound,
};

async function ofOffers(mode, inputs, tie, base) {
    if (inputs.offers.length < inputs.min_valid) {
        throw new NoOutcome("too_few");
    }
    if (!Object.hasOwn(OF_OFFERS, mode)) {
        throw new Error(`unknown way of selection ${mode}`);
    }
    const offers = withinCap(inputs.offers, inputs.cap_fen);
    return OF_OFFERS[mode](offers, inputs, tie, base);
}

async function amongInvited(inputs, tie, base) {
    const { invited } = inputs;
    if (inputs.offers.some((offer) => !invited.includes(offer.uscc))) {
        throw new Error("an offer of somebody who was not invited");
    }
    const found = await ofOffers(inputs.then, inputs, tie, base);
    for (const uscc of inputs.candidates.filter((one) => !invited.includes(one))) {
        found.out[uscc] = "not_invited";
    }
    return found;
}

function direct(inputs) {
    const { candidates, choice } = inputs;
    if (!candidates.includes(choice)) {
        throw new Error("the one chosen did not sign up");
    }
    const others = candidates.filter((uscc) => uscc !== choice);
    return result([choice], Object.fromEntries(others.map((u) => [u, "not_chosen"])));
}

async function rotation(inputs, tie) {
    const valid = [...inputs.candidates].sort();
    if (!valid.length) {
        throw new NoOutcome("none_valid");
    }
    if (inputs.ring === null) {
        return result(await tie(valid));
    }
    const ring = inputs.ring.order;
    const start = ring.indexOf(inputs.last) + 1;
    const order = [...ring.slice(start), ...ring.slice(0, start)].filter((uscc) =>
        valid.includes(uscc),
    );
    if (!order.length) {
        throw new NoOutcome("none_valid");
    }
    const strangers = valid.filter((uscc) => !ring.includes(uscc));
    return result(order, Object.fromEntries(strangers.map((u) => [u, "not_in_ring"])));
}

async function credit(inputs, tie) {
    const scores = inputs.tickets;
    const names = Object.keys(scores).map((uscc) => ({ uscc }));
    if (names.length < LEAST_TO_CHOOSE) {
        throw new NoOutcome("too_few");
    }
    const cut = inputs.long_list;
    const key = (one) => [ratio(-scores[one.uscc])];
    const long = (await ranked(names, key, tie, cut)).slice(0, cut);
    const drawn = (await tie([...long].sort())).slice(0, inputs.short_list);
    const { choice } = inputs;
    if (!drawn.includes(choice)) {
        throw new Error("the one chosen is not on the short list");
    }
    const out = {};
    for (const { uscc } of names) {
        if (!drawn.includes(uscc)) {
            out[uscc] = long.includes(uscc) ? "not_drawn" : "below_long_list";
        }
    }
    const facts = long.map((uscc) => [uscc, `${Math.max(scores[uscc], 1)}`]);
    return result(
        [choice, ...drawn.filter((uscc) => uscc !== choice)],
        out,
        null,
        Object.fromEntries(facts),
    );
}

/** The outcome of a selection, from its published inputs and the frozen list.
 *
 *  @param {object} inputs the parsed inputs
 *  @param {string} list the frozen list, from which ties are drawn
 *  @returns {Promise<object>} what tools/selection.py publishes as the result
 *  @throws {NoOutcome} nobody can be selected */
export async function decide(inputs, list) {
    const seed = () => {
        if (!inputs.seed) {
            throw new Error("the seed of the draw is needed");
        }
        return inputs.seed;
    };
    const tie = async (names) => orderAmong(list, names, seed());
    const base = async () => basePercent(seed());
    switch (inputs.mode) {
        case "invited":
            return amongInvited(inputs, tie, base);
        case "random":
            return result(await tie(inputs.candidates));
        case "direct":
            return direct(inputs);
        case "rotation":
            return rotation(inputs, tie);
        case "credit":
            return credit(inputs, tie);
    }
    return ofOffers(inputs.mode, inputs, tie, base);
}
