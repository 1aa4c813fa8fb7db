"""Old formats: LibreOffice's own start is counted apart, a conversion has its time and ends with all its children, nothing is fetched."""

import os
import shutil
import socket
import time
import zipfile

import pytest
from tests.test_parse_office import OLD, p, word

from etl.documents import guard, legacy, parse

pytestmark = pytest.mark.skipif(os.name == "nt", reason="a shell script stands in for LibreOffice")
CONVERT = 'while [ "$1" != --outdir ]; do shift; done\ncp "$HERE/made.docx" "$2/document.docx"\n'


@pytest.fixture
def office(tmp_path, monkeypatch):
    """A function that puts a script in the place of LibreOffice; $HERE is its folder."""
    def install(script: str):
        (tmp_path / "made.docx").write_bytes(word(p("转换后3条")))
        (tmp_path / "soffice").write_text(f'#!/bin/sh\nHERE="{tmp_path}"\n{script}')
        (tmp_path / "soffice").chmod(0o755)
        (tmp_path / "a.doc").write_bytes(OLD)
        return tmp_path / "a.doc"

    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    return install


def test_its_first_start_is_counted_apart_and_made_once(office, tmp_path):
    path = office(f'case "$*" in *terminate_after_init*) echo x >> "$HERE/starts"; sleep 2; exit;; esac\n{CONVERT}')
    worker = guard.Worker(seconds=1.5)
    assert [worker.read(path).text for _ in range(2)] == ["转换后3条"] * 2
    assert (tmp_path / "starts").read_text() == "x\n" and os.listdir(worker.office.name)
    folder = worker.office.name
    worker.close()
    assert not os.path.exists(folder)


def test_a_conversion_that_hangs_is_ended_with_its_children(office, tmp_path, monkeypatch):
    path = office('sleep 30 & echo $! > "$HERE/child"\nwait\n')
    monkeypatch.setattr(legacy, "SECONDS", 1)
    monkeypatch.setattr(legacy, "STARTING", 1)
    with pytest.raises(parse.Refused) as refusal:
        parse.read(path)
    assert (refusal.value.key, refusal.value.values) == ("document_too_slow", {"allowed": 1})
    time.sleep(0.1)
    state = os.popen(f"ps -o stat= -p {(tmp_path / 'child').read_text()}").read()
    assert state.strip()[:1] in ("", "Z")


def test_a_conversion_and_its_reading_have_ten_seconds_together():
    assert legacy.SECONDS < guard.SECONDS == 10 and legacy.MEMORY < guard.MEMORY == 2**30


PICTURE = ('<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
           'xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:xlink="http://www.w3.org/1999/xlink" office:version="1.2"><office:body><office:text>'
           '<text:p>公开3条<draw:frame text:anchor-type="as-char"><draw:image xlink:href="http://127.0.0.1:{}/a.png"/></draw:frame></text:p>'
           "</office:text></office:body></office:document-content>")
MANIFEST = ('<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry manifest:full-path="/" '
            'manifest:media-type="application/vnd.oasis.opendocument.text"/><manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>')


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_a_linked_picture_is_not_fetched(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.1)
        with zipfile.ZipFile(tmp_path / "a.odt", "w") as made:
            made.writestr("mimetype", "application/vnd.oasis.opendocument.text")
            made.writestr("content.xml", PICTURE.format(server.getsockname()[1]))
            made.writestr("META-INF/manifest.xml", MANIFEST)
        assert parse.read(tmp_path / "a.odt").text == "公开3条"
        with pytest.raises(TimeoutError):
            server.accept()
