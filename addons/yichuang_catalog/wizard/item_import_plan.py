"""What importing a sheet of items would do to the catalogue, and doing it."""

from odoo.fields import Domain

from ..tools import item_sheet

# Significant digits of a 12-digit division code → level of exercise (行使层级).
LEVELS = ((2, "2"), (4, "3"), (6, "4"), (9, "5"), (12, "6"))


class ItemImportPlan:
    """Compares rows with the catalogue of one hall.

    Organs are matched by credit code, then by name; items and services by local
    code, then by name. Whoever imports the same sheet again finds everything
    unchanged.
    """

    def __init__(self, env, company, rows):
        self.env = env
        self.company = company
        self.rows = rows
        self.owner = item_sheet.owners(rows)
        self.principal = item_sheet.principals(rows)
        self.organs = self._match_organs()
        self.items = self._match_items()
        self.services = self._match_services()

    def _organ_key(self, row):
        name, code = item_sheet.organ_of(row, self.owner)
        return name, code or self.principal[name]

    def _item_key(self, row):
        return row.item_code or (row.name, row.item_type)

    def _service_key(self, row):
        return row.local_code or (self._item_key(row), self._organ_key(row))

    def _is_principal(self, key):
        name, code = key
        return self.principal[name] == code

    def _match_organs(self):
        """The organ of each key, the departments themselves before the bodies under
        them; an empty recordset where it has to be created."""
        keys = dict.fromkeys(self._organ_key(row) for row in self.rows)
        keys |= {(name, self.principal[name]): None for name, _code in keys}
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
            or (by_name.get(key[0], Organ) if self._is_principal(key) else Organ)
            for key in sorted(keys, key=lambda key: not self._is_principal(key))
        }

    def _match_items(self):
        Item = self.env["yichuang.item"].with_context(active_test=False)
        keys = dict.fromkeys(self._item_key(row) for row in self.rows)
        codes = [key for key in keys if isinstance(key, str)]
        names = [key[0] for key in keys if not isinstance(key, str)]
        found = Item.search(
            Domain("local_code", "in", codes)
            | (Domain("local_code", "=", False) & Domain("name", "in", names))
        )
        by_key = {
            item.local_code or (item.name, item.item_type): item for item in found
        }
        return {key: by_key.get(key, Item.browse()) for key in keys}

    def _match_services(self):
        Service = self.env["yichuang.service"].with_context(active_test=False)
        codes = [row.local_code for row in self.rows if row.local_code]
        items = self.env["yichuang.item"].union(*self.items.values())
        found = Service.search(
            Domain("company_id", "=", self.company.id)
            & (
                Domain("local_code", "in", codes)
                | (
                    Domain("local_code", "=", False)
                    & Domain("item_id", "in", items.ids)
                )
            )
        )
        by_key = {
            service.local_code or (service.item_id, service.department_id): service
            for service in found
        }
        matched = {}
        for row in self.rows:
            organ, item = (
                self.organs[self._organ_key(row)],
                self.items[self._item_key(row)],
            )
            key = row.local_code or (item, organ)
            matched[self._service_key(row)] = by_key.get(key, Service.browse())
        return matched

    def actions(self):
        """What happens to the service of each row: create, update or unchanged."""
        return {row.number: self._action(row) for row in self.rows}

    def _action(self, row):
        service = self.services[self._service_key(row)]
        if not service:
            return "create"
        item, organ = self.items[self._item_key(row)], self.organs[self._organ_key(row)]
        same = (
            item
            and organ
            and not self._changes(item, self._item_values(row))
            and not self._changes(service, self._service_values(row, item, organ))
        )
        return "unchanged" if same else "update"

    def defects(self):
        """What the catalogue itself forbids, in addition to the sheet's defects."""
        quoted = self.env["yichuang.item"].union(*self.items.values())._quoted()
        for row in self.rows:
            service = self.services[self._service_key(row)]
            item = self.items[self._item_key(row)]
            organ = self.organs[self._organ_key(row)]
            found = (row.number, "error")
            if item in quoted and item.item_type != row.item_type:
                yield item_sheet.Defect(
                    *found, "item_in_use", "type_name", row.type_name, item.name
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

    def counts(self):
        """How many organs and items would be created."""
        return (
            sum(not organ for organ in self.organs.values()),
            sum(not item for item in self.items.values()),
        )

    def _organ_values(self, key):
        name, code = key
        values = {"name": name, "uscc": code or False, "company_id": self.company.id}
        if not self._is_principal(key):
            values["name"] = f"{name}（{code}）"
            values["parent_id"] = self.organs[name, self.principal[name]].id
            values["nature"] = "authorised"
        return values

    def _item_values(self, row):
        values = {
            "name": row.name,
            "main_name": row.main_item,
            "item_type": row.item_type,
            "local_code": row.item_code,
        }
        return {name: value for name, value in values.items() if value}

    def _service_values(self, row, item, organ):
        values = {
            "item_id": item.id,
            "department_id": organ.id,
            "name": row.name,
            "local_code": row.local_code,
            "level": self._level(row.area_code),
        }
        return {name: value for name, value in values.items() if value}

    @staticmethod
    def _level(area):
        """The level of exercise that a division code stands for, if any."""
        digits = area.rstrip("0")
        if not area.isdecimal() or not digits:
            return None
        return next((level for size, level in LEVELS if len(digits) <= size), None)

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
        """Create and update everything, in batches; the caller's transaction makes
        it all or nothing. Returns the services touched.

        :param digest: SHA-256 of the file, kept in the history of each service
        """
        self._create_organs()
        self._save_items()
        created, updated = self._save_services()
        rows = {self._service_key(row): row.number for row in self.rows}
        touched = created | updated
        self.env["yichuang.event"]._append(
            (service, "import", {"file": digest, "row": rows[key]})
            for key, service in self.services.items()
            if service in touched
        )
        return created, updated

    def _create_organs(self):
        """Create the organs that the sheet names and the hall does not know.

        An editor may do this only here: the organ comes without members, so nobody
        gains a right by it.
        """
        Organ = self.env["yichuang.department"]
        for principal in (True, False):
            keys = [
                key
                for key, organ in self.organs.items()
                if not organ and self._is_principal(key) is principal
            ]
            organs = Organ.sudo().create([self._organ_values(key) for key in keys])
            self.organs.update(zip(keys, organs.with_env(self.env), strict=True))

    def _save_items(self):
        rows = {}
        for row in self.rows:
            rows.setdefault(self._item_key(row), row)
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
        new, values, updated = [], [], Service
        for row in self.rows:
            key = self._service_key(row)
            item = self.items[self._item_key(row)]
            organ = self.organs[self._organ_key(row)]
            wanted = self._service_values(row, item, organ)
            service = self.services[key]
            if not service:
                new.append(key)
                values.append(wanted)
            elif changes := self._changes(service, wanted):
                service.write(changes)
                updated |= service
        created = Service.create(values)
        self.services.update(zip(new, created, strict=True))
        return created, updated
