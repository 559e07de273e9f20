"""A screen that loses its network is right again when it is back, without a reload."""

from unittest.mock import patch

from odoo.tests import HttpCase, tagged
from odoo.tests.common import ChromeBrowser

from odoo.addons.bus.websocket import ConnectionState, _websocket_instances

from ..common import IntakeCase

ASK = "hall: "
SHOWN = """
    [...document.querySelectorAll(".o_yichuang_queue_call .o_yichuang_queue_number")]
        .map((cell) => cell.textContent)
"""
# The page asks the test to cut the network and to call a number meanwhile.
JOURNEY = f"""
    const shown = () => {SHOWN}.join();
    const lost = () => !document
        .querySelector(".o_yichuang_queue_lost").classList.contains("d-none");
    const until = (what, test) => new Promise((done) => {{
        const look = () => (test() ? done(console.log(what)) : setTimeout(look, 50));
        look();
    }});
    (async () => {{
        window.sameAsBefore = true;
        await until("nothing is called", () => shown() === "");
        // Heard once its live connection is open; while opening, it may overhear one.
        const asking = setInterval(() => console.log("{ASK}cut"), 1000);
        await until("the screen says that it is cut off", lost);
        clearInterval(asking);
        console.log("{ASK}call");
        await until("it is cut off still", () => shown() === "" && lost());
        console.log("{ASK}mend");
        await until("it is right", () => shown() === "Q001" && !lost());
        console.log(window.sameAsBefore ? "test successful" : "it was loaded anew");
    }})();
"""
RELOADED = f"""
    const look = () => {SHOWN}.join() === "Q001"
        ? console.log("test successful") : setTimeout(look, 50);
    look();
"""
# It has shown what it fetched when it started.
READY = "Boolean(document.querySelector('.o_yichuang_queue_screen[data-state]'))"


@tagged("post_install", "-at_install", "slow")
class TestScreenLost(IntakeCase, HttpCase):
    def setUp(self):
        super().setUp()
        self.queue = self.zone()
        self.seat = self.open_shift(self.window("901"))
        self.waiting_ticket(self.queue)
        original = ChromeBrowser._handle_console

        def listen(browser, type, args=None, stackTrace=None, **kw):
            text = str((args or [{}])[0].get("value", ""))
            if text.startswith(ASK):
                self.answer(browser, text.removeprefix(ASK))
            return original(browser, type, args, stackTrace, **kw)

        patcher = patch.object(ChromeBrowser, "_handle_console", listen)
        patcher.start()
        self.addCleanup(patcher.stop)

    def answer(self, browser, wish):
        if wish == "cut" and not any(
            one.state is ConnectionState.OPEN for one in list(_websocket_instances)
        ):
            return  # Odoo's script for it may be on its way; the page asks again
        if wish == "call":
            # A cursor of its own waits, as a request does, for what is on its way.
            with self.registry.cursor() as cr:
                self.call_next(self.seat.with_env(self.env(cr=cr)))
            return
        unbounded = {"latency": 0, "downloadThroughput": -1, "uploadThroughput": -1}
        for offline in (False, True) if wish == "cut" else (False,):
            browser._websocket_send(
                "Network.emulateNetworkConditions",
                params={"offline": offline, **unbounded},
            )

    def lose(self, address):
        self.browser_js(address, JOURNEY, READY, timeout=60)
        self.env.invalidate_all()
        self.assertEqual(self.seat._current_ticket().number, "Q001")
        self.browser_js(address, RELOADED, READY, timeout=60)

    def test_wall_that_was_cut_off(self):
        self.lose(f"/queue/{self.queue.wall_token}")

    def test_window_screen_that_was_cut_off(self):
        self.lose(f"/queue/window/{self.seat.window_id.screen_token}")
