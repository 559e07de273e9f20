"""What people are told about each defect of a sheet, and about files that are none."""

from odoo.tools.translate import LazyTranslate

_lt = LazyTranslate(__name__)

FILE_FAULTS = {
    "too_large": _lt("The file is larger than %(limit)s MB. Split it and try again."),
    "old_excel": _lt(
        "This is a workbook of the old format (.xls). Open it and save it as .xlsx."
    ),
    "not_a_sheet": _lt(
        "This is neither an .xlsx workbook nor a .csv text. Choose the list of items."
    ),
    "damaged": _lt("The file is damaged and cannot be read. Ask for it once more."),
    "empty": _lt("The file has no rows below its headers. Choose the list of items."),
    "too_many_rows": _lt("The sheet has more than %(limit)s rows. Split it."),
    "too_many_columns": _lt("The sheet has more than %(limit)s columns."),
}

DEFECTS = {
    "missing_department": _lt("The organ is missing."),
    "missing_name": _lt("The name of the item is missing."),
    "missing_type": _lt("The type of the item is missing."),
    "unknown_type": _lt("“%(value)s” is no type of item (GB/T 39046)."),
    "type_mismatch": _lt(
        "Type code and type name differ: by its code it is %(other)s."
    ),
    "missing_uscc": _lt("The credit code of the organ is missing."),
    "missing_uscc_hint": _lt(
        "The credit code of the organ is missing; the item code names %(other)s."
    ),
    "lower_case_uscc": _lt("The credit code has small letters; %(other)s is valid."),
    "placeholder_uscc": _lt("“%(value)s” stands in the place of a credit code."),
    "short_uscc": _lt("The credit code “%(value)s” does not have 18 characters."),
    "bad_uscc_check": _lt(
        "The check character of the credit code “%(value)s” is wrong (GB 32100)."
    ),
    "bad_uscc": _lt("“%(value)s” is no credit code (GB 32100)."),
    "organ_mismatch": _lt(
        "The item code names another organ (%(other)s) than this column."
    ),
    "odd_local_code": _lt(
        "The item code “%(value)s” does not have the usual parts (item, division, "
        "organ, …), so it is taken whole."
    ),
    "duplicate_code": _lt("Row %(other)s has the same item code."),
    "duplicate_name": _lt(
        "Row %(other)s has the same name in the same organ; people cannot tell the two "
        "apart."
    ),
    "uscc_of_other_department": _lt(
        "This credit code is that of %(other)s; the row is taken for the organ that "
        "it names."
    ),
    "service_in_use": _lt(
        "The service belongs to %(other)s and has published versions, so it cannot "
        "move to another organ or item."
    ),
}
