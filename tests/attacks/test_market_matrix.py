"""Threat 16: nobody on the portal of the market reaches what is another's.

Everybody tries every page, step, record, report and file of ``market_matrix``. What
is not theirs answers as if it were not there, and the event log does not grow.
"""

import re

from odoo.exceptions import UserError
from odoo.http import Request
from odoo.service.model import call_kw
from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from odoo.addons.yichuang_intermediary.controllers.contract import ContractPortal
from odoo.addons.yichuang_intermediary.controllers.figures import FIGURES
from odoo.addons.yichuang_intermediary.models.notice.notice import PUBLIC_STATES
from odoo.addons.yichuang_intermediary.tests.common import MarketCase

from . import market_matrix as matrix

MODULE = "odoo.addons.yichuang_intermediary."
REFUSED = (403, 404)
STEPS = {
    "contract_steps": tuple(ContractPortal()._steps()),
    "notice_steps": ("submit", "cancel", "reveal"),
    "choice_steps": ("confirm", "refuse"),
    "dispute_steps": ("withdraw", "escalate"),
    "low_steps": ("explain", "accept", "reject"),
    "agency_steps": [
        "data",
        "offer",
        "submit",
        "leave",
        "qualification",
        "practitioner",
        "change",
        "member",
        "revoke",
        "reply",
        "appeal",
    ],
    "figures": [
        name.removeprefix(f"{FIGURES}.")
        for name in matrix.CLOSED_MODELS
        if name.startswith(f"{FIGURES}.")
    ],
    "one": ("1",),
}


class MarketWorld(MarketCase, HttpCase):
    """Two owners, two agencies, somebody who acts for nobody, and what they have."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.people = {
            "owner": cls.owner,
            "other_owner": cls.portal_user("test_other_owner", "测试另一业主公司"),
            "nobody": cls.make_user("test_nobody", "base.group_portal"),
        }
        cls.contract = cls.delivered_contract(title="矩阵合同")
        winner = cls.winner_user(cls.contract)
        loser = cls.user_b if winner == cls.user_a else cls.user_a
        cls.people.update(winner=winner, loser=loser)
        cls.ask(cls.contract, "change", side="owner")
        cls.invoice(cls.contract, 100)
        cls.judge(cls.contract)
        cls.rate(cls.contract, "owner")
        cls.awarded = cls.contract.notice_id
        # The register
        for user in (winner, loser):
            agency = cls.agency_of(user)
            cls.draft_qualification(
                agency_id=agency.id, number=f"乙测资字{3700000 + agency.id}"
            )
            cls.draft_practitioner(agency_id=agency.id, number=f"ZY-{agency.id}")
            cls.waiting_change(agency_id=agency.id)
        cls.draft_event(agency_id=cls.agency_of(loser).id)
        heard = cls.draft_event(agency_id=cls.agency_of(winner).id)
        heard.with_user(cls.market_reviewer).action_notify()
        cls.decided_sanction(agency_id=cls.agency_of(winner).id, kind="warn")
        cls.admitted_term(cls.agency_of(winner))
        # Notices in the states that pages ask for
        cls.draft = cls.draft_notice(title="矩阵草稿公告")
        cls.open = cls.published_notice(title="矩阵公告")
        cls.signup = cls.sign_up(cls.open, winner)
        cls.env["yichuang.market.question"].with_user(loser)._ask_about(
            cls.open.with_user(loser), cls.agency_of(loser), "矩阵问题？"
        )
        cls.dispute = cls.draft_dispute(loser, notice=cls.open, text="矩阵异议")
        cls.failed = cls.published_notice(title="矩阵流标公告")
        cls.put_back(cls.failed, "sign_close")
        cls.failed.with_user(cls.market_reviewer).action_close()
        cls.failed.with_user(cls.market_reviewer).action_freeze_list()
        cls.sealed = cls.sealed_notice(title="矩阵密封公告")
        cls.sealed_signup = cls.bid(cls.sealed, winner, 11000)
        cls.low = cls.asked_lowprice()
        cls.people["low_bidder"] = cls.user_b
        cls.hidden_agency = cls.draft_agency()
        for user in (winner, loser):
            cls.member(user)
        cls.names = {
            "contract": cls.contract.number,
            "file": cls.contract.file_ids[0].token,
            "draft_notice": cls.draft.number,
            "open_notice": cls.open.number,
            "failed_notice": cls.failed.number,
            "sealed_notice": cls.sealed.number,
            "open_signup": cls.signup.receipt_number,
            "sealed_signup": cls.sealed_signup.receipt_number,
            "low_signup": cls.low.offer_id.signup_id.receipt_number,
            "dispute": cls.dispute.number,
            "draft_agency": cls.hidden_agency.uscc,
        }
        cls.env.flush_all()

    def log_in(self, user):
        login = user.login if user else None
        self.authenticate(login, login)

    def get(self, path, user):
        self.log_in(user)
        return self.url_open(path)

    def send(self, path, user, **data):
        self.log_in(user)
        data["csrf_token"] = Request.csrf_token(self)
        return self.url_open(path, data=data)

    def facts(self):
        """What grows with every step: events, and the rows of the market."""
        self.env.flush_all()
        self.env.invalidate_all()
        models = [*matrix.MODELS, *matrix.PUBLISHED_MODELS]
        return [
            self.env["yichuang.event"].search_count([]),
            *(
                self.env[name].with_context(active_test=False).search_count([])
                for name in models
            ),
        ]


@tagged("post_install", "-at_install")
class TestMarketRoutes(MarketWorld):
    def test_threat16_every_route_is_in_the_matrix(self):
        known = {*matrix.PUBLIC_PAGES, *matrix.OWN_PAGES, *matrix.RECORD_PAGES}
        self.assertEqual(set(self._routes()), known)

    def test_threat16_public_pages_show_nothing_unpublished(self):
        for route, wanted in matrix.PUBLIC_PAGES.items():
            self.assertEqual(self._routes()[route], {"GET"}, route)
            names = [name for names in wanted.values() for name in names]
            if not set(names) & set(self.names):
                continue
            for path in self._paths(route, wanted):
                for person in (None, *matrix.PEOPLE):
                    with self.subTest(path=path, by=person):
                        answer = self.get(path, self.people.get(person))
                        self.assertEqual(answer.status_code, 404)

    def test_threat16_own_pages_show_nothing_of_others(self):
        secrets = {
            self.contract.number: ("owner", "winner"),
            self.draft.number: ("owner",),
            self.signup.receipt_number: ("winner",),
            self.sealed_signup.receipt_number: ("winner",),
            self.dispute.number: ("loser",),
            f"ZY-{self.agency_of(self.people['winner']).id}": ("winner",),
            f"ZY-{self.agency_of(self.people['loser']).id}": ("loser",),
        }
        for route, people in matrix.OWN_PAGES.items():
            for person in people:
                answer = self.get(route, self.people[person])
                for secret, whose in secrets.items():
                    if person in whose:
                        continue
                    with self.subTest(route=route, by=person, secret=secret):
                        self.assertNotIn(secret, answer.text)

    def test_threat16_pages_of_others_are_not_there(self):
        routes = self._routes()
        for route, (wanted, whose) in matrix.RECORD_PAGES.items():
            own = {self.people[person] for person in whose}
            for path in self._paths(
                route, {name: [value] for name, value in wanted.items()}
            ):
                for person in matrix.PEOPLE:
                    user = self.people[person]
                    if user in own:
                        continue
                    for method in sorted(routes[route] & {"GET", "POST"}):
                        self._not_there(path, method, person, user)

    def test_threat16_own_pages_of_records_are_there(self):
        """The matrix would prove nothing if its addresses led nowhere."""
        for route, (wanted, whose) in matrix.RECORD_PAGES.items():
            if "GET" not in self._routes()[route]:
                continue
            for path in self._paths(
                route, {name: [value] for name, value in wanted.items()}
            ):
                for person in whose:
                    with self.subTest(path=path, by=person):
                        answer = self.get(path, self.people[person])
                        self.assertEqual(answer.status_code, 200)

    def test_threat16_visitors_are_asked_to_log_in(self):
        for route, (wanted, _whose) in matrix.RECORD_PAGES.items():
            [path, *_more] = self._paths(
                route, {name: [value] for name, value in wanted.items()}
            )
            self.log_in(None)
            for method in sorted(self._routes()[route] & {"GET", "POST"}):
                data = {"csrf_token": Request.csrf_token(self)}
                with self.subTest(path=path, method=method):
                    answer = self.url_open(
                        path,
                        data=data if method == "POST" else None,
                        allow_redirects=False,
                    )
                    self.assertIn("/web/login", answer.headers.get("Location", ""))

    def _not_there(self, path, method, person, user):
        before = self.facts()
        if method == "GET":
            answer = self.get(path, user)
        else:
            answer = self.send(path, user, reason="x", answer="x", text="x")
        with self.subTest(path=path, method=method, by=person):
            self.assertEqual(answer.status_code, 404)
            self.assertEqual(self.facts(), before)

    def _paths(self, route, wanted):
        """The addresses of a route, for every value of what it wants."""
        paths = [route]
        for name, values in wanted.items():
            found = [
                value
                for key in values
                for value in STEPS.get(key, (self.names.get(key, key),))
            ]
            paths = [
                re.sub(rf"<\w+:{name}>", value, path)
                for path in paths
                for value in found
            ]
        return paths

    def _routes(self):
        """Every address of the market's own controllers, and its methods."""
        found = {}
        for rule, endpoint in self.env["ir.http"]._generate_routing_rules(
            ["yichuang_intermediary"], converters={}
        ):
            module = endpoint.func.__module__
            if module.startswith(MODULE):
                found.setdefault(rule, set()).update(endpoint.routing["methods"])
        return found


@tagged("post_install", "-at_install")
class TestMarketRecords(MarketWorld):
    def test_threat16_every_model_is_in_the_matrix(self):
        stored = {
            name
            for name, model in self.env.items()
            if name.startswith("yichuang.market.") and not model._abstract
        }
        known = {
            *matrix.MODELS,
            *matrix.PUBLISHED_MODELS,
            *matrix.OPEN_MODELS,
            *matrix.CLOSED_MODELS,
        }
        self.assertEqual(stored, known)

    def test_threat16_closed_models_are_closed(self):
        for name in sorted(matrix.CLOSED_MODELS):
            for person in matrix.PEOPLE:
                model = self.env[name].with_user(self.people[person])
                for right in ("read", "write", "create", "unlink"):
                    with self.subTest(model=name, by=person, right=right):
                        self.assertFalse(model.has_access(right))

    def test_threat16_nothing_is_written_by_rpc(self):
        models = {*matrix.MODELS, *matrix.PUBLISHED_MODELS, *matrix.OPEN_MODELS}
        for name in sorted(models):
            for person in matrix.PEOPLE:
                model = self.env[name].with_user(self.people[person])
                for right in ("write", "create", "unlink"):
                    with self.subTest(model=name, by=person, right=right):
                        self.assertFalse(model.has_access(right))

    def test_threat16_everybody_finds_what_is_theirs_and_nothing_else(self):
        for name, paths in matrix.MODELS.items():
            every = self.env[name].search([])
            self.assertTrue(every, f"nothing of {name} to look for")
            for person in matrix.PEOPLE:
                user = self.people[person]
                firm = user.commercial_partner_id
                found = self.env[name].with_user(user).search([])
                for record in found.sudo():
                    whose = self.env["res.partner"].union(
                        *(record.mapped(path) for path in paths)
                    )
                    with self.subTest(record=record, by=person):
                        self.assertIn(firm, whose)
                self._refused(every - found.with_env(self.env), user, person)

    def test_threat16_what_is_not_published_is_found_by_its_owner_only(self):
        for name, path in matrix.PUBLISHED_MODELS.items():
            every = self.env[name].search([])
            for person in matrix.PEOPLE:
                user = self.people[person]
                found = self.env[name].with_user(user).search([])
                for record in found.sudo():
                    notice = record.mapped(path) if path else record
                    own = notice.owner_id == user.commercial_partner_id
                    with self.subTest(record=record, by=person):
                        self.assertTrue(own or notice.state in PUBLIC_STATES)
                self._refused(every - found.with_env(self.env), user, person)

    def _refused(self, records, user, person):
        """By every method that reads; a few records of a model stand for all."""
        name = records._name
        # Those of this world first: they are what others would look for.
        for record in records.sorted("id", reverse=True)[:2]:
            model = self.env[name].with_user(user).browse()
            for method, args, kwargs in (
                ("read", [record.ids], {}),
                ("web_read", [record.ids], {"specification": {"write_date": {}}}),
                ("export_data", [record.ids, ["id"]], {}),
                ("copy", [record.ids], {}),
            ):
                with (
                    self.subTest(record=record, method=method, by=person),
                    mute_logger("odoo.models", "odoo.addons.base.models.ir_rule"),
                    self.assertRaises(UserError),
                    self.env.cr.savepoint(),
                ):
                    call_kw(model, method, args, kwargs)


@tagged("post_install", "-at_install")
class TestMarketFiles(MarketWorld):
    def test_threat16_every_file_field_is_in_the_matrix(self):
        found = {}
        for name, model in self.env.items():
            if not name.startswith("yichuang.market.") or not model._auto:
                continue
            if model._abstract or model._transient:
                continue
            for field in model._fields.values():
                if field.type in ("binary", "image") and field.store:
                    found.setdefault(name, set()).add(field.name)
        self.assertEqual(found, matrix.FILES)

    @mute_logger("odoo.http", "odoo.addons.base.models.ir_rule")
    def test_threat16_files_of_others_are_not_there(self):
        for name, fields in matrix.FILES.items():
            every = self.env[name].search([])
            for person in matrix.PEOPLE:
                user = self.people[person]
                own = self.env[name].with_user(user).search([])
                self.log_in(user)
                for record in (every - own.with_env(self.env)).sorted("id")[-2:]:
                    for field in fields:
                        for page in ("content", "image"):
                            self._no_content(f"/web/{page}/{name}/{record.id}/{field}")
                        files = self.env["ir.attachment"].search(
                            [
                                ("res_model", "=", name),
                                ("res_id", "=", record.id),
                                ("res_field", "=", field),
                            ]
                        )
                        for file in files:
                            self._no_content(f"/web/content/{file.id}")

    def _no_content(self, path):
        answer = self.url_open(path)
        with self.subTest(path=path):
            # Where a picture is asked for, a placeholder of Odoo's own is an answer.
            placeholder = "placeholder" in answer.headers.get("Content-Disposition", "")
            self.assertTrue(answer.status_code in REFUSED or placeholder)

    def test_threat16_every_report_is_in_the_matrix(self):
        reports = self.env["ir.actions.report"].search(
            [("model", "=like", "yichuang.market.%")]
        )
        self.assertEqual(set(reports.mapped("report_name")), set(matrix.REPORTS))

    @mute_logger("odoo.http", "odoo.addons.base.models.ir_rule")
    def test_threat16_portal_prints_no_report_by_its_address(self):
        records = {"awarded_notice": self.awarded}
        for report, name in matrix.REPORTS.items():
            for person in matrix.PEOPLE:
                self.log_in(self.people[person])
                for kind in ("html", "pdf", "text"):
                    path = f"/report/{kind}/{report}/{records[name].id}"
                    with self.subTest(path=path, by=person):
                        answer = self.url_open(path)
                        self.assertIn(answer.status_code, (403, 404))

    def test_threat16_talk_about_a_record_is_not_on_the_portal(self):
        talk = (
            self.contract,
            self.awarded,
            self.open,
            self.dispute,
            self.agency_a,
            self.agency_b,
            *self.agency_a.change_ids,
            *self.agency_b.change_ids,
        )
        for record in talk:
            record.message_post(body="矩阵内部意见", message_type="comment")
        for person in matrix.PEOPLE:
            user = self.people[person]
            self.log_in(user)
            for record in talk:
                answer = self.url_open(
                    "/mail/thread/messages",
                    json={
                        "jsonrpc": "2.0",
                        "params": {
                            "thread_model": record._name,
                            "thread_id": record.id,
                        },
                    },
                )
                with self.subTest(record=record, by=person):
                    self.assertNotIn("矩阵内部意见", answer.text)
                    self.assertFalse(
                        self.env["mail.message"]
                        .with_user(user)
                        .search(
                            [
                                ("model", "=", record._name),
                                ("res_id", "=", record.id),
                                ("body", "ilike", "矩阵内部意见"),
                            ]
                        )
                    )
