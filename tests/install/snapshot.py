"""What a database consists of, in a form two states can be compared in."""

from contextlib import closing, contextmanager

import psycopg2

# Structure, each query giving one line of text per thing
STRUCTURE = {
    "column": """
        SELECT table_name || '.' || column_name || ' ' || data_type || ' '
               || is_nullable || ' ' || coalesce(column_default, '')
          FROM information_schema.columns WHERE table_schema = 'public'""",
    "index": "SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'",
    "constraint": """
        SELECT conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid)
          FROM pg_constraint WHERE connamespace = 'public'::regnamespace""",
    "trigger": "SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal",
    "function": """
        SELECT p.oid::regprocedure || ' ' || md5(p.prosrc) FROM pg_proc p
         WHERE p.pronamespace = 'public'::regnamespace
           AND NOT EXISTS (SELECT FROM pg_depend
                            WHERE objid = p.oid AND deptype = 'e')""",
    "relation": """
        SELECT relkind::text || ' ' || relname FROM pg_class
         WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'v', 'm', 'S')
    """,
}
# Records by which a module shows itself in Odoo, beside its own tables
RECORDS = (
    "ir_act_report_xml",
    "ir_act_server",
    "ir_act_url",
    "ir_act_window",
    "ir_asset",
    "ir_cron",
    "ir_model",
    "ir_model_access",
    "ir_model_constraint",
    "ir_model_data",
    "ir_model_fields",
    "ir_model_fields_selection",
    "ir_rule",
    "ir_sequence",
    "ir_ui_menu",
    "ir_ui_view",
    "mail_message_subtype",
    "report_paperformat",
    "res_groups",
    "res_groups_privilege",
)
# Says when, not what; arch_prev is Odoo's copy of a view for undoing an edit
VOLATILE = (
    "write_date",
    "write_uid",
    "create_date",
    "create_uid",
    "nextcall",
    "lastcall",
    "last_update",
    "arch_updated",
    "arch_prev",
)


@contextmanager
def cursor(name: str):
    """A cursor on a connection that is closed afterwards, for the next step may copy
    the database, which PostgreSQL allows only when nobody is in it."""
    with closing(psycopg2.connect(dbname=name)) as connection:
        yield connection.cursor()


def structure(name: str) -> dict[str, set[str]]:
    """Tables, columns, indexes, constraints, triggers, functions."""
    with cursor(name) as cr:
        found = {}
        for kind, query in STRUCTURE.items():
            cr.execute(query)
            found[kind] = {row[0] for row in cr.fetchall()}
        return found


def records(name: str) -> dict[str, set[str]]:
    """Content of our tables and of Odoo's registers, without dates."""
    with cursor(name) as cr:
        cr.execute(
            """SELECT relname FROM pg_class WHERE relkind = 'r'
                AND relnamespace = 'public'::regnamespace
                AND (relname LIKE 'yichuang%%' OR relname = ANY(%s))""",
            [list(RECORDS)],
        )
        found = {}
        for (table,) in cr.fetchall():
            cr.execute(
                f'SELECT (to_jsonb(t) - %s)::text FROM "{table}" t', [list(VOLATILE)]
            )
            found[table] = {row[0] for row in cr.fetchall()}
        return found


def names(name: str) -> dict[str, set[str]]:
    """Registers without ids: what is called so, to see what an uninstall leaves."""
    queries = {
        # Not what Odoo's own modules note about fields they add to any model: such
        # notes stay behind whatever module goes, pointing at nothing.
        "external ids": "SELECT module || '.' || name FROM ir_model_data"
        " WHERE module LIKE 'yichuang%'",
        "models": "SELECT model FROM ir_model",
        "fields": "SELECT model || '.' || name FROM ir_model_fields",
        "views": "SELECT model || ' ' || name || ' ' || coalesce(key, '')"
        " FROM ir_ui_view WHERE coalesce(key, '') NOT LIKE 'gen_key.%'",
        "menus": "SELECT name->>'en_US' || ' ' || coalesce(action, '')"
        " FROM ir_ui_menu WHERE parent_id IS NULL",
        "jobs": "SELECT cron_name FROM ir_cron",
        "rules": "SELECT name FROM ir_rule",
        "groups": "SELECT name->>'en_US' FROM res_groups",
        "privileges": "SELECT name->>'en_US' FROM res_groups_privilege",
        "categories": "SELECT name->>'en_US' FROM ir_module_category"
        " WHERE name->>'en_US' NOT LIKE 'Government%'",
        "reports": "SELECT report_name FROM ir_act_report_xml",
        "assets": "SELECT path FROM ir_asset",
        "sequences": "SELECT code FROM ir_sequence",
        "settings": "SELECT key FROM ir_config_parameter WHERE key LIKE 'yichuang%'",
        "attachments": "SELECT res_model || ' ' || coalesce(res_field, '')"
        " FROM ir_attachment WHERE res_model LIKE 'yichuang%'",
    }
    with cursor(name) as cr:
        found = {}
        for kind, query in queries.items():
            cr.execute(query)
            found[kind] = {row[0] for row in cr.fetchall() if row[0]}
        return found


def difference(before: dict[str, set[str]], after: dict[str, set[str]]) -> list[str]:
    """Lines saying what went and what came, each at most so long as to be read."""
    lines = []
    for kind in sorted({*before, *after}):
        old, new = before.get(kind, set()), after.get(kind, set())
        lines += [f"{kind}: - {item[:300]}" for item in sorted(old - new)]
        lines += [f"{kind}: + {item[:300]}" for item in sorted(new - old)]
    return lines
