/**
 * Checks the QR code of a certificate in the browser, without any network: the same
 * as tools/verify_certificate.py. The page carries it with the hall's keys in it, so
 * that it can be saved and used where there is no connection.
 */
(() => {
    "use strict";
    const LABELS = { 1: "title", 2: "number", 3: "holder", 4: "issuer" };
    const ISSUED = 5;
    const UNTIL = 6;
    const KEY_ID = 4;
    const SIGN1 = 18;
    const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    function base32(text) {
        const bytes = [];
        let bits = 0;
        let count = 0;
        for (const letter of text) {
            const value = ALPHABET.indexOf(letter);
            if (value < 0) {
                throw new Error("no code");
            }
            bits = (bits << 5) | value;
            count += 5;
            if (count >= 8) {
                count -= 8;
                bytes.push((bits >> count) & 255);
                bits &= (1 << count) - 1;
            }
        }
        return Uint8Array.from(bytes);
    }

    /** One CBOR item (RFC 8949) at a place, and where it ends. */
    function decode(data, start = 0) {
        let at = start;
        const kind = data[at] >> 5;
        const small = data[at] & 31;
        at += 1;
        let size = small;
        if (small >= 24) {
            const width = 1 << (small - 24);
            if (small > 26 || at + width > data.length) {
                throw new Error("cut off");
            }
            size = 0;
            for (const byte of data.slice(at, at + width)) {
                size = size * 256 + byte;
            }
            at += width;
        }
        if (kind === 0) {
            return [size, at];
        }
        if (kind === 1) {
            return [-1 - size, at];
        }
        if (kind === 2 || kind === 3) {
            const part = data.slice(at, at + size);
            if (part.length < size) {
                throw new Error("cut off");
            }
            return [kind === 2 ? part : new TextDecoder().decode(part), at + size];
        }
        if (kind === 4 || kind === 5) {
            const items = [];
            for (let left = kind === 4 ? size : 2 * size; left > 0; left--) {
                let item = null;
                [item, at] = decode(data, at);
                items.push(item);
            }
            if (kind === 4) {
                return [items, at];
            }
            const found = new Map();
            for (let index = 0; index < items.length; index += 2) {
                found.set(items[index], items[index + 1]);
            }
            return [found, at];
        }
        if (kind === 6 && size === SIGN1) {
            return decode(data, at);
        }
        throw new Error("strange part");
    }

    function head(kind, size) {
        if (size < 24) {
            return [(kind << 5) | size];
        }
        return size < 256
            ? [(kind << 5) | 24, size]
            : [(kind << 5) | 25, size >> 8, size & 255];
    }

    /** What the signature is over: Sig_structure of RFC 9052. */
    function signed(protectedPart, token, payload) {
        const encode = (text) => new TextEncoder().encode(text);
        const parts = [...head(4, 4), ...head(3, 10), ...encode("Signature1")];
        for (const part of [protectedPart, encode(token), payload]) {
            parts.push(...head(2, part.length), ...part);
        }
        return Uint8Array.from(parts);
    }

    function bytesOf(base64url) {
        const text = atob(base64url.replace(/-/g, "+").replace(/_/g, "/"));
        return Uint8Array.from(text, (letter) => letter.charCodeAt(0));
    }

    function hex(bytes) {
        return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
    }

    /** The words of a certificate, or null where no key of these signed them. */
    async function verify(keys, text) {
        const [token, code] = text.trim().toUpperCase().split("/").slice(-2);
        try {
            const [[protectedPart, , payload, signature]] = decode(base32(code));
            const kid = hex(decode(protectedPart)[0].get(KEY_ID));
            const found = keys.find((key) => key.kid === kid);
            const key = await crypto.subtle.importKey(
                "raw",
                bytesOf(found.x),
                { name: "Ed25519" },
                false,
                ["verify"],
            );
            const message = signed(protectedPart, token, payload);
            if (!(await crypto.subtle.verify("Ed25519", key, signature, message))) {
                return null;
            }
            const facts = decode(payload)[0];
            const day = (number) =>
                new Date(number * 86400000).toISOString().slice(0, 10);
            const words = { issued: day(facts.get(ISSUED)) };
            for (const [number, name] of Object.entries(LABELS)) {
                words[name] = facts.get(Number(number));
            }
            words.until = facts.has(UNTIL) ? day(facts.get(UNTIL)) : "—";
            return words;
        } catch {
            return null;
        }
    }

    const keys = JSON.parse(document.getElementById("keys").textContent);
    const show = (id, visible) => {
        document.getElementById(id).hidden = !visible;
    };
    document.getElementById("form").addEventListener("submit", async (event) => {
        event.preventDefault();
        const able = window.isSecureContext && crypto.subtle;
        const words = able
            ? await verify(keys, document.getElementById("code").value)
            : null;
        show("unable", !able);
        show("genuine", able && words);
        show("false", able && !words);
        for (const [name, text] of Object.entries(words || {})) {
            document.getElementById(name).textContent = text;
        }
    });
})();
