"""Wall screens on one server, over the bus and by asking again and again.

Every screen holds a websocket to ``/websocket`` and waits for the calls of its zone;
the rival is the same screens asking for the state of the queue every two seconds, as
pages without a bus do. A thread takes numbers at the kiosk; each makes every screen
change. Told are how long a change takes to be on the screens, and what the server did
for it. Two hundred are told; as so many asking wear a server down, fewer ask as well.
Run with ``script/bench bus``, which gives port and addresses.

    python bench/bus.py PORT
"""

import base64
import http.client
import json
import os
import re
import socket
import statistics
import struct
import subprocess
import sys
import threading
import time

SCREENS, CALLS, EVERY = 200, 10, 2.0
# After so many seconds a change counts as not shown; before that it is late.
LONGEST = 20.0
ASKERS = (20, 50, 100, SCREENS)
ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
DATABASE = os.environ["BENCH_DATABASE"]


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
    """A page without a bus: asks for the state every two seconds."""

    def __init__(self, port, path, offset):
        super().__init__(daemon=True)
        self.port, self.path, self.offset = port, path, offset
        self.seen, self.requests, self.refused, self.stopped = {}, 0, 0, False

    def run(self):
        time.sleep(self.offset)
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        while not self.stopped:
            start = time.perf_counter()
            try:
                connection.request("GET", self.path)
                waiting = json.loads(connection.getresponse().read())["waiting"]
                self.seen.setdefault(waiting, time.perf_counter())
            except (http.client.HTTPException, OSError, ValueError, KeyError):
                # A server that is too busy hangs up; the page tries again.
                connection.close()
                self.refused += 1
            self.requests += 1
            time.sleep(max(0, EVERY - (time.perf_counter() - start)))


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
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
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


class Busy(Exception):
    """The server answers nobody any more."""


def waiting_now(port, wall):
    """How many numbers wait, by the state that the screens ask for."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("GET", f"/queue/{wall}/state")
    return json.loads(connection.getresponse().read())["waiting"]


def patiently(work, tries=20):
    """Try again where a server that is too busy hangs up, as people do."""
    for _try in range(tries):
        try:
            return work()
        except (http.client.HTTPException, OSError, ValueError, KeyError):
            time.sleep(0.2)
    raise Busy


def over_bus(port, wall, kiosk):
    """Seconds until each of the screens has shown each call."""
    known = version(port)
    screens = [
        Screen(port, known, f"yichuang_queue_{wall}") for _index in range(SCREENS)
    ]
    time.sleep(3)
    delays, missed = [], 0
    for _index in range(CALLS):
        before = [len(screen.moments) for screen in screens]
        taken = kiosk.take()
        waiting = dict(zip(screens, before, strict=True))
        while waiting and time.perf_counter() - taken < LONGEST:
            time.sleep(0.05)
            for screen in [one for one in waiting if len(one.moments) > waiting[one]]:
                shown = screen.moments[waiting.pop(screen)]
                delays.append(max(0.0, shown - taken))
        missed += len(waiting)
        time.sleep(EVERY)
    for screen in screens:
        screen.close()
    return delays, missed, CALLS


def by_asking(port, wall, kiosk, count):
    """The same by this many that ask."""
    askers = [
        Asker(port, f"/queue/{wall}/state", index * EVERY / count)
        for index in range(count)
    ]
    for asker in askers:
        asker.start()
    time.sleep(2 * EVERY)
    delays, missed = [], 0
    for _index in range(CALLS):
        try:
            waiting = patiently(lambda: waiting_now(port, wall))
            taken = patiently(kiosk.take)
        except Busy:
            missed += count
            continue
        until = time.perf_counter() + LONGEST
        while time.perf_counter() < until and not all(
            any(many > waiting for many in [*asker.seen]) for asker in askers
        ):
            time.sleep(0.05)
        for asker in askers:
            later = [seen for many, seen in [*asker.seen.items()] if many > waiting]
            if later:
                delays.append(max(0.0, min(later) - taken))
            else:
                missed += 1
    for asker in askers:
        asker.stopped = True
    refused = sum(asker.refused for asker in askers)
    print(f"refused by the busy server while asking: {refused:,}", file=sys.stderr)
    return delays, missed, sum(asker.requests for asker in askers)


def row(name, found):
    delays, missed, work = found
    if not delays:
        return f"| {name} | – | – | – | {missed:,} | {work:,} |"
    ninth = statistics.quantiles(delays, n=10)[-1]
    return (
        f"| {name} | {statistics.median(delays) * 1000:.0f} | {ninth * 1000:.0f} "
        f"| {max(delays) * 1000:,.0f} | {missed:,} | {work:,} |"
    )


if __name__ == "__main__":
    number = int(sys.argv[1])
    wall_token, kiosk_token = addresses()
    till = Kiosk(number, kiosk_token)
    print(f"{CALLS} changes of the queue")
    print("| screens | median ms | 90 % ms | most, ms | not shown | told or asked |")
    print("|---|---:|---:|---:|---:|---:|")
    print(
        row(f"{SCREENS} told over Odoo's bus", over_bus(number, wall_token, till)),
        flush=True,
    )
    for asking in ASKERS:
        found = by_asking(number, wall_token, till, asking)
        print(row(f"{asking} asking every 2 s", found), flush=True)
