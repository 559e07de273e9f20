"""What Odoo's web client asks the server for when it shows a form or a list."""

from lxml import etree

from odoo.fields import Domain
from odoo.tools.safe_eval import safe_eval

# The client's own numbers: rows of a list, rows of a list in a form, and how far it
# counts before it shows "10000+".
PAGE, PART_PAGE, COUNTED = 80, 40, 10_001


def open_form(record, view_id=False):
    """Read ``record`` as the client does when it opens the form."""
    views = record.get_views([(view_id, "form")])
    return read_form(record, views["views"]["form"]["arch"])


def read_form(record, arch):
    """Read all that the form shows, the lists inside it included."""
    wanted = specification(record, etree.fromstring(arch))
    return record.with_context(bin_size=True).web_read(wanted)[0]


def specification(model, arch):
    """The fields of a view as ``web_read`` wants them named."""
    found = {}
    for node in arch.xpath(".//field[not(ancestor::field)]"):
        field = model._fields[node.get("name")]
        wanted = found.setdefault(field.name, {})
        hidden = node.get("invisible") in ("1", "True")
        if field.type == "many2one":
            wanted["fields"] = {} if hidden else {"display_name": {}}
        elif field.type in ("one2many", "many2many") and not hidden:
            rows = node.find("list") if node.find("list") is not None else node
            comodel = model.env[field.comodel_name]
            wanted["fields"] = _inner(comodel, rows)
            wanted["limit"] = int(rows.get("limit") or PART_PAGE)
    return found


def _inner(comodel, rows):
    inner = etree.fromstring(etree.tostring(rows, with_tail=False))
    if inner.tag == "field":
        inner.tag = "list"
    return specification(comodel, inner) or {"display_name": {}}


class Inbox:
    """A window action with its first list, as a person meets it who opens it."""

    def __init__(self, env, action):
        self.action = env.ref(action).sudo()
        self.model = env[self.action.res_model]
        view = self.action.view_ids.filtered(lambda row: row.view_mode == "list")
        views = self.model.get_views(
            [(view.view_id.id, "list"), (self.action.search_view_id.id, "search")]
        )["views"]
        arch = etree.fromstring(views["list"]["arch"])
        self.wanted = specification(self.model, arch)
        self.order = arch.get("default_order") or ""
        self.filters = etree.fromstring(views["search"]["arch"])
        self.domain = self._domain()

    def _domain(self):
        names = {"uid": self.model.env.uid}
        domain = Domain(safe_eval(self.action.domain or "[]", names))
        chosen = {
            name.removeprefix("search_default_")
            for name in safe_eval(self.action.context or "{}", names)
            if name.startswith("search_default_")
        }
        for group in self._groups():
            mine = [
                Domain(safe_eval(node.get("domain"), names))
                for node in group
                if node.get("name") in chosen and node.get("domain")
            ]
            domain &= Domain.OR(mine) if mine else Domain.TRUE
        return domain

    def _groups(self):
        """Filters between two separators widen each other, groups narrow."""
        group = []
        for node in self.filters:
            if node.tag == "filter":
                group.append(node)
            elif node.tag == "separator":
                yield group
                group = []
        yield group

    def look(self, domain=Domain.TRUE):
        """The first page and how many there are."""
        return self.model.with_context(bin_size=True).web_search_read(
            list(self.domain & domain),
            self.wanted,
            limit=PAGE,
            order=self.order,
            count_limit=COUNTED,
        )
