"""What people are told about each defect of a sheet, and about files that are none."""


def file_fault(env, error):
    """Why the file cannot be read, in the language of ``env``."""
    limit = error.detail.get("limit")
    return {
        "too_large": env._(
            "The file is larger than %(limit)s MB. Split it and try again.", limit=limit
        ),
        "old_excel": env._(
            "This is a workbook of the old format (.xls). Open it and save it as .xlsx."
        ),
        "not_a_sheet": env._(
            "This is neither an .xlsx workbook nor a .csv text. Choose the list of "
            "items."
        ),
        "damaged": env._(
            "The file is damaged and cannot be read. Ask for it once more."
        ),
        "empty": env._(
            "The file has no rows below its headers. Choose the list of items."
        ),
        "too_many_rows": env._(
            "The sheet has more than %(limit)s rows. Split it.", limit=limit
        ),
        "too_many_lines": env._(
            "The workbook has more than %(limit)s lines below its first sheet. Split "
            "it.",
            limit=limit,
        ),
        "too_many_columns": env._(
            "The sheet has more than %(limit)s columns.", limit=limit
        ),
    }[error.reason]


def defect_templates(env):
    """For each kind of defect its sentence, with places for ``value`` and ``other``;
    looked up once for a whole sheet."""
    return {
        "missing_department": env._("The organ is missing."),
        "missing_name": env._("The name of the item is missing."),
        "missing_type": env._("The type of the item is missing."),
        "unknown_type": env._("“%(value)s” is no type of item (GB/T 39046)."),
        "type_mismatch": env._(
            "Type code and type name differ: by its code it is %(other)s."
        ),
        "missing_uscc": env._("The credit code of the organ is missing."),
        "missing_uscc_hint": env._(
            "The credit code of the organ is missing; the item code names %(other)s."
        ),
        "lower_case_uscc": env._(
            "The credit code has small letters; %(other)s is valid."
        ),
        "placeholder_uscc": env._("“%(value)s” stands in the place of a credit code."),
        "short_uscc": env._("The credit code “%(value)s” does not have 18 characters."),
        "bad_uscc_check": env._(
            "The check character of the credit code “%(value)s” is wrong (GB 32100)."
        ),
        "bad_uscc": env._("“%(value)s” is no credit code (GB 32100)."),
        "bad_code": env._(
            "“%(value)s” is no implementation code: credit code (18), level (1), basic "
            "code (12), and two digits more for a handling item."
        ),
        "bad_basic_code": env._("“%(value)s” is no basic code of 12 digits."),
        "basic_code_mismatch": env._(
            "The implementation code names another basic code (%(other)s) than this "
            "column."
        ),
        "level_mismatch": env._(
            "The implementation code names another level (%(other)s) than this column."
        ),
        "unknown_level": env._("“%(value)s” is no level of exercise (GB/T 39046)."),
        "organ_has_other_code": env._(
            "The code begins with another credit code than that of the organ "
            "(%(other)s)."
        ),
        "organ_mismatch": env._(
            "The item code names another organ (%(other)s) than this column."
        ),
        "odd_local_code": env._(
            "The item code “%(value)s” does not have the usual parts (item, division, "
            "organ, …), so it is taken whole."
        ),
        "duplicate_code": env._("Row %(other)s has the same item code."),
        "duplicate_name": env._(
            "Row %(other)s has the same name in the same organ; people cannot tell "
            "the two apart."
        ),
        "uscc_of_other_department": env._(
            "This credit code is that of %(other)s; the row is taken for the organ "
            "that it names."
        ),
        "bad_number": env._("%(other)s: “%(value)s” is no whole number."),
        "bad_date": env._("%(other)s: “%(value)s” is no date such as 2026-11-25."),
        "bad_flag": env._("%(other)s: “%(value)s” is neither 是 nor 否."),
        "unknown_choice": env._("%(other)s: “%(value)s” is not in the list."),
        "unknown_name": env._(
            "“%(other)s” is neither in this hall nor in the sheet. Enter it first, or "
            "correct the name."
        ),
        "unknown_sheet": env._(
            "The sheet %(value)s lacks the column 编号 or its first column."
        ),
        "duplicate_reference": env._(
            "Another row has the same 编号 (%(value)s), so nobody can tell whose the "
            "lines of the other sheets are."
        ),
        "orphan_line": env._(
            "%(other)s: no service of the first sheet has the 编号 “%(value)s”; the "
            "line is left out."
        ),
        "version_waiting": env._(
            "%(other)s is in review or waits for its day. Decide on it first, or send "
            "it back."
        ),
        "item_in_use": env._(
            "“%(other)s” stands in published versions, so its type cannot change."
        ),
        "service_in_use": env._(
            "The service belongs to %(other)s and has published versions, so it "
            "cannot move to another organ or item."
        ),
    }
