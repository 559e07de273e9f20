"""Who may see and do what on the portal of the market, for every door there is.

A new route, step, model, report or file field of the market joins by one line here;
``test_market_matrix`` fails until it does. The people are two owners, two agencies and
somebody who acts for nobody; ``winner`` is the agency with the contract.
"""

PUBLIC = "public"
PEOPLE = ("owner", "other_owner", "winner", "loser", "nobody")

# Pages for everybody; those that name a record never show one that is not published.
PUBLIC_PAGES = {
    "/market": {},
    "/market/page/<int:page>": {"page": ["1"]},
    "/market/n/<string:number>": {"number": ["draft_notice"]},
    "/market/agencies": {},
    "/market/agencies/page/<int:page>": {"page": ["1"]},
    "/market/agencies/<string:uscc>": {"uscc": ["draft_agency"]},
    "/market/bench": {},
    "/market/draw.py": {},
    "/market/scripts": {},
    "/market/scripts.txt": {},
    "/market/ocds.json": {},
    "/market/ocds.csv": {},
    "/market/ocds/page/<int:page>.json": {"page": ["1"]},
    "/market/ocds/<string:number>.json": {"number": ["draft_notice"]},
    "/market/ocds/<string:number>/record.json": {"number": ["draft_notice"]},
    "/market/verify/<string:number>": {"number": ["draft_notice", "open_notice"]},
    "/market/verify/<string:number>/pack.json": {
        "number": ["draft_notice", "open_notice"]
    },
    "/market/verify/<string:number>/pack.zip": {
        "number": ["draft_notice", "open_notice"]
    },
    "/market/verify/<string:number>/offers/<string:receipt>.json": {
        "number": ["sealed_notice"],
        "receipt": ["sealed_signup"],
    },
}

# Pages that show each reader what is the reader's own, and forms that take it.
OWN_PAGES = {
    "/my/market": PEOPLE,
    "/my/market/agency": PEOPLE,
    "/my/market/disputes": PEOPLE,
    "/my/market/notices/new": PEOPLE,
}

# Pages and steps on one record: which, and whose it is. Everybody else is told that
# there is no such page, and nothing changes.
PARTIES = ("owner", "winner")
RECORD_PAGES = {
    "/my/market/contracts/<string:number>": ({"number": "contract"}, PARTIES),
    "/my/market/contracts/<string:number>/letter.pdf": (
        {"number": "contract"},
        PARTIES,
    ),
    "/my/market/contracts/<string:number>/files/<string:token>": (
        {"number": "contract", "token": "file"},
        PARTIES,
    ),
    "/my/market/contracts/<string:number>/<string:step>": (
        {"number": "contract", "step": "contract_steps"},
        PARTIES,
    ),
    "/my/market/notices/<string:number>": ({"number": "draft_notice"}, ("owner",)),
    "/my/market/notices/<string:number>/edit": (
        {"number": "draft_notice"},
        ("owner",),
    ),
    "/my/market/notices/<string:number>/amend": (
        {"number": "open_notice"},
        ("owner",),
    ),
    "/my/market/notices/<string:number>/repeat": (
        {"number": "failed_notice"},
        ("owner",),
    ),
    "/my/market/notices/<string:number>/answer/<int:place>": (
        {"number": "open_notice", "place": "one"},
        ("owner",),
    ),
    "/my/market/notices/<string:number>/choose": (
        {"number": "draft_notice"},
        ("owner",),
    ),
    "/my/market/notices/<string:number>/choice/<string:step>": (
        {"number": "draft_notice", "step": "choice_steps"},
        ("owner",),
    ),
    "/my/market/notices/<string:number>/<string:step>": (
        {"number": "draft_notice", "step": "notice_steps"},
        ("owner",),
    ),
    "/my/market/n/<string:number>/signup": ({"number": "draft_notice"}, ()),
    "/my/market/n/<string:number>/ask": ({"number": "draft_notice"}, ()),
    "/my/market/n/<string:number>/turn": ({"number": "draft_notice"}, ()),
    "/my/market/signups/<string:receipt>/withdraw": (
        {"receipt": "open_signup"},
        ("winner",),
    ),
    "/my/market/signups/<string:receipt>/receipt.json": (
        {"receipt": "open_signup"},
        ("winner",),
    ),
    "/my/market/disputes/new": ({}, ()),
    "/my/market/disputes/<string:number>/<string:step>": (
        {"number": "dispute", "step": "dispute_steps"},
        ("loser",),
    ),
    "/my/market/low/<string:receipt>/<string:step>": (
        {"receipt": "low_signup", "step": "low_steps"},
        ("owner", "low_bidder"),
    ),
    "/my/market/agency/<string:step>": ({"step": "agency_steps"}, ("winner", "loser")),
    "/my/market/custodian": ({}, ()),
    "/my/market/custodian/key": ({}, ()),
    "/my/market/custodian/<string:number>": ({"number": "sealed_notice"}, ()),
    "/my/market/custodian/<string:number>/shares": (
        {"number": "sealed_notice"},
        (),
    ),
    "/market/figures/<string:name>.xlsx": ({"name": "figures"}, ()),
}

# Where a record says whose it is; a portal user finds those records and no others.
AGENCY, CONTRACT = (
    ("agency_id.partner_id",),
    (
        "contract_id.owner_id",
        "contract_id.agency_id.partner_id",
    ),
)
MODELS = {
    "yichuang.market.agency": ("partner_id",),
    "yichuang.market.change": AGENCY,
    "yichuang.market.clock.segment": CONTRACT,
    "yichuang.market.contract": ("owner_id", "agency_id.partner_id"),
    "yichuang.market.contract.file": CONTRACT,
    "yichuang.market.credit.event": AGENCY,
    "yichuang.market.deliverable": CONTRACT,
    "yichuang.market.deliverable.line": tuple(
        f"deliverable_id.{path}" for path in CONTRACT
    ),
    "yichuang.market.dispute": ("partner_id",),
    "yichuang.market.lowprice": (*AGENCY, "notice_id.owner_id"),
    "yichuang.market.member": ("partner_id",),
    "yichuang.market.offer": (*AGENCY, "notice_id.owner_id"),
    "yichuang.market.offering": AGENCY,
    "yichuang.market.payment": CONTRACT,
    "yichuang.market.practitioner": AGENCY,
    "yichuang.market.qualification": AGENCY,
    "yichuang.market.rating": CONTRACT,
    "yichuang.market.request": CONTRACT,
    "yichuang.market.sanction": AGENCY,
    "yichuang.market.signup": AGENCY,
}
# Published with the notice they belong to, or to its owner before.
PUBLISHED_MODELS = {
    "yichuang.market.notice": "",
    "yichuang.market.notice.version": "notice_id",
    "yichuang.market.choice": "notice_id",
    "yichuang.market.choice.line": "choice_id.notice_id",
    "yichuang.market.criterion": "notice_id",
    "yichuang.market.draw": "notice_id",
    "yichuang.market.draw.source": "draw_id.notice_id",
    "yichuang.market.question": "notice_id",
    "yichuang.market.selection": "notice_id",
}
# Published as they are.
OPEN_MODELS = {
    "yichuang.market.qualification.kind",
    "yichuang.market.qualification.rule",
    "yichuang.market.service",
}
# Nothing for the portal at all.
CLOSED_MODELS = {
    "yichuang.market.appoint",
    "yichuang.market.check",
    "yichuang.market.contract.ending",
    "yichuang.market.custodian",
    "yichuang.market.decision",
    "yichuang.market.deliverable.judge",
    "yichuang.market.deliverable.take",
    "yichuang.market.desk",
    "yichuang.market.desk.term",
    "yichuang.market.entry",
    "yichuang.market.figures.agency",
    "yichuang.market.figures.contract",
    "yichuang.market.figures.department",
    "yichuang.market.figures.desk",
    "yichuang.market.figures.dispute",
    "yichuang.market.figures.flag",
    "yichuang.market.figures.integrity",
    "yichuang.market.figures.notice",
    "yichuang.market.figures.owner",
    "yichuang.market.figures.service",
    "yichuang.market.figures.time",
    "yichuang.market.flag",
    "yichuang.market.key",
    "yichuang.market.mode",
    "yichuang.market.rating.answer",
    "yichuang.market.outage",
    "yichuang.market.reason",
    "yichuang.market.request.answer",
    "yichuang.market.revoke",
    "yichuang.market.scope.rule",
    "yichuang.market.score.line",
    "yichuang.market.score.sheet",
    "yichuang.market.sealed",
    "yichuang.market.share",
    "yichuang.market.statement",
    "yichuang.market.turn",
}

# Fields with a file, by model.
FILES = {
    "yichuang.market.agency": {"promise_document"},
    "yichuang.market.change": {"document"},
    "yichuang.market.contract.file": {"data"},
    "yichuang.market.credit.event": {"document"},
    "yichuang.market.dispute": {"document"},
    "yichuang.market.practitioner": {"document"},
    "yichuang.market.qualification": {"document"},
    "yichuang.market.sanction": {"document"},
}
# Reports, and the record of the world that each is printed of. The portal prints none
# by their address: the pages of a contract hand the letter to its two sides.
REPORTS = {"yichuang_intermediary.letter": "awarded_notice"}
