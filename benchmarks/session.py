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
from websockets.asyncio.client import ClientConnection, connect

from benchmarks.synthetic import ROOT

OPTIONS = ("--server.address=127.0.0.1", "--server.headless=true", "--browser.gatherUsageStats=false", "--server.fileWatcherType=none")
TICK = os.sysconf("SC_CLK_TCK")


class Server:
    """One Streamlit process on a free port; `with Server(entry) as server: …` ends it."""

    def __init__(self, entry: Path, folder: Path = ROOT, **environment: str):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.started = time.perf_counter()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "streamlit", "run", str(entry), "--server.port", str(self.port), *OPTIONS],
            cwd=folder, env={**os.environ, **environment}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def __enter__(self) -> "Server":
        for _ in range(600):
            try:
                urllib.request.urlopen(f"{self.address}/_stcore/health", timeout=5).close()
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
        self.socket, self.page, self.page_hash = socket_, page, ""
        self.known, self.charts = {}, 0  # message hash -> kind of element; charts of the last run

    @classmethod
    async def open(cls, server: Server, page: str) -> "Session":
        """Connect as a browser does that opens a page's address."""
        address = f"ws://127.0.0.1:{server.port}/_stcore/stream"
        return cls(await connect(address, subprotocols=["streamlit"], max_size=None, origin=server.address), page)

    async def run(self) -> float:
        """Run the page's script once and return the seconds until it was done; RuntimeError when it failed."""
        message = BackMsg()
        message.rerun_script.page_name = "" if self.page_hash else self.page
        message.rerun_script.page_script_hash = self.page_hash
        start = time.perf_counter()
        await self.socket.send(message.SerializeToString())
        await self._finished()
        return time.perf_counter() - start

    async def _finished(self) -> None:
        shown = []
        while True:
            message = ForwardMsg.FromString(await self.socket.recv())
            kind = message.WhichOneof("type")
            if kind == "navigation":
                self.page_hash = message.navigation.page_script_hash
            elif kind == "delta":
                element = message.delta.new_element.WhichOneof("type")
                shown.append(element)
                self.known[message.hash] = element
            elif kind == "ref_hash":  # the server knows that this session has the message already
                shown.append(self.known.get(message.ref_hash))
            elif kind == "script_finished":
                if message.script_finished != ForwardMsg.FINISHED_SUCCESSFULLY or "exception" in shown:
                    raise RuntimeError(f"page {self.page or 'overview'} did not finish")
                self.charts = shown.count("vega_lite_chart")
                return

    async def close(self) -> None:
        """Leave, as a closed browser tab does."""
        await self.socket.close()
