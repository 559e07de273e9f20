"""Builders for the figures."""


class FigureBuilders:
    """Differences that the recount of the figures found."""

    @classmethod
    def open_incident(cls):
        """One that nobody has explained yet."""
        run = cls.env["yichuang.figure.run"].create({"kind": "recount"})
        return cls.env["yichuang.figure.incident"]._create_guarded(
            [
                {
                    "run_id": run.id,
                    "kind": "rollup",
                    "day": "2026-05-06",
                    "company_id": cls.env.company.id,
                    "measure": "decided",
                    "stated": 5,
                    "counted": 4,
                }
            ]
        )

    @classmethod
    def explained_incident(cls):
        """One that a manager has explained."""
        incident = cls.open_incident()
        incident.with_user(cls.manager).explanation = "数据库恢复后汇总未重算。"
        incident.with_user(cls.manager).action_explain()
        return incident
