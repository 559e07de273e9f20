/** Sealed offers in the browser, by WebCrypto alone: the same construction as
 *  tools/sealing.py, written a second time so that each checks the other. */

const FORMAT = "yichuang-sealed/1";
const SUITE = "p256-hkdf-sha256-aes256gcm";
const BLOCK = 4096;
const NONCE = 12;
const ROUNDS = 600000;
const CURVE = { name: "ECDH", namedCurve: "P-256" };
const HEADER_NAMES = [
    "format",
    "suite",
    "notice",
    "round",
    "uscc",
    "custodians",
    "threshold",
];
const encoder = new TextEncoder();
const subtle = () => globalThis.crypto.subtle;

/** Whether this page may encrypt: browsers allow it on https and localhost only. */
export function canSeal() {
    return Boolean(globalThis.isSecureContext && globalThis.crypto?.subtle);
}

function random(size) {
    return globalThis.crypto.getRandomValues(new Uint8Array(size));
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

function number32(n) {
    return new Uint8Array([n >>> 24, n >>> 16, n >>> 8, n]);
}

export function hex(bytes) {
    return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

function unhex(text) {
    return new Uint8Array(text.match(/../g).map((pair) => parseInt(pair, 16)));
}

/** Bytes as base64, in pieces: a call takes only so many arguments. */
export function base64(bytes) {
    let text = "";
    for (let start = 0; start < bytes.length; start += BLOCK) {
        text += String.fromCharCode(...bytes.subarray(start, start + BLOCK));
    }
    return btoa(text);
}

export function unbase64(text) {
    return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
}

/** Canonical JSON: keys sorted, no spaces; whole numbers and texts only. */
export function canonical(content) {
    if (Array.isArray(content)) {
        return `[${content.map(canonical).join(",")}]`;
    }
    if (content && typeof content === "object") {
        const members = Object.keys(content)
            .sort()
            .map((key) => `${JSON.stringify(key)}:${canonical(content[key])}`);
        return `{${members.join(",")}}`;
    }
    return JSON.stringify(content);
}

async function sha256(bytes) {
    return new Uint8Array(await subtle().digest("SHA-256", bytes));
}

/** SHA-256 of a text, as hex digits. */
export async function sha256Hex(text) {
    return hex(await sha256(encoder.encode(text)));
}

/** What custodians compare by telephone. */
export async function fingerprint(publicKey) {
    const digest = hex(await sha256(unbase64(publicKey)));
    return digest.slice(0, 32).match(/..../g).join(" ");
}

async function derive(secret, info) {
    const key = await subtle().importKey("raw", secret, "HKDF", false, ["deriveBits"]);
    const bits = await subtle().deriveBits(
        { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(), info },
        key,
        256,
    );
    return new Uint8Array(bits);
}

async function aes(key, usage) {
    return subtle().importKey("raw", key, "AES-GCM", false, [usage]);
}

async function encrypt(key, iv, content, additionalData) {
    const params = { name: "AES-GCM", iv, additionalData };
    const sealed = await subtle().encrypt(params, await aes(key, "encrypt"), content);
    return new Uint8Array(sealed);
}

async function decrypt(key, iv, content, additionalData) {
    const params = { name: "AES-GCM", iv, additionalData };
    const opened = await subtle().decrypt(params, await aes(key, "decrypt"), content);
    return new Uint8Array(opened);
}

async function importPoint(publicKey) {
    return subtle().importKey("raw", unbase64(publicKey), CURVE, true, []);
}

async function agree(privateKey, publicKey) {
    const params = { name: "ECDH", public: await importPoint(publicKey) };
    return new Uint8Array(await subtle().deriveBits(params, privateKey, 256));
}

async function headDigest(head) {
    return sha256(encoder.encode(canonical(head)));
}

async function shareInfo(head, position) {
    return join(
        encoder.encode("yichuang-share/1"),
        await headDigest(head),
        number32(position),
    );
}

async function wrapData(head, group) {
    return join(
        encoder.encode("yichuang-wrap/1"),
        await headDigest(head),
        ...group.map(number32),
    );
}

async function groupKey(head, group, shares) {
    return derive(
        join(...group.map((position) => shares[position])),
        await wrapData(head, group),
    );
}

function headerOf(sealed) {
    return Object.fromEntries(HEADER_NAMES.map((name) => [name, sealed[name]]));
}

/** Every group of `size` positions out of 1…n, in order. */
export function groups(n, size, from = 1) {
    if (!size) {
        return [[]];
    }
    const found = [];
    for (let first = from; first <= n - size + 1; first++) {
        found.push(...groups(n, size - 1, first + 1).map((rest) => [first, ...rest]));
    }
    return found;
}

/** The list of custodians as its hash is published with the notice. */
export async function panelSha256(keys) {
    let text = "";
    for (const [index, key] of keys.entries()) {
        text += `${index + 1}\t${await fingerprint(key)}\t${key}\n`;
    }
    return sha256Hex(text);
}

function pad(content) {
    const size = 4 + content.length;
    const zeros = (BLOCK - (size % BLOCK)) % BLOCK;
    return join(number32(content.length), content, new Uint8Array(zeros));
}

function unpad(padded) {
    const size = new DataView(padded.buffer, padded.byteOffset).getUint32(0);
    if (size > padded.length - 4) {
        throw new Error("cut off");
    }
    return padded.subarray(4, 4 + size);
}

/** Seal an offer for the custodians.
 *  @param {Object} payload price, days and proposal: whole numbers and texts
 *  @param {Object} notice {number, round, uscc, keys, threshold}
 *  @returns {Promise<string>} the blob, canonical JSON */
export async function seal(payload, { number, round, uscc, keys, threshold }) {
    const head = {
        format: FORMAT,
        suite: SUITE,
        notice: number,
        round,
        uscc,
        custodians: await panelSha256(keys),
        threshold,
    };
    const contentKey = random(32);
    const ephemeral = await subtle().generateKey(CURVE, true, ["deriveBits"]);
    const shares = {};
    for (const [index, key] of keys.entries()) {
        shares[index + 1] = await derive(
            await agree(ephemeral.privateKey, key),
            await shareInfo(head, index + 1),
        );
    }
    const wraps = [];
    for (const group of groups(keys.length, threshold)) {
        const nonce = random(NONCE);
        const key = await encrypt(
            await groupKey(head, group, shares),
            nonce,
            contentKey,
            await wrapData(head, group),
        );
        wraps.push({ custodians: group, nonce: base64(nonce), key: base64(key) });
    }
    const nonce = random(NONCE);
    const ciphertext = await encrypt(
        contentKey,
        nonce,
        pad(encoder.encode(canonical(payload))),
        encoder.encode(canonical(head)),
    );
    const point = new Uint8Array(await subtle().exportKey("raw", ephemeral.publicKey));
    const commitments = [];
    for (const position of keys.keys()) {
        commitments.push(hex(await sha256(shares[position + 1])));
    }
    return canonical({
        ...head,
        ephemeral: base64(point),
        nonce: base64(nonce),
        ciphertext: base64(ciphertext),
        wraps,
        ck_commitment: hex(await sha256(contentKey)),
        z_commitments: commitments,
    });
}

/** A custodian's share of one offer. */
export async function computeShare(privateKey, blob, position) {
    const sealed = JSON.parse(blob);
    const secret = await agree(privateKey, sealed.ephemeral);
    return hex(await derive(secret, await shareInfo(headerOf(sealed), position)));
}

/** The offer behind a published content key; throws where anything does not fit. */
export async function openWithKey(blob, contentKey) {
    const sealed = JSON.parse(blob);
    const key = unhex(contentKey);
    if (hex(await sha256(key)) !== sealed.ck_commitment) {
        throw new Error("another key");
    }
    const padded = await decrypt(
        key,
        unbase64(sealed.nonce),
        unbase64(sealed.ciphertext),
        encoder.encode(canonical(headerOf(sealed))),
    );
    return JSON.parse(new TextDecoder().decode(unpad(padded)));
}

async function passphraseKey(passphrase, salt, iterations) {
    const base = await subtle().importKey(
        "raw",
        encoder.encode(passphrase),
        "PBKDF2",
        false,
        ["deriveBits"],
    );
    const params = { name: "PBKDF2", hash: "SHA-256", salt, iterations };
    return new Uint8Array(await subtle().deriveBits(params, base, 256));
}

/** Make a custodian's key pair; the private key leaves only as a protected file.
 *  @returns {Promise<{publicKey: string, file: string}>} */
export async function makeKey(passphrase) {
    const pair = await subtle().generateKey(CURVE, true, ["deriveBits"]);
    const point = new Uint8Array(await subtle().exportKey("raw", pair.publicKey));
    const secret = new Uint8Array(await subtle().exportKey("pkcs8", pair.privateKey));
    const salt = random(16);
    const nonce = random(NONCE);
    const publicKey = base64(point);
    const sealed = await encrypt(
        await passphraseKey(passphrase, salt, ROUNDS),
        nonce,
        secret,
        encoder.encode(publicKey),
    );
    const file = {
        format: "yichuang-custodian-key/1",
        public: publicKey,
        kdf: "pbkdf2-sha256",
        iterations: ROUNDS,
        salt: base64(salt),
        nonce: base64(nonce),
        private: base64(sealed),
    };
    return { publicKey, file: JSON.stringify(file, null, 1) };
}

/** The private key of a custodian's file; throws where the passphrase is wrong. */
export async function openKeyFile(text, passphrase) {
    const file = JSON.parse(text);
    const secret = await decrypt(
        await passphraseKey(passphrase, unbase64(file.salt), file.iterations),
        unbase64(file.nonce),
        unbase64(file.private),
        encoder.encode(file.public),
    );
    const privateKey = await subtle().importKey("pkcs8", secret, CURVE, false, [
        "deriveBits",
    ]);
    return { privateKey, publicKey: file.public };
}
