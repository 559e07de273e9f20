/** The draw algorithm yichuang-draw/1 in the browser, by WebCrypto alone: the same
 *  arithmetic as tools/draw.py, written a second time so that each checks the other. */

const ALGORITHM = "yichuang-draw/1";
const SPACE = 1n << 256n;
const encoder = new TextEncoder();

/** Whether this page may compute hashes: browsers allow it on https and localhost. */
export function canCompute() {
    return Boolean(window.crypto && window.crypto.subtle);
}

/** SHA-256 of bytes, as bytes. */
async function digest(bytes) {
    return new Uint8Array(await window.crypto.subtle.digest("SHA-256", bytes));
}

function hex(bytes) {
    return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** SHA-256 of a text, as 64 hex digits. */
export async function sha256Hex(text) {
    return hex(await digest(encoder.encode(text)));
}

/** A fresh secret of 256 bits, as 64 hex digits. */
export function makeSecret() {
    return hex(window.crypto.getRandomValues(new Uint8Array(32)));
}

function join(...parts) {
    const whole = new Uint8Array(parts.reduce((size, part) => size + part.length, 0));
    let offset = 0;
    for (const part of parts) {
        whole.set(part, offset);
        offset += part.length;
    }
    return whole;
}

function counterBytes(n) {
    return new Uint8Array([n >>> 24, n >>> 16, n >>> 8, n]);
}

/** A part preceded by its length as 4 bytes, big-endian. */
function prefixed(part) {
    return join(counterBytes(part.length), part);
}

async function makeSeed(pack) {
    const parts = [
        encoder.encode(ALGORITHM),
        encoder.encode(pack.number),
        encoder.encode(String(pack.round)),
        await digest(encoder.encode(pack.list)),
    ];
    for (const source of pack.sources.filter((source) => source.value)) {
        parts.push(encoder.encode(source.label), encoder.encode(source.value));
    }
    return digest(join(...parts.map(prefixed)));
}

/** A number below n, each equally likely. */
async function below(seed, n, tag) {
    const size = BigInt(n);
    const limit = (SPACE / size) * size;
    const head = join(prefixed(seed), prefixed(encoder.encode(tag)));
    for (let counter = 0; ; counter++) {
        const value = BigInt(
            "0x" + hex(await digest(join(head, counterBytes(counter)))),
        );
        if (value < limit) {
            return Number(value % size);
        }
    }
}

/** The rows of a frozen list, in its order. */
export function parseList(list) {
    return list
        .trimEnd()
        .split("\n")
        .map((line) => line.split("\t"))
        .map((cells) => ({
            uscc: cells[1],
            receipt: cells[2],
            tickets: Number(cells[3]),
        }));
}

function unhex(text) {
    return new Uint8Array(text.match(/../g).map((pair) => parseInt(pair, 16)));
}

/** Some names of a frozen list in the order that a seed (hex) draws among them. */
export async function orderAmong(list, names, seed) {
    const rows = parseList(list).filter((row) => names.includes(row.uscc));
    return drawOrder(rows, unhex(seed));
}

/** The base percentage of the “best price”, from the same seed (hex). */
export async function basePercent(seed) {
    return [95, 96, 97, 98][await below(unhex(seed), 4, "base")];
}

async function drawOrder(rows, seed) {
    const left = [...rows];
    const order = [];
    while (left.length) {
        const total = left.reduce((sum, row) => sum + row.tickets, 0);
        let ticket = await below(seed, total, `pick:${order.length}`);
        let place = 0;
        while (ticket >= left[place].tickets) {
            ticket -= left[place].tickets;
            place++;
        }
        order.push(left.splice(place, 1)[0].uscc);
    }
    return order;
}

/** Repeat a draw from its pack; returns the names of the checks that fail. */
export async function verify(pack) {
    const failed = [];
    const check = (name, holds) => holds || failed.push(name);
    check("notice", (await sha256Hex(pack.notice)) === pack.notice_sha256);
    check("list", (await sha256Hex(pack.list)) === pack.list_sha256);
    const announced = JSON.parse(pack.notice).draw.sources;
    check(
        "sources",
        pack.round !== 1 ||
            JSON.stringify(announced.map((s) => [s.label, s.kind, s.commitment])) ===
                JSON.stringify(
                    pack.sources.map((s) => [s.label, s.kind, s.commitment]),
                ),
    );
    let reveals = "";
    for (const source of pack.sources) {
        if (source.kind === "public") {
            check("public", source.value);
        } else if (source.value) {
            check("secrets", (await sha256Hex(source.value)) === source.commitment);
            reveals += `${source.label}\t${source.value}\n`;
        }
    }
    check("reveals", (await sha256Hex(reveals)) === pack.reveals_sha256);
    const seed = await makeSeed(pack);
    check("seed", hex(seed) === pack.seed);
    const order = await drawOrder(parseList(pack.list), seed);
    check("order", JSON.stringify(order) === JSON.stringify(pack.order));
    return failed;
}

/** Hand a text to the user as a file. */
export function saveText(name, text) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type: "text/plain" }));
    link.download = name;
    link.click();
    URL.revokeObjectURL(link.href);
}
