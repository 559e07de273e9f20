import base64
import signal

import pypdfium2

from odoo import Command
from odoo.tests import tagged

from ..process_case import ProcessCase

PAPERS = 12


@tagged("post_install", "-at_install")
class TestPrintRace(ProcessCase):
    """Two workers at the same jobs, and one that dies: every paper is there once."""

    def prepare(self, env):
        places = env["yichuang.exit.place"].create(
            [{"rack": "R", "slot": slot} for slot in range(1, PAPERS + 1)]
        )
        for place in places:
            self.keep(place)
        self.names = places.mapped("name")
        self.job = self.keep(
            env["yichuang.print.job"].create(
                {
                    "form": "place_label",
                    "user_id": env.uid,
                    "company_id": env.company.id,
                    "item_ids": [
                        Command.create({"res_id": place.id, "name": place.name})
                        for place in places
                    ],
                }
            )
        )
        for item in self.job.item_ids:
            self.keep(item)
        self.items = self.job.item_ids.ids

    def papers(self):
        """The text of each page of the finished file."""
        with self.committed() as env:
            job = self.job.with_env(env)
            self.assertEqual((job.state, job.failed), ("done", 0))
            pages = pypdfium2.PdfDocument(base64.b64decode(job.pdf))
            return [page.get_textpage().get_text_range() for page in pages]

    def everything_is_there_once(self):
        pages = self.papers()
        self.assertEqual(len(pages), PAPERS)
        for name, page in zip(self.names, pages, strict=True):
            self.assertIn(name, page)

    def test_two_stations_make_every_paper_once(self):
        stations = [self.start("station", self.job) for _ in range(2)]
        self.assertEqual([self.answer(one) for one in stations], ["ready", "ready"])
        for one in stations:
            one.stdin.write("now\n")
            one.stdin.flush()
        made = []
        for one in stations:
            while (said := self.answer(one)) != "end":
                word, item = said.split()
                self.assertEqual(word, "made")
                made.append(int(item))
        self.assertEqual(sorted(made), self.items)
        self.everything_is_there_once()

    def test_station_that_dies_loses_no_paper(self):
        station = self.start("stuck_station", self.job)
        self.assertEqual(self.answer(station).split()[0], "printing")
        station.send_signal(signal.SIGKILL)
        station.wait()
        with self.committed() as env:
            self.assertEqual(self.job.with_env(env).made, 1)
        other = self.start("station", self.job)
        self.assertEqual(self.answer(other), "ready")
        other.stdin.write("now\n")
        other.stdin.flush()
        made = []
        while (said := self.answer(other)) != "end":
            made.append(int(said.split()[1]))
        self.assertEqual(made, self.items[1:])
        self.everything_is_there_once()
