"""The catalogue for machines: published content, by CPSV-AP 3.2, and nothing else."""

from pathlib import Path
from unittest.mock import patch

from pyshacl import validate
from rdflib import RDF, Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCTERMS

from odoo import SUPERUSER_ID
from odoo.tests import HttpCase, tagged
from odoo.tools import file_path

from ...controllers import exchange
from ..common import CatalogueCase

CPSV = Namespace("http://purl.org/vocab/cpsv#")
CV = Namespace("http://data.europa.eu/m8g/")
SHAPES = Path(file_path("yichuang_catalog/tests/data/cpsv_ap_3.2_shacl.ttl"))


@tagged("post_install", "-at_install")
class TestExchangePages(HttpCase, CatalogueCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.service = cls.published_service(
            item_name="关联数据事项",
            fee_charged=True,
            fee_ids=[
                (0, 0, {"name": "工本费", "standard": "10 元", "basis": "《测试用法》"})
            ],
        )
        cls.draft = cls.draft_version(item_name="未公布事项").service_id

    def graph(self, url):
        response = self.url_open(url)
        self.assertEqual(response.status_code, 200)
        self.assertEqual(response.headers["Content-Type"], "text/turtle; charset=utf-8")
        return Graph().parse(data=response.text, format="turtle")

    def test_the_catalogue_fits_the_published_shapes(self):
        data = self.graph("/services/catalogue.ttl")
        conforms, _report, text = validate(data, shacl_graph=Graph().parse(SHAPES))
        self.assertTrue(conforms, text)
        titles = set(data.objects(None, DCTERMS.title))
        self.assertIn(Literal("关联数据事项", lang="zh"), titles)
        self.assertNotIn(Literal("未公布事项", lang="zh"), titles)

    def test_a_service_is_told_with_its_organ_law_materials_fee_and_result(self):
        reference = self.service._public_reference()
        data = self.graph(f"/services/{reference}/cpsv.ttl")
        (service,) = data.subjects(RDF.type, CPSV.PublicService)
        self.assertEqual(
            len(list(data.objects(service, CPSV.hasInput))),
            len(self.service.current_version_id.material_line_ids),
        )
        for predicate in (
            CV.hasCompetentAuthority,
            CV.hasLegalResource,
            CV.hasCost,
            CV.hasChannel,
            CPSV.produces,
            CPSV.follows,
        ):
            with self.subTest(predicate=predicate):
                self.assertTrue(list(data.objects(service, predicate)))
        self.assertFalse(list(data.objects(service, CV.processingTime)))

    def test_drafts_retired_versions_and_people_are_not_told(self):
        for slug in (self.draft.slug, "nothing"):
            response = self.url_open(f"/services/{slug}/cpsv.ttl")
            self.assertEqual(response.status_code, 404)
        text = self.url_open("/services/catalogue.ttl").text
        for user in (self.editor, self.approver):
            self.assertNotIn(user.name, text)
            self.assertNotIn(user.login, text)
        version = self.service.current_version_id
        version.with_user(SUPERUSER_ID)._transition("retire", {"reason": "测试"})
        self.assertNotIn("关联数据事项", self.url_open("/services/catalogue.ttl").text)

    def test_what_has_not_changed_is_not_sent_again(self):
        first = self.url_open("/services/catalogue.ttl")
        headers = {"If-None-Match": first.headers["ETag"]}
        again = self.url_open("/services/catalogue.ttl", headers=headers)
        self.assertEqual((again.status_code, again.content), (304, b""))
        self.assertIn("max-age", again.headers["Cache-Control"])
        other = self.published_service(item_name="又一个事项")
        self.env.flush_all()
        third = self.url_open("/services/catalogue.ttl", headers=headers)
        self.assertEqual(third.status_code, 200)
        self.assertIn(other.name, third.text)

    def test_long_catalogues_come_in_pages_that_name_the_next(self):
        self.published_service(item_name="第二个关联数据事项")
        with patch.object(exchange, "PAGE", 1):
            first = self.url_open("/services/catalogue.ttl")
            self.assertIn('?page=2>; rel="next"', first.headers["Link"])
            second = self.graph("/services/catalogue.ttl?page=2")
        self.assertEqual(len(list(second.subjects(RDF.type, CPSV.PublicService))), 1)
        for page in ("0", "-1", "x", "9999"):
            with self.subTest(page=page):
                response = self.url_open(f"/services/catalogue.ttl?page={page}")
                self.assertEqual(response.status_code, 404)

    def test_the_number_of_queries_does_not_grow_with_the_services(self):
        services = self.env["yichuang.service"]
        for number in range(6):
            services |= self.published_service(item_name=f"多个事项{number}")
        describe = exchange.describe
        counts = []
        for some in (services[:2], services):
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            for service in some.sudo():
                describe(service, "https://hall.example")
            counts.append(self.cr.sql_log_count - before)
        self.assertLessEqual(counts[1], counts[0] + 2)

    def test_addresses_are_those_of_the_site(self):
        base = self.env["ir.config_parameter"].sudo().get_param("web.base.url")
        data = self.graph("/services/catalogue.ttl")
        for service in data.subjects(RDF.type, CPSV.PublicService):
            self.assertIsInstance(service, URIRef)
            self.assertTrue(str(service).startswith(f"{base}/services/"))
