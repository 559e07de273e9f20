from datetime import date

from odoo import http
from odoo.exceptions import UserError
from odoo.http import request

from odoo.addons.portal.controllers.portal import CustomerPortal
from odoo.addons.yichuang_catalog.tools.workdays import hall_date
from odoo.addons.yichuang_intake.tools import upload

from ..models.contract.rating import SCORES
from ..tools.contract_law import room_for_change, room_for_extension
from ..tools.money import parse_fen
from .common import MarketPages

MOST_FILES = 20


class ContractPortal(MarketPages, CustomerPortal):
    """A contract on the portal of its two sides. Reading is by their own rights; every
    change is a POST that finds the contract by them and calls a guarded method."""

    @http.route(
        "/my/market/contracts/<string:number>",
        type="http",
        auth="user",
        methods=["GET"],
        readonly=True,
        website=True,
    )
    def my_contract(self, number, done="", **_kw):
        """One of the user's contracts, as owner or as agency, with its next step."""
        contract = self._contract(number)
        return self._render_contract(contract, done=done)

    @http.route(
        "/my/market/contracts/<string:number>/letter.pdf",
        type="http",
        auth="user",
        methods=["GET"],
        website=True,
        multilang=False,
    )
    def letter(self, number, **_kw):
        """The award letter behind one of the user's contracts."""
        contract = self._contract(number)
        return self._show_report(
            contract.sudo().notice_id,
            "pdf",
            "yichuang_intermediary.letter_action",
            download=True,
        )

    @http.route(
        "/my/market/contracts/<string:number>/files/<string:token>",
        type="http",
        auth="user",
        methods=["GET"],
        readonly=True,
        website=True,
        multilang=False,
    )
    def contract_file(self, number, token, **_kw):
        """A file of one of the user's contracts, to be saved."""
        contract = self._contract(number)
        file = request.env["yichuang.market.contract.file"].search(
            [("contract_id", "=", contract.id), ("token", "=", token)], limit=1
        )
        if not file:
            return self._not_there()
        stream = request.env["ir.binary"]._get_stream_from(file, "data", file.name)
        response = stream.get_response(as_attachment=True)
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["Cache-Control"] = "no-store"
        return response

    @http.route(
        "/my/market/contracts/<string:number>/<string:step>",
        type="http",
        auth="user",
        methods=["POST"],
        website=True,
    )
    def contract_step(self, number, step, **form):
        """Take a step of the contract for the side the user stands on."""
        contract = self._contract(number)
        steps = self._steps()
        if step not in steps:
            return self._not_there()
        error = self._attempt(lambda: steps[step](contract.sudo(), form))
        if error:
            return self._render_contract(contract, error, form)
        return request.redirect(f"/my/market/contracts/{number}?done={step}", code=303)

    def _contract(self, number):
        """The contract of that number among the user's own."""
        contracts = request.env["yichuang.market.contract"]
        if not request.env.user._is_portal():
            raise request.not_found()
        contract = contracts.search([("number", "=", number)], limit=1)
        if not contract:
            raise request.not_found()
        return contract

    def _steps(self):
        """What the page may post, each a guarded method of the model."""
        return {
            "upload": self._upload,
            "confirm": lambda contract, _form: contract._confirm_copy(),
            "send_back": lambda contract, form: contract._transition(
                "send_back", {"copy_reason": form.get("reason", "").strip()}
            ),
            "decline": lambda contract, form: contract._decline(
                form.get("reason", "").strip()
            ),
            "hand_over": lambda contract, form: contract._transition(
                "hand_over", {"data_note": form.get("note", "")}
            ),
            "waive_data": lambda contract, _form: contract._transition("waive_data"),
            "list_missing": lambda contract, form: contract._transition(
                "list_missing", {"data_missing": form.get("missing", "")}
            ),
            "ask": self._ask,
            "answer": self._answer,
            "deliver": lambda contract, form: contract._deliver(
                self._files(),
                form.get("signers", ""),
                form.get("note", ""),
                form.get("overrun_reason", ""),
            ),
            "judge": self._judge,
            "rate": self._rate,
            "appeal": self._appeal,
            "invoice": lambda contract, form: self._model("payment")._invoice(
                contract,
                self._fen(form.get("amount", "")),
                form.get("invoice_number", ""),
            ),
            "payment": self._payment,
        }

    def _model(self, name):
        return request.env[f"yichuang.market.{name}"]

    def _part(self, contract, model, number):
        """A part of the contract by the number the page gave it."""
        parts = self._model(model).search(
            [("contract_id", "=", contract.id)], order="id"
        )
        index = self._whole(number) - 1
        if not 0 <= index < len(parts):
            raise UserError(request.env._("This is not there any more: reload."))
        return parts[index]

    def _upload(self, contract, form):
        [data, *_more] = self._files() or [b""]
        contract._upload(
            data, self._fen(form.get("amount", "")), self._whole(form.get("days", ""))
        )

    def _ask(self, contract, form):
        kind = form.get("kind", "")
        values = {
            "extension": lambda: {"days": self._whole(form.get("days", ""))},
            "suspension": lambda: {
                "until_on": self._day(form.get("until", "")),
                "ground": self._choice("request", "ground", form.get("ground", "")),
            },
            "change": lambda: {"change_fen": self._change(form.get("change", ""))},
            "termination": lambda: {"handed_list": form.get("handed_list", "")},
        }
        if kind not in values:
            raise UserError(request.env._("Choose what you ask for."))
        self._model("request")._ask_for(
            contract, kind, form.get("reason", ""), self._files(), **values[kind]()
        )

    def _answer(self, contract, form):
        asked = self._part(contract, "request", form.get("request", ""))
        step = form.get("verdict", "")
        if step not in ("grant", "refuse", "withdraw"):
            raise UserError(request.env._("Choose your answer."))
        vals = {} if step == "withdraw" else {"answer": form.get("answer", "").strip()}
        asked.sudo()._transition(step, vals)

    def _judge(self, contract, form):
        step = form.get("verdict", "")
        if step not in ("accept", "return_work"):
            raise UserError(request.env._("Accept the work or return it."))
        latest = contract.deliverable_ids.sorted("version")[-1:]
        contract._judge(
            step,
            {
                line.sequence: (
                    form.get(f"verdict_{line.sequence}", ""),
                    form.get(f"reason_{line.sequence}", ""),
                )
                for line in latest.line_ids
            },
        )

    def _rate(self, contract, form):
        names = (*SCORES, "overall")
        self._model("rating")._rate(
            contract,
            [self._whole(form.get(name, "")) for name in names],
            form.get("comment", ""),
        )

    def _appeal(self, contract, form):
        rating = contract.rating_ids.filtered(
            lambda one: one.side != contract._own_side()
        )
        if not rating:
            raise UserError(request.env._("Nobody has rated you yet."))
        rating._transition("appeal", {"appeal": form.get("appeal", "").strip()})

    def _payment(self, contract, form):
        payment = self._part(contract, "payment", form.get("payment", ""))
        own = contract._own_side()
        payment.sudo()._transition("tell_paid" if own == "owner" else "confirm_paid")

    def _files(self):
        """The files of the form, read no further than one byte too many."""
        sent = [
            one for one in request.httprequest.files.getlist("file") if one.filename
        ]
        return [one.read(upload.MOST_BYTES + 1) for one in sent[:MOST_FILES]]

    def _fen(self, text):
        try:
            return parse_fen(text)
        except ValueError as error:
            raise UserError(
                request.env._(
                    "“%(text)s” is no amount: write yuan with at most two decimals.",
                    text=text,
                )
            ) from error

    def _change(self, text):
        text = text.strip()
        lower = text.startswith("-")
        fen = self._fen(text.lstrip("+-"))
        return -fen if lower else fen

    def _whole(self, text):
        text = (text or "").strip()
        if not text.isdecimal() or len(text) > len("9999"):
            raise UserError(request.env._("“%(text)s” is no whole number.", text=text))
        return int(text)

    def _day(self, text):
        try:
            return date.fromisoformat(text)
        except ValueError as error:
            raise UserError(request.env._("Choose a day.")) from error

    def _choice(self, model, field, value):
        if value not in self._model(model)._fields[field].get_values(request.env):
            return False
        return value

    def _render_contract(self, contract, error="", form=None, done=""):
        # Found under the user's own rights; the page shows names the user has none to.
        contract = contract.sudo()
        side = contract._own_side()
        ratings = self._model("rating").search([("contract_id", "=", contract.id)])
        granted = contract.request_ids.filtered(lambda one: one.state == "granted")
        by_kind = granted.grouped("kind")
        return request.render(
            "yichuang_intermediary.my_contract",
            {
                "page_name": "market",
                "contract": contract,
                "side": side,
                "requests": contract.request_ids.sorted("id"),
                "payments": contract.payment_ids.sorted("id"),
                "delivery": contract.deliverable_ids.sorted("version")[-1:],
                "segment": contract.open_segment_id,
                "rated": ratings.filtered(lambda one: one.side == side).sudo(),
                "received": ratings.filtered(lambda one: one.side != side).sudo(),
                "days_late": contract._days_late()
                if contract.state in ("active", "rework")
                else 0,
                "today": hall_date(),
                "room_days": room_for_extension(
                    contract.days, [one.days for one in by_kind.get("extension", [])]
                ),
                "room_fen": room_for_change(
                    contract.amount_fen,
                    [one.change_fen for one in by_kind.get("change", [])],
                ),
                "grounds": self._model("request")
                ._fields["ground"]
                ._description_selection(request.env),
                "criteria": self._criteria(side),
                "signers": self._model("deliverable")._practitioners_of(
                    contract.agency_id
                )[1]
                if side == "agency"
                else (),
                "form": form or {},
                **self._helpers(),
                "error": error,
                "done": done if done in self._steps() else "",
            },
        )

    def _criteria(self, side):
        """The five things this side rates, and the whole."""
        if side == "owner":
            names = (
                request.env._("Quality"),
                request.env._("Timeliness"),
                request.env._("Attitude"),
                request.env._("Charges"),
                request.env._("Standards"),
            )
        else:
            names = (
                request.env._("Clear need"),
                request.env._("Timely data"),
                request.env._("Cooperation"),
                request.env._("Timely payment"),
                request.env._("No unfair demands"),
            )
        return [
            *zip(SCORES, names, strict=True),
            ("overall", request.env._("Overall")),
        ]
