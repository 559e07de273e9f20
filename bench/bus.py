"""Wall screens on one server, over the bus and by asking again and again.

Every screen holds a websocket to ``/websocket`` and waits for the calls of its zone;
the rival is the same screens asking for the state of the queue every two seconds, as
pages without a bus do. A thread takes numbers at the kiosk; each makes every screen
change. Told are how long a change takes to be on the screens, how many screens showed
it in time, and what the server did for it. Two hundred are told; as so many asking wear
a server down, fewer ask as well. Every series ends: a change that is not shown within
``LONGEST`` is not shown, a request not answered within ``PATIENCE`` has failed, and
after ``SERIES`` no further change is made.
Run with ``script/bench bus``, which gives port and addresses.

    python bench/bus.py PORT
"""

import base64
import http.client
import json
import math
import os
import re
import socket
import statistics
import struct
import subprocess
import sys
import threading
import time
from typing import NamedTuple

SCREENS, CALLS, EVERY = 200, 10, 2.0
# Seconds: after so many a change counts as not shown, a request as failed, and no
# further change of a series is made.
LONGEST, PATIENCE, SERIES = 20.0, 20.0, 120.0
ASKERS = (20, 50, 100, SCREENS)
ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
DATABASE = os.environ["BENCH_DATABASE"]
WAITING = """SELECT count(*) FROM yichuang_ticket ticket
    JOIN yichuang_zone zone ON zone.id = ticket.zone_id
    WHERE zone.wall_token = '{wall}' AND ticket.state = 'waiting'
    AND ticket.day = (now() AT TIME ZONE 'Asia/Shanghai')::date"""


class Screen:
    """A browser's websocket: subscribe, then note when each message arrives."""

    def __init__(self, port, version, channel):
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=60)
        key = base64.b64encode(os.urandom(16)).decode()
        self.socket.sendall(
            (
                f"GET /websocket?version={version} HTTP/1.1\r\n"
                f"Host: 127.0.0.1:{port}\r\nUpgrade: websocket\r\n"
                f"Connection: Upgrade\r\nSec-WebSocket-Key: {key}\r\n"
                f"Origin: http://127.0.0.1:{port}\r\nSec-WebSocket-Version: 13\r\n\r\n"
            ).encode()
        )
        self.buffer = b""
        while b"\r\n\r\n" not in self.buffer:
            self.buffer += self.socket.recv(4096)
        head, self.buffer = self.buffer.split(b"\r\n\r\n", 1)
        if b" 101 " not in head.split(b"\r\n")[0]:
            raise RuntimeError(head.decode())
        self.send(
            {"event_name": "subscribe", "data": {"channels": [channel], "last": 0}}
        )
        self.moments = []
        threading.Thread(target=self.listen, daemon=True).start()

    def close(self):
        # While a thread listens, closing alone would leave the connection open, and the
        # screen would be told on, beside those that ask.
        self.socket.shutdown(socket.SHUT_RDWR)
        self.socket.close()

    def send(self, message):
        data, mask = json.dumps(message).encode(), os.urandom(4)
        size = (
            struct.pack("!BB", 0x81, 0x80 | len(data))
            if len(data) < 126
            else struct.pack("!BBH", 0x81, 0x80 | 126, len(data))
        )
        self.socket.sendall(
            size + mask + bytes(byte ^ mask[i % 4] for i, byte in enumerate(data))
        )

    def read(self, count):
        while len(self.buffer) < count:
            more = self.socket.recv(65536)
            if not more:
                raise ConnectionError
            self.buffer += more
        found, self.buffer = self.buffer[:count], self.buffer[count:]
        return found

    def listen(self):
        try:
            while True:
                kind, size = self.read(2)
                size &= 0x7F
                if size == 126:
                    size = struct.unpack("!H", self.read(2))[0]
                elif size == 127:
                    size = struct.unpack("!Q", self.read(8))[0]
                payload = self.read(size)
                if kind & 0x0F == 1 and b"yichuang_queue" in payload:
                    now = time.perf_counter()
                    self.moments += [now] * len(json.loads(payload))
        except (OSError, ConnectionError):
            return


class Asker(threading.Thread):
    """A page without a bus: asks for the state every two seconds, one request at a
    time. One that is not answered within ``PATIENCE`` has failed."""

    def __init__(self, port, path, offset):
        super().__init__(daemon=True)
        self.port, self.path, self.offset = port, path, offset
        self.seen, self.requests, self.failed = {}, 0, 0
        self.stopped = threading.Event()

    def run(self):
        self.stopped.wait(self.offset)
        connection = http.client.HTTPConnection(
            "127.0.0.1", self.port, timeout=PATIENCE
        )
        while not self.stopped.is_set():
            start = time.perf_counter()
            try:
                connection.request("GET", self.path)
                waiting = json.loads(connection.getresponse().read())["waiting"]
                self.seen.setdefault(waiting, time.perf_counter())
            except (http.client.HTTPException, OSError, ValueError, KeyError):
                # A server that is too busy hangs up; the page tries again.
                connection.close()
                self.failed += 1
            self.requests += 1
            self.stopped.wait(max(0, EVERY - (time.perf_counter() - start)))


def addresses():
    """Tokens of a zone of the sample hall, read inside Odoo."""
    code = (
        "zone = env.ref('yichuang_intake.demo_zone_all')\n"
        "print('TOKENS', zone.wall_token, zone.kiosk_token)\n"
    )
    command = [f"{ROOT}/script/odoo", "shell", "-d", DATABASE, "--no-http"]
    output = subprocess.run(
        command, input=code, capture_output=True, text=True, check=True
    ).stdout
    return re.search(r"TOKENS (\S+) (\S+)", output).groups()


class Kiosk:
    """Takes numbers, as people do."""

    def __init__(self, port, token):
        self.connection = http.client.HTTPConnection(
            "127.0.0.1", port, timeout=PATIENCE
        )
        self.path = f"/queue/kiosk/{token}"
        self.connection.request("GET", self.path)
        answer = self.connection.getresponse()
        cookies = " ".join(answer.headers.get_all("Set-Cookie"))
        self.cookie = re.search(r"session_id=[^;]+", cookies)[0]
        page = answer.read().decode()
        self.csrf = re.search(r'name="csrf_token"\s+value="([^"]+)"', page)[1]

    def take(self):
        self.connection.close()
        self.connection.request(
            "POST",
            self.path,
            f"csrf_token={self.csrf}",
            {
                "Cookie": self.cookie,
                "Content-Type": "application/x-www-form-urlencoded",
            },
        )
        answer = self.connection.getresponse()
        answer.read()
        if answer.status not in (302, 303):
            raise http.client.HTTPException(f"the kiosk answered {answer.status}")
        return time.perf_counter()


def version(port):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("GET", "/web/login")
    page = connection.getresponse().read().decode()
    return re.search(r'"websocket_worker_version":\s*"([^"]+)"', page)[1]


def waiting_now(wall):
    """How many numbers wait, as the database says; a busy server is not asked."""
    return int(
        subprocess.run(
            ["psql", "-Atd", DATABASE, "-c", WAITING.format(wall=wall)],
            capture_output=True,
            text=True,
            check=True,
        ).stdout
    )


def patiently(take):
    """Try again where a server that is too busy hangs up, as people do, for a while."""
    until = time.perf_counter() + LONGEST
    while time.perf_counter() < until:
        try:
            return take()
        except (http.client.HTTPException, OSError):
            time.sleep(0.2)
    return None


def over_bus(port, wall, kiosk):
    """Seconds until each of the screens has shown each call."""
    known = version(port)
    screens = [
        Screen(port, known, f"yichuang_queue_{wall}") for _index in range(SCREENS)
    ]
    time.sleep(3)
    delays = []
    for _index in range(CALLS):
        before = [len(screen.moments) for screen in screens]
        taken = kiosk.take()
        waiting = dict(zip(screens, before, strict=True))
        while waiting and time.perf_counter() - taken < LONGEST:
            time.sleep(0.05)
            for screen in [one for one in waiting if len(one.moments) > waiting[one]]:
                shown = screen.moments[waiting.pop(screen)]
                delays.append(max(0.0, shown - taken))
        time.sleep(EVERY)
    for screen in screens:
        screen.close()
    return Found(SCREENS, CALLS, delays, CALLS, 0)


def by_asking(port, wall, kiosk, count):
    """The same by this many that ask."""
    askers = [
        Asker(port, f"/queue/{wall}/state", index * EVERY / count)
        for index in range(count)
    ]
    for asker in askers:
        asker.start()
    time.sleep(2 * EVERY)
    delays, calls, end = [], 0, time.perf_counter() + SERIES
    while calls < CALLS and time.perf_counter() < end:
        calls += 1
        taken = patiently(kiosk.take)
        if not taken:
            continue  # the person at the kiosk got no number: nobody is shown it
        wanted = waiting_now(wall)
        while time.perf_counter() - taken < LONGEST and not all(
            first(asker, wanted) for asker in askers
        ):
            time.sleep(0.1)
        shown = [first(asker, wanted) for asker in askers]
        delays += [
            max(0.0, moment - taken)
            for moment in shown
            if moment and moment - taken <= LONGEST
        ]
    for asker in askers:
        asker.stopped.set()
    for asker in askers:
        asker.join(PATIENCE + EVERY)
    return Found(
        count,
        calls,
        delays,
        sum(asker.requests for asker in askers),
        sum(asker.failed for asker in askers),
    )


def first(asker, wanted):
    """When this page first said that so many wait, or more."""
    return min((at for many, at in [*asker.seen.items()] if many >= wanted), default=0)


class Found(NamedTuple):
    """What a series gave: delays in seconds of the changes that were shown."""

    screens: int
    calls: int
    delays: list[float]
    work: int
    failed: int

    def row(self, name):
        shown, wanted = len(self.delays), self.screens * self.calls
        times = ("–", "–", "–")
        if shown:
            ninth = sorted(self.delays)[math.ceil(shown * 0.9) - 1]
            times = tuple(
                f"{seconds * 1000:,.0f}"
                for seconds in (statistics.median(self.delays), ninth, max(self.delays))
            )
        return (
            f"| {name} | {shown:,} of {wanted:,} | {' | '.join(times)} "
            f"| {self.work:,} | {self.failed:,} |"
        )


if __name__ == "__main__":
    number = int(sys.argv[1])
    wall_token, kiosk_token = addresses()
    till = Kiosk(number, kiosk_token)
    print(f"At most {CALLS} changes of the queue; times are of those shown")
    print(
        f"| screens | shown within {LONGEST:.0f} s | median ms | 90 % ms | most, ms "
        "| told or asked | failed |"
    )
    print("|---|---:|---:|---:|---:|---:|---:|", flush=True)
    told = over_bus(number, wall_token, till)
    print(told.row(f"{SCREENS} told over Odoo's bus"), flush=True)
    for asking in ASKERS:
        found = by_asking(number, wall_token, till, asking)
        print(found.row(f"{asking} asking every 2 s"), flush=True)
