from odoo import api, fields, models


class Law(models.Model):
    """An article of law that an item, a version or a decision rests on.

    One row per article used, so that what is cited can be shown word for word.
    """

    _name = "yichuang.law"
    _description = "Legal basis"
    _inherit = ["yichuang.quoted"]
    _order = "name, article, id"
    _rec_names_search = ["name", "article", "number"]
    _quoted_by = "law_ids"
    _quoted_fields = ("name", "number", "article", "text")

    name = fields.Char(
        required=True,
        index="trigram",
        help="Full title without book-title marks (法律法规名称).",
    )
    number = fields.Char(
        index="trigram", help="Number of the promulgating document (文号)."
    )
    issuer = fields.Char(help="Who promulgated it (颁布机关).")
    effective_on = fields.Date(help="The day it came into force (实施日期).")
    article = fields.Char(
        index="trigram", help="The article relied on (条款), such as 第四十二条."
    )
    text = fields.Text(help="The wording of the article (条款内容).")
    active = fields.Boolean(default=True)

    _article_uniq = models.UniqueIndex(
        "(name, (COALESCE(article, '')))",
        "This article is in the catalogue already. Use the row that is there.",
    )
    _default_order_idx = models.Index("(name, article, id)")

    @api.depends("name", "article")
    def _compute_display_name(self):
        for law in self:
            title = f"《{law.name}》" if law.name else ""
            law.display_name = f"{title}{law.article or ''}"
