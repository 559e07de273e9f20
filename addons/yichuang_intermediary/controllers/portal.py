from odoo import http
from odoo.exceptions import UserError
from odoo.fields import Command, Domain
from odoo.http import request

from odoo.addons.portal.controllers.portal import CustomerPortal

from ..models.notice.notice import PUBLIC_STATES
from .common import MarketPages

LATEST = 50
MOMENTS = ("sign_close", "reveal_until", "event_on")
TEXTS = ("title", "content", "event_label", "funding")
NUMBERS = ("days", "min_valid")
CHOICES = ("funding", "mode", "invite_then")
# Figures and texts of single ways of selection; empty means the usual.
MODE_NUMBERS = (
    "invite_count",
    "long_list",
    "short_list",
    "price_weight",
    "rater_count",
    "round_count",
    "turn_minutes",
    "pause_minutes",
)
MODE_MOMENTS = ("choice_on", "rounds_on")
MODE_TEXTS = ("named_reason",)


class MarketPortal(MarketPages, CustomerPortal):
    """The workplace of agencies and owners. Reading is by their own rights; every
    change is a POST that finds its record by them and calls a guarded method."""

    def _prepare_home_portal_values(self, counters):
        values = super()._prepare_home_portal_values(counters)
        if "market_count" in counters:
            values["market_count"] = sum(
                model.search_count(domain)
                for model, domain in (
                    (self._model("signup"), []),
                    (self._model("notice"), self._own_notices()),
                    (self._model("contract"), []),
                )
                if model.has_access("read")
            )
        return values

    def _model(self, name):
        return request.env[f"yichuang.market.{name}"]

    def _own_notices(self):
        own = request.env.user.commercial_partner_id.id
        return [("owner_id", "child_of", own)]

    def _find(self, name, field, value, domain=()):
        return self._model(name).search([(field, "=", value), *domain], limit=1)

    @http.route(
        "/my/market",
        type="http",
        auth="user",
        methods=["GET"],
        readonly=True,
        website=True,
    )
    def my_market(self, **_kw):
        """Sign-ups, notices and contracts of the user's company."""
        agency = self._own_agency()
        return request.render(
            "yichuang_intermediary.my_market",
            {
                "page_name": "market",
                "agency": agency.sudo(),
                "signups": self._model("signup")
                .search([], limit=LATEST, order="id desc")
                .sudo(),
                "notices": self._model("notice")
                .search(self._own_notices(), limit=LATEST, order="id desc")
                .sudo(),
                "contracts": self._model("contract")
                .search([], limit=LATEST, order="id desc")
                .sudo(),
                **self._helpers(),
            },
        )

    @http.route(
        "/my/market/n/<string:number>/signup",
        type="http",
        auth="user",
        methods=["POST"],
        website=True,
    )
    def sign_up(self, number, promise="", sealed="", request_id="", **_kw):
        """Sign the user's agency up to a notice."""
        notice = self._find(
            "notice", "number", number, [("state", "in", PUBLIC_STATES)]
        )
        agency = self._own_agency()
        if not notice or not agency:
            return self._not_there()
        if not promise:
            error = request.env._(
                "Tick the promise first: it says that you may do this work and will."
            )
        else:
            error = self._attempt(
                lambda: self._model("signup")._submit(
                    notice, agency, sealed, request_id[:64]
                )
            )
        if error:
            public = self._public_notice(number)
            return self._render_notice(public, error) if public else self._not_there()
        return request.redirect(f"/market/n/{number}?done=signed", code=303)

    @http.route(
        "/my/market/signups/<string:receipt>/withdraw",
        type="http",
        auth="user",
        methods=["POST"],
        website=True,
    )
    def withdraw(self, receipt, **_kw):
        """Withdraw the agency's own sign-up before the deadline."""
        signup = self._find("signup", "receipt_number", receipt)
        if not signup:
            return self._not_there()
        notice = signup.sudo().notice_id
        error = self._attempt(lambda: signup.sudo()._transition("withdraw"))
        if error:
            return self._render_notice(notice, error)
        return request.redirect(f"/market/n/{notice.number}?done=withdrawn", code=303)

    @http.route(
        "/my/market/signups/<string:receipt>/receipt.json",
        type="http",
        auth="user",
        methods=["GET"],
        readonly=True,
        website=True,
        multilang=False,
    )
    def receipt(self, receipt, **_kw):
        """The receipt text whose hash stands on the public list."""
        signup = self._find("signup", "receipt_number", receipt)
        if not signup:
            return self._not_there()
        return self._download(signup.receipt, f"{receipt}.json", "application/json")

    @http.route(
        "/my/market/notices/new",
        type="http",
        auth="user",
        methods=["GET", "POST"],
        website=True,
    )
    def new_notice(self, **form):
        """Write a draft notice for the user's own company."""
        notices = self._model("notice")
        if not notices.has_access("read") or not request.env.user._is_portal():
            return self._not_there()
        if request.httprequest.method == "GET":
            return self._render_form(notices, self._defaults())
        created = []

        def create():
            vals = self._form_values(form)
            vals["owner_id"] = request.env.user.commercial_partner_id.id
            created.append(notices.sudo().create(vals))

        error = self._attempt(create)
        if error:
            return self._render_form(notices, form, error)
        return request.redirect(f"/my/market/notices/{created[0].number}", code=303)

    @http.route(
        "/my/market/notices/<string:number>",
        type="http",
        auth="user",
        methods=["GET"],
        readonly=True,
        website=True,
    )
    def my_notice(self, number, **_kw):
        """One of the user's own notices, with its next step."""
        notice = self._find("notice", "number", number, self._own_notices())
        return self._render_own(notice) if notice else self._not_there()

    @http.route(
        "/my/market/notices/<string:number>/edit",
        type="http",
        auth="user",
        methods=["GET", "POST"],
        website=True,
    )
    def edit_notice(self, number, **form):
        """Change the user's own draft."""
        notice = self._find("notice", "number", number, self._own_notices())
        if not notice or notice.state != "draft":
            return self._not_there()
        if request.httprequest.method == "GET":
            return self._render_form(notice, self._values_of(notice.sudo()))
        error = self._attempt(lambda: notice.sudo().write(self._form_values(form)))
        if error:
            return self._render_form(notice, form, error)
        return request.redirect(f"/my/market/notices/{number}", code=303)

    @http.route(
        "/my/market/notices/<string:number>/<string:step>",
        type="http",
        auth="user",
        methods=["POST"],
        website=True,
    )
    def notice_step(self, number, step, commitment="", secret="", reason="", **_kw):
        """Hand the user's own notice in, cancel it, or reveal its secret."""
        notice = self._find("notice", "number", number, self._own_notices())
        record = notice.sudo()
        steps = {
            "submit": lambda: record._submit_by_owner(commitment),
            "cancel": lambda: record._transition(
                "cancel", {"cancel_reason": reason.strip()}
            ),
            "reveal": lambda: record._owner_source()._reveal(secret),
        }
        if not notice or step not in steps:
            return self._not_there()
        error = self._attempt(steps[step])
        if error:
            return self._render_own(notice, error)
        return request.redirect(f"/my/market/notices/{number}", code=303)

    def _render_own(self, notice, error="", written=None):
        notice = notice.sudo()
        # The owner's secret is made and revealed on it.
        return self._render_closed(
            "yichuang_intermediary.my_notice",
            {
                "page_name": "market",
                "notice": notice,
                "source": notice._owner_source(),
                "choosable": notice._choosable(),
                "written": written or {},
                **self._helpers(),
                "error": error,
            },
        )

    def _render_form(self, notice, values, error=""):
        return request.render(
            "yichuang_intermediary.my_notice_form",
            {
                "page_name": "market",
                "notice": notice.sudo(),
                "values": values,
                # Those in use, and the one a draft names already.
                "services": self._model("service").search(
                    Domain("state", "=", "active")
                    | Domain("code", "=", values.get("service") or ""),
                    limit=200,
                ),
                **{
                    f"{name}s": self._model("notice")
                    ._fields[name]
                    ._description_selection(request.env)
                    for name in CHOICES
                },
                "error": error,
            },
        )

    def _defaults(self):
        notices = self._model("notice").sudo()
        values = notices.default_get(
            [*MOMENTS, *TEXTS, *NUMBERS, *CHOICES, *MODE_NUMBERS]
        )
        return {**values, **{name: self._field(values[name]) for name in MOMENTS}}

    def _values_of(self, notice):
        return {
            **{
                name: notice[name]
                for name in (*TEXTS, *NUMBERS, *CHOICES, *MODE_NUMBERS, *MODE_TEXTS)
            },
            "named": notice.named_agency_id.uscc or "",
            **{name: self._field(notice[name]) for name in MODE_MOMENTS},
            "step": self._yuan(notice.step_fen) if notice.step_fen else "",
            "criteria": "\n".join(
                f"{line.name} | {line.weight} | {line.scale}"
                for line in notice.criterion_ids
            ),
            **{name: self._field(notice[name]) for name in MOMENTS},
            "service": notice.service_id.code,
            "amount": self._yuan(notice.amount_fen),
        }

    def _yuan(self, fen):
        """Fen as the form takes them."""
        return f"{fen // 100}.{fen % 100:02d}"

    def _field(self, moment):
        """A moment as the browser's date-and-time field wants it."""
        return self._local(moment).replace(" ", "T")

    def _form_values(self, form):
        """What a form may set, and nothing else.

        :raises UserError: a figure or a moment that cannot be read
        """
        service = self._find("service", "code", form.get("service", ""))
        vals = {
            **{name: self._typed_text(form, name) for name in TEXTS},
            **{name: self._typed_whole(form, name) for name in NUMBERS},
            **{name: self._typed_moment(form, name) for name in MOMENTS},
            "amount_fen": self._typed_fen(form, "amount", "amount"),
            "service_id": service.id,
            "mode": form.get("mode") or "random",
            **self._mode_values(form),
        }
        empty = [name for name in (*TEXTS, "service_id") if not vals[name]]
        if empty or any(
            vals[name]
            not in self._model("notice")._fields[name].get_values(request.env)
            for name in CHOICES
        ):
            raise UserError(
                request.env._("Fill in every field: nothing of a notice may be open.")
            )
        return vals

    def _mode_values(self, form):
        """The terms of the way of selection, as far as the form states them.

        :raises UserError: a figure that cannot be read
        """
        named = (form.get("named") or "").strip()
        agency = self._model("agency").sudo()
        if named:
            # The register of agencies is public; the code names an active one.
            agency = agency.search(
                [("uscc", "=", named), ("state", "=", "active")], limit=1
            )
            if not agency:
                raise UserError(
                    request.env._(
                        "No agency of the market has the code %(uscc)s.", uscc=named
                    )
                )
        return {
            "criterion_ids": [
                Command.clear(),
                *self._stated_criteria(form.get("criteria") or ""),
            ],
            "invite_then": form.get("invite_then") or "lowest",
            "named_agency_id": agency.id,
            **{
                name: self._typed_moment(form, name) if form.get(name) else False
                for name in MODE_MOMENTS
            },
            "step_fen": self._typed_fen(form, "step", "step")
            if form.get("step")
            else 0,
            **{name: (form.get(name) or "").strip() for name in MODE_TEXTS},
            **{
                name: self._typed_whole(form, name)
                for name in MODE_NUMBERS
                if form.get(name)
            },
        }

    def _stated_criteria(self, text):
        """The criteria of a form: a line each with name, weight and scale.

        :raises UserError: a line that says something else
        """
        commands = []
        for place, line in enumerate(filter(str.strip, text.splitlines()), 1):
            name, weight, scale, *_none = (*map(str.strip, line.split("|", 2)), "", "")
            if not name or not scale or not weight.isdecimal() or len(weight) > 3:
                raise UserError(
                    request.env._(
                        "Line %(place)s of the criteria is not name | weight | scale: "
                        "“%(line)s”.",
                        place=place,
                        line=line[:60],
                    )
                )
            commands.append(
                Command.create(
                    {
                        "sequence": place,
                        "name": name,
                        "weight": int(weight),
                        "scale": scale,
                    }
                )
            )
        return commands
