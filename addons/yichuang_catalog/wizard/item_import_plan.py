"""What importing a sheet of items would do to the catalogue, and doing it."""

from collections import Counter, defaultdict

from odoo.fields import Domain
from odoo.tools import SQL

from ..tools import item_organs, item_sheet


def known_ids(model, field, values):
    """Ids of the rows whose ``field`` is one of many ``values``.

    A join with the list of values, because PostgreSQL would look up each member of a
    long ``IN`` in the trigram index; the last condition lets it take the unique index
    of the codes. Only ids: the caller searches them under the
    user's own rights.
    """
    if not values:
        return []
    model.flush_model([field])
    return [
        row_id
        for (row_id,) in model.env.execute_query(
            SQL(
                "SELECT known.id FROM %s AS known JOIN unnest(%s::text[]) AS value "
                "ON known.%s = value WHERE known.%s <> ''",
                SQL.identifier(model._table),
                list(values),
                SQL.identifier(field),
                SQL.identifier(field),
            )
        )
    ]


class ItemImportScope:
    """What the rows of a sheet say together, before any part of them is imported:
    whose credit codes are whose, and which row speaks for an item."""

    def __init__(self, rows):
        self.rows = rows
        self.owner = item_organs.owners(rows)
        self.principal = item_organs.principals(rows)
        self.spokesman, self.organ_rows, self.pairs = {}, {}, Counter()
        for row in rows:
            self.organ_rows.setdefault(self.organ_key(row), row)
            self.spokesman.setdefault(self.item_key(row), row)
            self.pairs[self.item_key(row), self.organ_key(row)] += 1

    def organ_key(self, row):
        name, code = item_organs.organ_of(row, self.owner)
        return name, code or self.principal[name]

    def item_key(self, row):
        """By what the item is known: its basic code, its local code, or its name."""
        if row.basic_code:
            return "code", row.basic_code
        if row.item_code:
            return "local_code", row.item_code
        return "name", (row.name, row.item_type)

    def service_key(self, row):
        """By what the service is known: its code, its local code, or who does what."""
        if row.code:
            return "code", row.code[:31], row.handling
        if row.local_code:
            return "local_code", row.local_code
        pair = self.item_key(row), self.organ_key(row)
        return ("pair", *pair, row.service_name if self.pairs[pair] > 1 else "")

    def is_principal(self, key):
        name, code = key
        return self.principal[name] == code

    def parts(self, size):
        """The rows in parts of ``size``."""
        return [self.rows[at : at + size] for at in range(0, len(self.rows), size)]


class ItemImportPlan:
    """Compares some rows of a sheet with the catalogue of one hall.

    Organs are matched by credit code, then by name; items and services by national
    code, local code, then by name. Whoever imports the same sheet again finds
    everything unchanged.
    """

    def __init__(self, env, company, scope, rows):
        self.env = env
        self.company = company
        self.scope = scope
        self.rows = rows
        self.organs = self._match_organs()
        self.items = self._match_items()
        self.services = self._match_services()
        self.uncoded_organs = {
            organ: code
            for (_name, code), organ in self.organs.items()
            if organ and code and not organ.uscc
        }

    def _match_organs(self):
        """The organ of each key, the departments themselves before the bodies under
        them; an empty recordset where it has to be created."""
        scope = self.scope
        keys = dict.fromkeys(scope.organ_key(row) for row in self.rows)
        keys |= {(name, scope.principal[name]): None for name, _code in keys}
        Organ = self.env["yichuang.department"]
        known = Organ.search(
            Domain("company_id", "=", self.company.id)
            & (
                Domain("uscc", "in", [code for _name, code in keys if code])
                | Domain("name", "in", [name for name, _code in keys])
            )
        )
        by_code = {organ.uscc: organ for organ in known if organ.uscc}
        by_name = {organ.name: organ for organ in known}
        return {
            key: by_code.get(key[1])
            or (by_name.get(key[0], Organ) if scope.is_principal(key) else Organ)
            for key in sorted(keys, key=lambda key: not scope.is_principal(key))
        }

    def _match_items(self):
        Item = self.env["yichuang.item"].with_context(active_test=False)
        keys = dict.fromkeys(self.scope.item_key(row) for row in self.rows)
        wanted = defaultdict(list)
        for kind, value in keys:
            wanted[kind].append(value)
        known_locally = {
            key: self.scope.spokesman[key].item_code for key in keys if key[0] == "code"
        }
        wanted["local_code"] += filter(None, known_locally.values())
        found = Item.search(
            Domain("id", "in", known_ids(Item, "code", wanted["code"]))
            | Domain("id", "in", known_ids(Item, "local_code", wanted["local_code"]))
            | (
                Domain("code", "=", False)
                & Domain("local_code", "=", False)
                & Domain("id", "in", known_ids(Item, "name", dict(wanted["name"])))
            )
        )
        by_key = {}
        for item in found:
            for kind in ("code", "local_code"):
                if item[kind]:
                    by_key[kind, item[kind]] = item
            if not item.code and not item.local_code:
                by_key["name", (item.name, item.item_type)] = item
        for key, local_code in known_locally.items():
            item = by_key.get(("local_code", local_code))
            if item and not item.code:  # it gets its basic code by this sheet
                by_key.setdefault(key, item)
        return {key: by_key.get(key, Item.browse()) for key in keys}

    def _match_services(self):
        Service = self.env["yichuang.service"].with_context(active_test=False)
        keys = {self.scope.service_key(row): row for row in self.rows}
        uncoded = [row for row in keys.values() if not row.local_code]
        coded = defaultdict(list)
        for kind, value, *_rest in keys:
            coded[kind].append(value)
        found = Service.search(
            Domain("company_id", "=", self.company.id)
            & (
                Domain("id", "in", known_ids(Service, "code", coded["code"]))
                | Domain(
                    "id", "in", known_ids(Service, "local_code", coded["local_code"])
                )
                | (
                    Domain("item_id", "in", [self._item(row).id for row in uncoded])
                    & Domain(
                        "department_id", "in", [self._organ(row).id for row in uncoded]
                    )
                )
            )
        )
        by_key, by_pair = {}, defaultdict(list)
        for service in found:
            if service.code:
                by_key["code", service.code, service.handling_number] = service
            if service.local_code:
                by_key["local_code", service.local_code] = service
            else:
                by_pair[service.item_id, service.department_id].append(service)
        return {
            key: by_key.get(key)
            or self._paired(row, by_pair[self._item(row), self._organ(row)])
            for key, row in keys.items()
        }

    def _paired(self, row, candidates):
        """The service without a code of its own that a row of the same item and organ
        means: the one of this name, or the only one there is."""
        name = row.service_name or row.name
        if row.code or row.local_code:
            candidates = [service for service in candidates if not service.code]
        same = [service for service in candidates if service.name == name]
        alone = (
            len(candidates) == 1
            and self.scope.pairs[self.scope.item_key(row), self.scope.organ_key(row)]
            == 1
        )
        if row.local_code or not (same or alone):
            return self.env["yichuang.service"]
        return (same or candidates)[0]

    def _organ(self, row):
        return self.organs[self.scope.organ_key(row)]

    def _item(self, row):
        return self.items[self.scope.item_key(row)]

    def service(self, row):
        """The service of a row, empty as long as there is none."""
        return self.services[self.scope.service_key(row)]

    def action(self, row):
        """What happens to the service of a row: create, update or unchanged."""
        service = self.service(row)
        if not service:
            return "create"
        item, organ = self._item(row), self._organ(row)
        same = (
            item
            and organ
            and organ not in self.uncoded_organs
            and not self._changes(item, self._item_values(row))
            and not self._changes(service, self._service_values(row, item, organ))
        )
        return "unchanged" if same else "update"

    def defects(self):
        """What the catalogue itself forbids, in addition to the sheet's defects."""
        retyped = self.env["yichuang.item"].union(
            *(
                self._item(row)
                for row in self.rows
                if self._item(row).item_type not in (False, row.item_type)
            )
        )
        quoted = retyped._quoted()
        for row in self.rows:
            service, item, organ = self.service(row), self._item(row), self._organ(row)
            found = (row.number, "error")
            if item in quoted and item.item_type != row.item_type:
                yield item_sheet.Defect(
                    *found, "item_in_use", "type_name", row.type_name, item.name
                )
            if row.code and row.code[:18] != self._uscc(row):
                yield item_sheet.Defect(
                    *found, "organ_has_other_code", "code", row.code, self._uscc(row)
                )
            identity = service.item_id, service.department_id
            if service and identity != (item, organ) and service._has_history():
                yield item_sheet.Defect(
                    *found,
                    "service_in_use",
                    "department",
                    row.department,
                    service.department_id.name,
                )

    def _uscc(self, row):
        """The credit code that the organ of a row has, or will have."""
        return self._organ(row).uscc or self.scope.organ_key(row)[1]

    def missing(self):
        """Keys of the organs and of the items that would be created."""
        return (
            {key for key, organ in self.organs.items() if not organ},
            {key for key, item in self.items.items() if not item},
        )

    def _organ_values(self, key):
        name, code = key
        values = {"name": name, "uscc": code or False, "company_id": self.company.id}
        if not self.scope.is_principal(key):
            values["name"] = f"{name}（{code}）"
            values["parent_id"] = self.organs[name, self.scope.principal[name]].id
            values["nature"] = "authorised"
        return values

    def _item_values(self, row):
        row = self.scope.spokesman[self.scope.item_key(row)]
        values = {
            "name": row.name,
            "main_name": row.main_item,
            "item_type": row.item_type,
            "code": row.basic_code,
            "local_code": row.item_code,
        }
        return {name: value for name, value in values.items() if value}

    @staticmethod
    def _service_values(row, item, organ):
        values = {
            "item_id": item.id,
            "department_id": organ.id,
            "name": row.service_name or row.name,
            "local_code": row.local_code,
            "level": row.exercised_at,
            "handling_number": row.handling,
        }
        return {name: value for name, value in values.items() if value}

    @staticmethod
    def _changes(record, values):
        return {
            name: value
            for name, value in values.items()
            if (
                record[name].id if hasattr(record[name], "_ids") else record[name] or ""
            )
            != value
        }

    def perform(self, digest):
        """Create and update everything, in batches, in the caller's transaction.
        Returns the services created and those changed.

        :param digest: SHA-256 of the file, kept in the history of each service
        """
        self.create_organs()
        self._save_items()
        created, updated = self._save_services()
        touched = created | updated
        self.env["yichuang.event"]._append(
            (self.service(row), "import", {"file": digest, "row": row.number})
            for row in self.rows
            if self.service(row) in touched
        )
        return created, updated

    def create_organs(self):
        """Create the organs that the sheet names and the hall does not know.

        An editor may do this only here: the organ comes without members, so nobody
        gains a right by it. An organ without credit code gets that of the sheet.
        """
        for organ, code in self.uncoded_organs.items():
            organ.sudo().uscc = code
        Organ = self.env["yichuang.department"]
        for principal in (True, False):
            keys = [
                key
                for key, organ in self.organs.items()
                if not organ and self.scope.is_principal(key) is principal
            ]
            organs = Organ.sudo().create([self._organ_values(key) for key in keys])
            self.organs.update(zip(keys, organs.with_env(self.env), strict=True))

    def _save_items(self):
        rows = {self.scope.item_key(row): row for row in self.rows}
        new = [key for key, item in self.items.items() if not item]
        for key, item in self.items.items():
            changes = item and self._changes(item, self._item_values(rows[key]))
            if changes:
                item.write(changes)
        items = self.env["yichuang.item"].create(
            [self._item_values(rows[key]) for key in new]
        )
        self.items.update(zip(new, items, strict=True))

    def _save_services(self):
        Service = self.env["yichuang.service"]
        new, values, updated = [], [], []
        for row in self.rows:
            wanted = self._service_values(row, self._item(row), self._organ(row))
            service = self.service(row)
            if not service:
                new.append(self.scope.service_key(row))
                values.append(wanted)
            elif changes := self._changes(service, wanted):
                service.write(changes)
                updated.append(service.id)
        created = Service.create(values)
        self.services.update(zip(new, created, strict=True))
        return created, Service.browse(updated)
