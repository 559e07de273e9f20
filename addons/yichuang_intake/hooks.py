"""What happens when the module goes."""

from odoo.tools import SQL

# What steps have given out on cases: it goes before the cases, whose sample records
# could not be deleted while something stored is derived from them.
GIVEN_OUT = (
    "yichuang_document_file",
    "yichuang_document",
    "yichuang_case_special",
    "yichuang_case_extension",
)


def uninstall_hook(env):
    """Leave no table or sample record behind."""
    env["yichuang.uninstall"]._prepare("yichuang_intake")
    for table in GIVEN_OUT:
        env.cr.execute(SQL("DELETE FROM %s", SQL.identifier(table)))
    env.invalidate_all()
