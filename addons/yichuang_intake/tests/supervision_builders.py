"""Builders of cards: the breach is planted in the database, past every guard, and the
sweep finds it."""


class SupervisionBuilders:
    """Mixed into ``IntakeCase``."""

    @classmethod
    def plant(cls, record, **columns):
        """Write these columns as an import or an administrator of the database could;
        a value that is a str beginning with ``=`` is SQL."""
        cls.env.flush_all()
        sets, values = [], []
        for name, value in columns.items():
            if isinstance(value, str) and value.startswith("="):
                sets.append(f"{name} = {value[1:]}")
            else:
                sets.append(f"{name} = %s")
                values.append(value)
        cls.env.cr.execute(
            f"UPDATE {record._table} SET {', '.join(sets)} WHERE id = ANY(%s)",  # pylint: disable=sql-injection
            [*values, record.ids],
        )
        cls.env.invalidate_all()

    @classmethod
    def alert_rule(cls, code):
        """The rule of all halls on this subject."""
        return cls.env["yichuang.alert.rule"].search(
            [("code", "=", code), ("company_id", "=", False)]
        )

    @classmethod
    def sweep(cls, code):
        """The cards that looking for this subject raises."""
        alerts = cls.env["yichuang.alert"]
        before = alerts.search([("code", "=", code)])
        cls.alert_rule(code)._sweep()
        return alerts.search([("code", "=", code)]) - before

    @classmethod
    def overdue_case(cls, kind="promise", days=60, **values):
        """An accepted case whose time of this kind ran out days ago."""
        case = cls.accepted_case(**values)
        clock = case.clock_ids.filtered(lambda clock: clock.kind == kind)
        cls.plant(clock, due_on=f"=due_on - {days}", start_on=f"=start_on - {days}")
        return case

    @classmethod
    def raised_alert(cls, case=None):
        """A red card: the promise of a case is exceeded."""
        case = case or cls.overdue_case()
        return cls.sweep("promise_exceeded").filtered(lambda card: card.case_id == case)

    @classmethod
    def sent_alert(cls, case=None):
        """A red card on which the organ was sent a letter."""
        alert = cls.raised_alert(case)
        cls.alert_step(alert, cls.supervisor, "send_letter", "请说明超期原因并整改。")
        return alert

    @classmethod
    def alert_step(cls, alert, user, step, words, **values):
        """Take a step as the dialog does."""
        wizard = cls.env(user=user.id)["yichuang.alert.step"].create(
            {
                "alert_id": alert.id,
                "revision": alert.revision,
                "step": step,
                "words": words,
                **values,
            }
        )
        return wizard.action_confirm()
