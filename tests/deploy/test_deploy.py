"""What lies in deploy/ and the Procfile, run as far as a test can."""

import http.client
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import socketio

from tests.cli.http_guest import Guest
from tests.serving import Server, serving
from tests.throwaway import LOOPBACK, free_port, program, wait_for_port

ROOT = Path(__file__).parents[2]
HOST = "icebreak.example"


@contextmanager
def nginx(folder: Path, behind: int) -> Iterator[int]:
    """nginx with our server block, on plain HTTP; its port."""
    port = free_port()
    block = (ROOT / "deploy" / "nginx.conf").read_text(encoding="utf-8")
    block = block.replace("127.0.0.1:8000", f"{LOOPBACK}:{behind}")
    block = block.replace("listen 443 ssl;", f"listen {LOOPBACK}:{port};")
    block = block.replace("listen 80;", f"listen {LOOPBACK}:{free_port()};")
    block = re.sub(r"^ *(listen \[::\]|ssl_).*\n", "", block, flags=re.MULTILINE)
    block = block.replace("/var/log/nginx/", f"{folder}/")
    temporary = " ".join(
        f"{kind}_temp_path {folder}/{kind};"
        for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    whole = folder / "whole.conf"
    whole.write_text(
        f"daemon off; pid {folder}/pid; error_log {folder}/all.log;\n"
        f"events {{}}\nhttp {{ {temporary}\n{block}\n}}\n",
        encoding="utf-8",
    )
    process = subprocess.Popen([program("nginx"), "-p", folder, "-c", whole])
    try:
        wait_for_port(port, process)
        yield port
    finally:
        process.terminate()
        process.wait()


@pytest.fixture
def behind_nginx(tmp_path: Path) -> Iterator[int]:
    settings = {
        "ICEBREAK_PUBLIC_URL": f"https://{HOST}",
        "ICEBREAK_TRUSTED_PROXIES": LOOPBACK,
        "ICEBREAK_HOST": LOOPBACK,
    }
    with serving(**settings) as server, nginx(tmp_path, server.port) as port:
        yield port


def asked(port: int, path: str, host: str = HOST) -> http.client.HTTPResponse:
    connection = http.client.HTTPConnection(LOOPBACK, port)
    connection.request("GET", path, headers={"Host": host})
    return connection.getresponse()


def test_pages_behind_nginx_are_served_as_secure(behind_nginx: int) -> None:
    page = asked(behind_nginx, "/")
    assert page.status == 200
    assert "max-age" in page.headers["Strict-Transport-Security"]


def test_websockets_go_through_nginx(behind_nginx: int) -> None:
    guest = Guest(f"http://{LOOPBACK}:{behind_nginx}", host=HOST)
    opened = guest.does("session.open", title="Behind a proxy", template="15")
    guest.joins(opened["join_token"], "Noor")
    client = socketio.SimpleClient(
        websocket_extra_options={"host": HOST, "origin": f"https://{HOST}"}
    )
    client.connect(guest.base, auth={"token": guest.token}, transports=["websocket"])
    try:
        answer = client.call("state.get", {})
    finally:
        client.disconnect()
    assert answer["ok"]
    assert answer["me"]["name"] == "Noor"


def test_nginx_logs_no_tokens(behind_nginx: int, tmp_path: Path) -> None:
    token = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    assert asked(behind_nginx, f"/j/{token}?from=mail").status == 404
    assert asked(behind_nginx, f"/H/{token}").status in (404, 405)
    logged = (tmp_path / "icebreak.log").read_text(encoding="utf-8")
    assert "/j/..." in logged
    assert token not in "".join(path.read_text() for path in tmp_path.glob("*.log"))
    assert "from=mail" not in logged


def test_the_procfile_starts_a_server_on_the_given_port(tmp_path: Path) -> None:
    kind, _, line = (ROOT / "Procfile").read_text().strip().partition(": ")
    port = free_port()
    command = [sys.executable if word == "python" else word for word in shlex.split(line)]
    command = [str(port) if word == "$PORT" else word for word in command]
    environment = {**os.environ, "PORT": str(port), "ICEBREAK_DATA": str(tmp_path)}
    server = Server(tmp_path, port)
    server.process = subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        wait_for_port(port, server.process)
        assert kind == "web"
        assert asked(port, "/healthz", LOOPBACK).status == 200
    finally:
        server.stop()
