"""Reading in a child process that hostile files may exhaust or crash: one worker is used again until it has to be ended."""

import atexit
import gc
import os
import pickle
import select
import struct
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from etl.documents.refusal import Refused
from etl.rulefiles import in_use, use

SECONDS = 10.0  # a document
STARTING = 60.0  # the worker itself on a busy machine; no document pays for it
MEMORY = 2**30  # bytes of address space of the worker
DOCUMENTS = 500  # then the worker is replaced, so that memory stays flat
COLLECTED = 20  # documents between two collections of garbage in the worker
ROOT = Path(__file__).parents[2]
LENGTH = struct.Struct("<Q")


class Worker:
    """A reader in a child process; `read` ends it when it exceeds time or memory, and starts another for the next document."""

    def __init__(self, seconds: float = SECONDS, memory: int = MEMORY):
        self.seconds, self.memory = seconds, memory
        self.process: subprocess.Popen | None = None
        self.office: tempfile.TemporaryDirectory | None = None  # of the program that converts old formats, once one was met
        self.count = 0

    def read(self, path: Path):
        """Return the Document of a file; raises Refused."""
        from etl.documents import legacy

        try:
            if not path.is_file():  # a named pipe would be waited for, a device never ends
                raise Refused("document_missing")
            with path.open("rb") as handle:
                office = legacy.is_legacy(handle.read(512))
        except OSError:
            raise Refused("document_missing") from None
        try:
            self._ensure()
            if office and not self.office:
                self.office = tempfile.TemporaryDirectory(prefix="office-", ignore_cleanup_errors=True)
                self._ask(self.office.name, legacy.STARTING, legacy.STARTING + STARTING)
            answer = self._ask(str(path.absolute()), self.seconds, self.seconds)
        except TimeoutError:
            self.close()
            raise Refused("document_too_slow", allowed=round(self.seconds)) from None
        except (OSError, EOFError, pickle.UnpicklingError):
            self.close()
            raise Refused("document_out_of_memory") from None
        if isinstance(answer, Refused):
            if answer.key == "document_out_of_memory":
                self.close()
            raise answer
        return answer

    def close(self) -> None:
        """End the worker."""
        if self.process:
            self.process.kill()
            self.process.wait()
            self.process.stdin.close()
            self.process.stdout.close()
            self.process = None
        if self.office:
            self.office.cleanup()
            self.office = None

    def _ensure(self) -> None:
        if self.process and (self.count >= DOCUMENTS or self.process.poll() is not None):
            self.close()
        if not self.process:
            self.process = subprocess.Popen([sys.executable, "-m", "etl.documents.guard", str(self.memory)], cwd=ROOT, stdin=subprocess.PIPE,
                                            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, bufsize=0)
            self.count = 0
            self._receive(time.monotonic() + STARTING)
        self.count += 1

    def _ask(self, path: str, seconds: float, patience: float):
        """Return the answer on a file, or on the folder in which LibreOffice is to be prepared."""
        data = pickle.dumps((path, seconds, str(in_use())))
        self.process.stdin.write(LENGTH.pack(len(data)) + data)
        return self._receive(time.monotonic() + patience)

    def _receive(self, deadline: float):
        (size,) = LENGTH.unpack(self._exactly(LENGTH.size, deadline))
        return pickle.loads(self._exactly(size, deadline))

    def _exactly(self, size: int, deadline: float) -> bytes:
        parts, source = [], self.process.stdout.fileno()
        while size:
            if not select.select([source], [], [], max(0.0, deadline - time.monotonic()))[0]:
                raise TimeoutError
            part = os.read(source, min(size, 2**20))
            if not part:
                raise EOFError
            parts.append(part)
            size -= len(part)
        return b"".join(parts)


_workers: dict[int, Worker] = {}


def shared() -> Worker:
    """Return this process's own worker; a forked child of the pool gets another."""
    if os.getpid() not in _workers:
        _workers.clear()
        _workers[os.getpid()] = Worker()
        atexit.register(_workers[os.getpid()].close)
    return _workers[os.getpid()]


def serve(memory: int) -> None:
    """Answer requests on standard input until it closes: each a file's path, each answer a Document or a Refused."""
    requests, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what libraries print must not mix with the answers
    from etl.documents import parse, parse_docx, parse_pdf, parse_xlsx  # noqa: F401  loaded once, before the first document

    _limit("RLIMIT_AS", memory)
    gc.disable()  # collected between documents instead
    gc.freeze()
    _answered(answers, pickle.dumps("ready"))
    count = 0
    while head := requests.read(LENGTH.size):
        path, seconds, rules = pickle.loads(requests.read(LENGTH.unpack(head)[0]))
        use(Path(rules))
        _limit("RLIMIT_CPU", int(time.process_time() + seconds) + 2)
        _answered(answers, _answer(Path(path)))
        if (count := count + 1) % COLLECTED == 0:
            gc.collect()


def _answered(answers, answer: bytes) -> None:
    answers.write(LENGTH.pack(len(answer)))
    answers.write(answer)
    answers.flush()


def _answer(path: Path) -> bytes:
    from etl.documents import legacy, parse

    try:
        if path.is_dir():
            legacy.prepare(str(path))
            return pickle.dumps("ready")
        return pickle.dumps(parse.read(path), pickle.HIGHEST_PROTOCOL)
    except Refused as refusal:
        return pickle.dumps(refusal)
    except (MemoryError, RecursionError):
        return pickle.dumps(Refused("document_out_of_memory"))
    except Exception:  # a library's own failure on a broken file; the batch goes on
        return pickle.dumps(Refused("document_damaged"))


def _limit(kind: str, value: int) -> None:
    try:
        import resource
    except ImportError:  # no such limits on this system; the timer remains
        return
    number = getattr(resource, kind)
    hard = resource.getrlimit(number)[1]
    resource.setrlimit(number, (value if hard == resource.RLIM_INFINITY else min(value, hard), hard))


if __name__ == "__main__":
    serve(int(sys.argv[1]))
