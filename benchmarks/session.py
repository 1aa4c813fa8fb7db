"""A reader without a browser: Streamlit's own messages over a websocket, and the server it talks to."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState, WidgetStates
from websockets.asyncio.client import ClientConnection, connect

from benchmarks.synthetic import ROOT

TICK = os.sysconf("SC_CLK_TCK")


class Server:
    """One Streamlit process on a free port; `with Server(entry) as server: …` ends it."""

    def __init__(self, entry: Path, folder: Path = ROOT, **environment: str):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.started = time.perf_counter()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "streamlit", "run", str(entry), "--server.port", str(self.port), "--server.address", "127.0.0.1"],
            cwd=folder, env={**os.environ, **environment}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def __enter__(self) -> "Server":
        for _ in range(600):
            try:
                urllib.request.urlopen(f"{self.address}/_stcore/health", timeout=1).close()
                return self
            except OSError:
                time.sleep(0.05)
        raise TimeoutError(f"streamlit did not answer on {self.address} within 30 s")

    def __exit__(self, *error) -> None:
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(timeout=20)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def cpu(self) -> float:
        """Return the CPU seconds that the server has used so far."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / TICK


class Session:
    """One reader of one page: `await run()` asks for a run and returns when the script has finished."""

    def __init__(self, socket_: ClientConnection, page: str):
        self.socket, self.page, self.page_hash, self.widgets = socket_, page, "", {}

    @classmethod
    async def open(cls, server: Server, page: str) -> "Session":
        """Connect as a browser does that opens a page's address."""
        address = f"ws://127.0.0.1:{server.port}/_stcore/stream"
        return cls(await connect(address, subprotocols=["streamlit"], max_size=None, origin=server.address), page)

    async def run(self, **changed: WidgetState) -> float:
        """Run the page's script once, with changed widgets, and return the seconds until it was done."""
        self.widgets |= {state.id: state for state in changed.values()}
        message = BackMsg()
        message.rerun_script.page_name = "" if self.page_hash else self.page
        message.rerun_script.page_script_hash = self.page_hash
        message.rerun_script.widget_states.CopyFrom(WidgetStates(widgets=list(self.widgets.values())))
        start = time.perf_counter()
        await self.socket.send(message.SerializeToString())
        await self._finished()
        return time.perf_counter() - start

    async def _finished(self) -> None:
        self.charts = self.failed = 0
        while True:
            message = ForwardMsg.FromString(await self.socket.recv())
            kind = message.WhichOneof("type")
            if kind == "new_session":
                self.page_hash = message.new_session.page_script_hash
            elif kind == "delta":
                element = message.delta.new_element.WhichOneof("type")
                self.charts += element == "vega_lite_chart"
                self.failed += element == "exception"
                self._remember(message.delta.new_element)
            elif kind == "ref_hash":
                self.charts += 0
            elif kind == "script_finished" and message.script_finished in (0, 2):
                return

    def _remember(self, element) -> None:
        if element.WhichOneof("type") == "slider":
            self.slider = element.slider
