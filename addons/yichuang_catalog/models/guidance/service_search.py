from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from ...tools import chinese_search


class Service(models.Model):
    """How people find a service: by its names, its organ, what it is about and the
    situations it distinguishes."""

    _inherit = "yichuang.service"

    keywords = fields.Char(
        string="Also Known As",
        help="What people call it (俗称), separated by blanks: 开饭店 餐馆. The guide "
        "finds it by these words too.",
    )
    search_words = fields.Text(
        compute="_compute_search_words",
        store=True,
        index="trigram",
        help="Everything the public search looks at.",
    )

    @api.depends(
        "name",
        "keywords",
        "item_id.name",
        "item_id.main_name",
        "department_id.name",
        "subject_ids.name",
        "current_version_id",
    )
    def _compute_search_words(self):
        for service in self:
            version = service.current_version_id
            words = (
                service.name,
                service.keywords,
                service.item_id.name,
                service.item_id.main_name,
                service.department_id.name,
                *service.subject_ids.mapped("name"),
                service.code,
                service.local_code,
                version.result_name,
                *version.situation_ids.mapped("name"),
                *version.situation_ids.answer_ids.mapped("name"),
            )
            service.search_words = chinese_search.normal(
                "\n".join(dict.fromkeys(word for word in words if word))
            )

    @api.model
    def _guided(self):
        """The services of this hall that the public is served by."""
        return Domain("current_version_id", "!=", False) & self._own()

    @api.model
    def _resting(self):
        """The services of this hall that are suspended."""
        return Domain("suspended_version_id", "!=", False) & self._own()

    @api.model
    def _named(self, reference):
        """The service that a public address means: by its code, or the random word."""
        return (
            Domain("slug", "=", reference)
            | Domain("handling_code", "=", reference)
            | (Domain("code", "=", reference) & Domain("handling_number", "=", 0))
        )

    @api.model
    def _find_guided(self, reference):
        """The published service at a public address, empty when there is none."""
        return self.search(self._guided() & self._named(reference), limit=1)

    @api.model
    def _own(self):
        return Domain("department_id.active", "=", True) & Domain(
            "company_id", "=", self.env.company.id
        )

    @api.model
    def _search_public(self, query, domain, page, size):
        """The services that a person means by ``query``, best first.

        Every word must be found somewhere; a service whose name has them stands
        first. Where nothing has every word, those come that share most of the pairs
        of characters, the most alike first.

        :param page: from 1; the last page where there are not so many
        :return: the services of the page, how many there are in all, and whether they
            only resemble what was asked for
        """
        terms = chinese_search.terms(query)
        rank = [SQL("(%s) DESC", self._sql_like("name", term)) for term in terms]
        exact = domain & self._has_words(terms)
        found = self.search_count(exact)
        if found or not terms:
            return self._page(exact, (), rank, page, size, found), found, False
        pairs = chinese_search.pairs(query)
        likeness = SQL(" + ").join(
            SQL("(%s)::int", self._sql_like("search_words", pair)) for pair in pairs
        )
        enough = [SQL("(%s) * 2 > %s", likeness, len(pairs))]
        found = len(self._matching(domain, enough))
        rank = [SQL("(%s) DESC", likeness)]
        return self._page(domain, enough, rank, page, size, found), found, True

    @api.model
    def _has_words(self, terms):
        return Domain.AND(Domain("search_words", "ilike", term) for term in terms)

    @api.model
    def _sql_like(self, field, term):
        """Whether the field has the term, which consists of letters and digits."""
        return SQL("%s ILIKE %s", SQL.identifier(self._table, field), f"%{term}%")

    @api.model
    def _matching(self, domain, conditions):
        query = self._search(domain)
        for condition in conditions:
            query.add_where(condition)
        return query

    @api.model
    def _page(self, domain, conditions, rank, page, size, found):
        last = max(1, -(-found // size))
        query = self._matching(domain, conditions)
        order = [SQL.identifier(self._table, column) for column in ("name", "id")]
        query.order = SQL(", ").join([*rank, *order])
        query.limit, query.offset = size, (min(max(page, 1), last) - 1) * size
        return self.browse(query)
