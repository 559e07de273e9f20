from odoo import http
from odoo.exceptions import UserError
from odoo.http import request

from odoo.addons.portal.controllers.portal import pager
from odoo.addons.yichuang_intake.tools import upload

from ..models.trust.measure import IN_FORCE
from .common import MarketPages

PAGE_SIZE = 20
LONGEST_QUERY = 50
LISTED = ("publicity", "active", "suspended")
DATA = ("legal_representative", "address", "phone")


class AgencyPages(MarketPages):
    """The register as everybody sees it, and an agency's own place in it."""

    @http.route(
        ["/market/agencies", "/market/agencies/page/<int:page>"],
        type="http",
        auth="public",
        methods=["GET"],
        readonly=True,
        website=True,
    )
    def agencies(self, page=1, q="", service="", **_kw):
        """The agencies in the market, and those whose admission is public."""
        # The register is public; only its published parts are shown.
        agencies = request.env["yichuang.market.agency"].sudo()
        services = request.env["yichuang.market.service"].sudo()
        q = q.strip()[:LONGEST_QUERY]
        chosen = services.search([("code", "=", service)], limit=1)
        domain = [("state", "in", LISTED)]
        if chosen:
            domain.append(("offering_ids.service_id", "=", chosen.id))
        if q:
            domain += ["|", ("name", "ilike", q), ("uscc", "ilike", q)]
        paging = pager(
            url="/market/agencies",
            url_args={"q": q, "service": chosen.code or ""},
            total=agencies.search_count(domain),
            page=page,
            step=PAGE_SIZE,
        )
        return request.render(
            "yichuang_intermediary.market_agencies",
            {
                "agencies": agencies.search(
                    domain, limit=PAGE_SIZE, offset=paging["offset"]
                ),
                "services": services.search([], limit=200),
                "chosen": chosen,
                "q": q,
                "pager": paging,
            },
        )

    @http.route(
        "/market/agencies/<string:uscc>",
        type="http",
        auth="public",
        methods=["GET"],
        readonly=True,
        website=True,
    )
    def agency(self, uscc, **_kw):
        """One agency: what it offers and holds, and how its credit adds up."""
        agency = self._listed_agency(uscc)
        if not agency:
            return self._not_there()
        return request.render(
            "yichuang_intermediary.market_agency",
            {
                "agency": agency,
                "offers": agency.offering_ids.filtered("is_complete"),
                "held": agency.qualification_ids.filtered(
                    lambda line: line.state == "verified"
                ),
                "people": len(
                    agency.practitioner_ids.filtered(
                        lambda line: line.state == "verified"
                    )
                ),
                "credit": agency._credit_explanation(),
                "events": agency.credit_event_ids.filtered(
                    lambda line: line.state in IN_FORCE
                ),
                "sanctions": agency.sanction_ids.filtered(
                    lambda line: line.state in IN_FORCE
                ),
            },
        )

    def _listed_agency(self, uscc):
        """The agency of the public register, or an empty recordset."""
        # Found among what is published, by its public code.
        agencies = request.env["yichuang.market.agency"].sudo()
        return agencies.search([("uscc", "=", uscc), ("state", "in", LISTED)], limit=1)

    @http.route(
        "/my/market/agency",
        type="http",
        auth="user",
        methods=["GET"],
        readonly=True,
        website=True,
    )
    def my_agency(self, done="", **_kw):
        """The user's own agency, or the form to join."""
        return self._render_agency(done=done == "1")

    @http.route(
        "/my/market/agency/<string:step>",
        type="http",
        auth="user",
        methods=["POST"],
        website=True,
    )
    def agency_step(self, step, **form):
        """One step of the user's own agency; nothing typed is lost when it fails."""
        agency = self._own_agency()
        steps = {
            "data": self._enter_data,
            "offer": self._enter_offer,
            "submit": lambda own, _form: own._transition("submit"),
            "leave": lambda own, _form: own._transition("leave"),
            "qualification": self._enter_qualification,
            "practitioner": self._enter_practitioner,
            "change": self._ask_change,
            "member": self._appoint_member,
            "revoke": self._revoke_member,
            "reply": self._answer_measure,
            "appeal": self._answer_measure,
        }
        user = request.env.user
        if step == "new" and not agency and user._is_portal():
            error = self._attempt(lambda: self._join(form))
        elif step in steps and agency:
            # Found under the user's own rights; the firm's roles are asked before
            # anything is written for it.
            own = agency.sudo()
            error = self._attempt(
                lambda: (own._check_acts("agency_admin"), steps[step](own, form))
            )
        else:
            return self._not_there()
        if error:
            return self._render_agency(error=error, typed={**form, "step": step})
        return request.redirect("/my/market/agency?done=1", code=303)

    def _render_agency(self, error="", typed=None, done=False):
        agency = self._own_agency()
        own = agency.sudo()
        user = request.env.user
        measures = [
            *own.credit_event_ids.filtered(lambda line: line.state != "proposed"),
            *own.sanction_ids.filtered(lambda line: line.state != "proposed"),
        ]
        return request.render(
            "yichuang_intermediary.my_agency",
            {
                "page_name": "market",
                "agency": own,
                "may_join": user._is_portal() and not user._market_shut_out(),
                "admin": bool(agency) and user._market_may("agency_admin"),
                "credit": own._credit_explanation() if own else None,
                "measures": measures,
                "members": own.member_ids.filtered(lambda line: line.state == "active"),
                "kinds": self._model("qualification.kind").search([], limit=200),
                "services": self._model("service").search(
                    [("state", "=", "active")], limit=200
                ),
                "whats": self._words("change", "what"),
                "roles": self._words("member", "role"),
                "typed": typed or {},
                "error": error,
                "done": done,
                **self._helpers(),
            },
        )

    def _model(self, name):
        return request.env[f"yichuang.market.{name}"]

    def _words(self, model, field):
        found = self._model(model)._fields[field]
        return found._description_selection(request.env)

    def _join(self, form):
        """Write a draft entry for the user's own company."""
        user = request.env.user
        firm = user._market_firm()
        if not user._market_may("agency_admin"):
            raise UserError(request.env._("An administrator of the firm joins for it."))
        if firm == user.partner_id.sudo() and not firm.is_company:
            raise UserError(
                request.env._(
                    "Your account belongs to no company. Ask the hall to link it to "
                    "your firm first."
                )
            )
        request.env["yichuang.market.agency"].sudo().create(
            {
                "partner_id": firm.id,
                "uscc": (form.get("uscc") or "").strip(),
                **self._data(form),
            }
        )

    def _data(self, form):
        vals = {name: (form.get(name) or "").strip() for name in DATA}
        data = self._sent_file()
        if data:
            encoded = request.env["yichuang.market.qualification"]._encoded(data)
            vals["promise_document"] = encoded
        if form.get("promise_signed_on"):
            vals["promise_signed_on"] = form["promise_signed_on"]
        return vals

    def _sent_file(self):
        """What was sent with the form, never more than is taken."""
        sent = request.httprequest.files.get("file")
        return sent.read(upload.MOST_BYTES + 1) if sent and sent.filename else b""

    def _enter_data(self, agency, form):
        agency.write(self._data(form))

    def _enter_offer(self, agency, form):
        service = self._of_code("service", form.get("service"))
        vals = {
            "conditions": (form.get("conditions") or "").strip(),
            "process": (form.get("process") or "").strip(),
            "days": self._number(form.get("days")),
            "charges": (form.get("charges") or "").strip(),
        }
        offer = agency.offering_ids.filtered(lambda line: line.service_id == service)
        if offer:
            offer.write(vals)
        else:
            offer.create({"agency_id": agency.id, "service_id": service.id, **vals})

    def _enter_qualification(self, agency, form):
        kind = self._of_code("qualification.kind", form.get("kind"))
        data = self._sent_file()
        if not data:
            raise UserError(request.env._("Add the scan of the certificate."))
        qualifications = agency.qualification_ids
        qualifications.create(
            {
                "agency_id": agency.id,
                "kind_id": kind.id,
                "number": form.get("number") or "",
                "grade": (form.get("grade") or "").strip(),
                "scope": (form.get("scope") or "").strip(),
                "issuer": kind.issuer,
                "valid_to": form.get("valid_to") or False,
                "document": qualifications._encoded(data),
            }
        )

    def _enter_practitioner(self, agency, form):
        kind = self._of_code("qualification.kind", form.get("kind"))
        agency.practitioner_ids.create(
            {
                "agency_id": agency.id,
                "kind_id": kind.id,
                "name": (form.get("name") or "").strip(),
                "id_number": form.get("id_number") or "",
                "number": form.get("number") or "",
                "valid_to": form.get("valid_to") or False,
            }
        )

    def _ask_change(self, agency, form):
        what = form.get("what")
        if what not in dict(self._words("change", "what")):
            raise UserError(request.env._("Choose what has changed."))
        data = self._sent_file()
        agency.change_ids.create(
            {
                "agency_id": agency.id,
                "what": what,
                "new_value": (form.get("new_value") or "").strip(),
                "reason": (form.get("reason") or "").strip(),
                "document": agency.qualification_ids._encoded(data) if data else False,
            }
        )

    def _appoint_member(self, agency, form):
        login = (form.get("login") or "").strip()
        # Only within the user's own firm: a login elsewhere is answered like none.
        person = (
            request.env["res.users"]
            .sudo()
            .search(
                [
                    ("login", "=", login),
                    ("partner_id.commercial_partner_id", "=", agency.partner_id.id),
                    ("share", "=", True),
                ],
                limit=1,
            )
        )
        if not person:
            raise UserError(
                request.env._(
                    "Nobody of your firm has the login %(login)s. The hall links "
                    "portal accounts to firms.",
                    login=login,
                )
            )
        request.env["yichuang.market.member"]._appoint(
            agency.partner_id, person, form.get("role")
        )

    def _revoke_member(self, agency, form):
        member = agency.member_ids.filtered(
            lambda line: (
                line.state == "active"
                and line.user_id.login == form.get("login")
                and line.role == form.get("role")
            )
        )
        if not member:
            raise UserError(request.env._("This person has no such role."))
        member._transition("revoke")

    def _answer_measure(self, agency, form):
        step = "reply" if form.get("reply") is not None else "appeal"
        number = form.get("number")
        for measures in (agency.credit_event_ids, agency.sanction_ids):
            for measure in measures:
                if measure.number == number and measure.state != "proposed":
                    measure._transition(step, {step: (form.get(step) or "").strip()})
                    return
        raise UserError(request.env._("There is no such decision."))

    def _of_code(self, model, code):
        found = request.env[f"yichuang.market.{model}"].search(
            [("code", "=", code or "")], limit=1
        )
        if not found:
            raise UserError(request.env._("Choose from the list."))
        return found

    def _number(self, text):
        try:
            return int(text or "")
        except ValueError as error:
            raise UserError(
                request.env._("The working days are a whole number.")
            ) from error
