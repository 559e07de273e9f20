"""What the pages of applicants have in common."""

from odoo.exceptions import UserError
from odoo.http import request

INVALID = 422
LONGEST_REASON = 1000


class ApplicantPages:
    """Mixed into controllers; without routes, so that each keeps its own helpers."""

    def _check_applicant(self):
        if not request.env.user._is_portal():
            raise request.not_found()

    def _own_record(self, model, field, value):
        """The applicant's own record with this number or token; empty for what is not
        theirs as for what is not there."""
        found = request.env[model].search([(field, "=", value or "-")], limit=1)
        # Found under the applicant's own rights; these do not let them write.
        return found.sudo()

    def _try(self, record, step):
        """Take a step as the applicant.

        :returns: in words why it was not taken; empty when it was
        """
        try:
            with request.env.cr.savepoint():
                step()
        except UserError as error:
            record.invalidate_recordset()
            return str(error)
        return ""

    @staticmethod
    def _seen(record, revision):
        """The revision that the page showed."""
        return int(revision) if revision.isdecimal() else record.revision

    def _show(self, template, values, faulty=False):
        response = request.render(template, values)
        response.status_code = INVALID if faulty else 200
        response.headers["Cache-Control"] = "no-store"
        return response


class DraftPages(ApplicantPages):
    """A draft in its applicant's hands: kept, submitted, taken back, discarded.

    Class options: ``_model``, ``_form_template``.
    """

    _model = None
    _form_template = None

    def _own(self, token):
        """The applicant's own online application. What is not theirs and what is not
        there get the same answer."""
        self._check_applicant()
        draft = self._own_record(self._model, "apply_token", token)
        if draft.channel != "online":
            raise request.not_found()
        return draft

    def _save(self, draft, do, revision, typed):
        """Keep what was typed and chosen; then submit, remove a file, discard or take
        back, as the button says."""
        here = request.redirect(draft._apply_path())
        if draft.state == "submitted" and do == "take_back":
            return self._step(draft, "take_back", revision) or here
        if draft.state != "draft":
            return here
        if do == "discard":
            if draft.revision:
                return here
            # By themselves, so that what was sent in goes with them.
            draft.file_ids.unlink()
            draft.unlink()
            return request.redirect("/my/cases")
        faults = draft._state_application(typed)
        faults.update(self._keep_sent_in(draft))
        if do.startswith("remove-"):
            draft.file_ids.filtered(
                lambda file: file.token == do.removeprefix("remove-")
            ).unlink()
        faults.update(self._further(draft, do))
        if do == "submit":
            faults = {**draft._application_gaps(), **faults}
            if not faults:
                return self._step(draft, "submit", revision) or here
        if faults:
            return self._form(draft, typed, faults)
        return self._after_saving(draft, do) or here

    def _keep_sent_in(self, draft):
        """Keep the files of the form; what is wrong by name of the input."""
        raise NotImplementedError

    def _further(self, draft, do):
        """Use a document of the applicant's own for a material, or put it back."""
        step, _, rest = do.partition("-")
        number, _, token = rest.partition("-")
        position = int(number) if number.isdecimal() else 0
        if step == "take":
            fault = draft._use_own_document(position, token)
            return {f"file_{position}": fault} if fault else {}
        if step == "put_back":
            draft._put_back_own(position)
        return {}

    def _after_saving(self, draft, do):
        """Where a button leads besides the form itself; nothing for none."""
        if do == "undertake" and draft._lines_to_follow():
            return request.redirect(f"{draft._apply_path()}/undertaking")
        return None

    def _step(self, draft, name, revision):
        """Move the draft as its applicant; a page that says why not, or nothing."""
        shown = self._seen(draft, revision)
        fault = self._try(
            draft, lambda: draft._transition(name, expected_revision=shown)
        )
        return self._form(draft, {}, {"form": fault}) if fault else None

    def _form(self, draft, typed, faults):
        """The form, with what was typed where it could not be kept."""
        return self._show(
            self._form_template,
            {
                "page_name": "apply",
                "case": draft,
                "shown": draft._stated(typed, faults),
                "faults": faults,
            },
            bool(faults),
        )
