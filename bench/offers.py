"""Sealed offers: taking them in, and opening two hundred of them.

Taking in is measured beside a vendor's quotation in Odoo's Purchase, the nearest thing
Odoo has: a request for quotation with one line, created and priced, which every buyer
can read at once. Opening is measured beside the usual envelope of e-tender systems, one
RSA-2048 key that opens alone (OAEP around an AES-256-GCM key), by the same package.

Each submission is a transaction of its own with cold caches, the two taking turns. Run
with ``script/bench offers``; the numbers go to docs/benchmarks.md.
"""

import os
import statistics
import time

from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256

from odoo.addons.yichuang_intermediary.tests.notice.test_rush import made_up_codes
from odoo.addons.yichuang_intermediary.tools import sealing
from odoo.addons.yichuang_intermediary.tools.padding import pad

OFFERS, ROUNDS = 200, 10
PROPOSAL = "按规范完成检测并出具报告。" * 40


def run(env):
    """Measure and print both tables."""
    notice, agencies, keys = prepare(env)
    panel = notice._panel()
    blobs = [
        sealing.seal(
            {"price_fen": 5_000_000 + n, "days": 7, "proposal": PROPOSAL},
            sealing.header(notice.number, notice.version, agency.uscc, panel),
            panel,
        )
        for n, agency in enumerate(agencies)
    ]
    taking(env, notice, agencies, blobs)
    opening(env, notice, keys)


def prepare(env):
    """A published notice for sealed offers, three custodians and the agencies."""
    partners = env["res.partner"].create(
        [{"name": f"测速机构{n}"} for n in range(OFFERS + 1)]
    )
    service = env["yichuang.market.service"].create({"name": "测速", "code": "BENCH"})
    offering = {
        "service_id": service.id,
        "conditions": "无",
        "process": "无",
        "days": 7,
        "charges": "无",
    }
    agencies = env["yichuang.market.agency"]._create_guarded(
        [
            {
                "partner_id": partner.id,
                "uscc": code,
                "state": "active",
                "offering_ids": [(0, 0, offering)],
            }
            for partner, code in zip(partners[1:], made_up_codes(), strict=False)
        ]
    )
    keys = [sealing.new_custodian_key() for _n in range(3)]
    group = env.ref("yichuang_intermediary.group_market_custodian")
    users = env["res.users"].create(
        [
            {"name": f"监督{n}", "login": f"bench_keeper_{n}", "group_ids": group.ids}
            for n in range(3)
        ]
    )
    custodians = env["yichuang.market.custodian"]._create_guarded(
        [
            {
                "user_id": user.id,
                "company_id": env.company.id,
                "organization": user.name,
                "public_key": public,
                "fingerprint": sealing.fingerprint(public),
                "state": "confirmed",
            }
            for user, (_private, public) in zip(users, keys, strict=True)
        ]
    )
    panel = sealing.Panel(tuple(custodians.mapped("public_key")), 2)
    notice = env["yichuang.market.notice"]._create_guarded(
        [
            {
                "title": "测速",
                "owner_id": partners[0].id,
                "service_id": service.id,
                "content": "测速",
                "mode": "lowest",
                "amount_fen": 9_000_000,
                "custodian_ids": custodians.ids,
                "custodian_list": panel.text,
            }
        ]
    )
    draws = env["yichuang.market.draw"]
    draw = draws._plan(notice)
    draw._write_guarded({"state": "announced"})
    notice._write_guarded({"state": "published", "canonical": "{}"})
    env["yichuang.market.key"]._of(env.company)
    env.cr.commit()
    return notice, agencies, keys


def taking(env, notice, agencies, blobs):
    """Submissions per second, beside quotations."""
    product = env["product.product"].create({"name": "检测", "type": "service"})
    ours, theirs = [], []

    def quote(agency):
        order = env["purchase.order"].create(
            {
                "partner_id": agency.partner_id.id,
                "order_line": [(0, 0, {"product_id": product.id, "product_qty": 1})],
            }
        )
        order.order_line.price_unit = 50_000

    def submit(place):
        env["yichuang.market.signup"]._submit(notice, agencies[place], blobs[place])

    quote(agencies[0])
    share = OFFERS // ROUNDS
    for turn in range(ROUNDS):
        places = range(turn * share, (turn + 1) * share)
        ours.append(seconds(env, [lambda n=n: submit(n) for n in places]) / share)
        theirs.append(
            seconds(env, [lambda n=n: quote(agencies[n]) for n in places]) / share
        )
    print(f"\n{'':34}{'ms, median':>12}{'spread':>10}{'per second':>12}")
    for name, times in (
        ("yichuang sealed offer taken in", ours),
        ("purchase.order quotation priced", theirs),
    ):
        middle = statistics.median(times)
        low, _middle, high = statistics.quantiles(times, n=4)
        spread = (high - low) * 1000
        print(f"{name:34}{middle * 1000:12.2f}{spread:10.2f}{1 / middle:12.0f}")


def seconds(env, steps):
    start = time.perf_counter()
    for step in steps:
        env.invalidate_all()
        step()
        env.cr.commit()
    return time.perf_counter() - start


def opening(env, notice, keys):
    """Two hundred offers: the custodians' shares, recovery and decryption."""
    blobs = notice.signup_ids._sealed().mapped("blob")
    own, rival = [], []
    private = rsa.generate_private_key(65537, 2048)
    oaep = padding.OAEP(padding.MGF1(SHA256()), SHA256(), None)
    envelopes = []
    for _n in range(OFFERS):
        key, nonce = AESGCM.generate_key(256), os.urandom(12)
        content = pad(PROPOSAL.encode())
        envelopes.append(
            (
                private.public_key().encrypt(key, oaep),
                nonce,
                AESGCM(key).encrypt(nonce, content, None),
            )
        )
    for _turn in range(3):
        start = time.perf_counter()
        for blob in blobs:
            shares = {n + 1: sealing.share(keys[n][0], blob, n + 1) for n in range(2)}
            sealing.open_with_key(blob, sealing.recover(blob, shares))
        own.append(time.perf_counter() - start)
        start = time.perf_counter()
        for wrapped, nonce, content in envelopes:
            AESGCM(private.decrypt(wrapped, oaep)).decrypt(nonce, content, None)
        rival.append(time.perf_counter() - start)
    print(f"\n{'opening 200 offers':34}{'ms':>12}")
    print(f"{'yichuang, 2 of 3 custodians':34}{statistics.median(own) * 1000:12.0f}")
    print(f"{'RSA envelope, one key alone':34}{statistics.median(rival) * 1000:12.0f}")


if "env" in globals():
    run(globals()["env"])
