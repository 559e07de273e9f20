from odoo import fields, models


class Subject(models.Model):
    """A subject by which people look for services (主题分类): separate lists for
    natural persons and for legal persons."""

    _name = "yichuang.subject"
    _description = "Subject"
    _order = "kind, sequence, id"
    _rec_names_search = ["name", "code"]

    name = fields.Char(required=True, help="主题名称")
    kind = fields.Selection(
        selection=[
            ("natural", "Natural Persons"),
            ("legal", "Legal Persons and Organisations"),
        ],
        required=True,
        default="natural",
        help="面向自然人主题分类, 面向法人主题分类",
    )
    code = fields.Char(help="The code that the province's platform gives it.")
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)

    _name_uniq = models.UniqueIndex(
        "(kind, name)", "This subject is in the list already."
    )
    _code_uniq = models.UniqueIndex(
        "(kind, code) WHERE code <> ''", "Another subject has this code."
    )
    _default_order_idx = models.Index("(kind, sequence, id)")
