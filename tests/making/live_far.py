"""One person's window at a real server, over a socket client that is not ours; it knows every number it heard."""

import contextlib
import http.client
import json
import queue
import socket
import threading
import time
from urllib.parse import urlsplit

from django.test import Client
from websockets.exceptions import ConnectionClosed, WebSocketException
from websockets.sync.client import connect

from tests.making import accounts as make_accounts
from tests.making import live as make

TOKEN = "a" * 32


class Far:
    """One person's socket at one process."""

    def __init__(self, site, url, house, person):
        client = Client()
        site.do(make_accounts.sign_in, client, person)
        self.cookies = f"sessionid={client.cookies['sessionid'].value}; csrftoken={TOKEN}"
        self.url, self.house, self.staff = url, house, person.is_staff
        self.code, self.since, self.epoch, self.how = None, 0, 0, ""
        self.log = {}  # by number, each once

    def ticket(self):
        path = f"/desk/rooms/{self.house.room.pk}" if self.staff else f"/zh-hans/rooms/{self.house.room.pk}"
        headers = {"Cookie": self.cookies, "X-CSRFToken": TOKEN, "Origin": self.url, "Accept": "application/json"}
        asking = http.client.HTTPConnection(urlsplit(self.url).netloc)
        asking.request("POST", f"{path}/ticket/", headers=headers)
        answer = asking.getresponse()
        return json.load(answer)["ticket"] if answer.status == 200 else None

    def open(self, *, reading=True):
        query = f"ticket={self.ticket()}&since={self.since}&epoch={self.epoch}"
        address = f"ws://{urlsplit(self.url).netloc}/ws/rooms/{self.house.room.pk}/?{query}"
        self.socket = connect(address, origin=self.url, open_timeout=20, legacy=True)
        self.news, self.code = queue.Queue(), None
        if reading:
            self.read()
        return self

    def read(self):
        threading.Thread(target=self._listen, args=(self.socket, self.news), daemon=True).start()

    def back(self, url=None, *, patience=20):
        """Comes in again, as often as it takes, with the last number it heard."""
        self.url = url or self.url
        end = time.monotonic() + patience
        while True:
            try:
                self.open()
                return self.hears("welcome", seconds=5)
            except (OSError, AssertionError, http.client.HTTPException, WebSocketException):
                if time.monotonic() > end:
                    raise

    def cut(self):
        """The network goes, without a goodbye."""
        with contextlib.suppress(OSError):
            self.socket.socket.shutdown(socket.SHUT_RDWR)
        self.hears("closed")

    def _listen(self, line, news):
        """As a page does: answers the beat at once, whatever else goes on."""
        with contextlib.suppress(ConnectionClosed, OSError):
            for text in line:
                frame = json.loads(text)
                if frame["type"] == "beat":
                    line.send('{"type":"here"}')
                else:
                    self._keep(frame)
                    news.put(frame)
        self.code = line.close_code
        news.put({"type": "closed"})

    def _keep(self, frame):
        if frame["type"] == "welcome":
            self.epoch, self.how = frame["epoch"], frame["how"]
            self.since = frame["seq"] if frame["how"] == "snapshot" else self.since
        elif "seq" in frame and frame["type"] != "accepted":
            if frame["seq"] <= self.since or (frame["type"] != "passed" and frame["seq"] != self.since + 1):
                self.log["broken"] = (self.since, frame)
            self.since = max(self.since, frame["seq"])
            self.log[frame["seq"]] = frame

    def hears(self, kind, seconds=20, **fields):
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            with contextlib.suppress(queue.Empty):
                frame = self.news.get(timeout=left)
                if frame["type"] in ((kind,) if isinstance(kind, str) else kind) and all(
                    frame.get(name) == value for name, value in fields.items()
                ):
                    return frame
        raise AssertionError(f"no {kind}")

    def sends(self, command, **fields):
        fields.pop("type", None)
        body = {"type": command, "client_id": make.new_id()} | fields
        self.socket.send(json.dumps(body))
        return body
