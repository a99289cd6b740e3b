"""`serve`: the reader in a browser, for who has the key and nobody else."""

from __future__ import annotations

import asyncio
import re
import signal
import socket
import subprocess
import sys

import pytest

from tests.cli.conftest import SEEDS, Run


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def test_without_the_extra_one_line_says_what_to_install(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "textual_serve", None)
    monkeypatch.setitem(sys.modules, "textual_serve.server", None)
    done = run("serve", "-L", SEEDS)
    assert done.code == 2
    assert done.err.splitlines() == [
        "rafah-reader: serving needs textual-serve, which is not installed",
        "hint: pip install 'rafah-reader[web]'",
    ]


def test_a_port_that_is_taken_is_told(run: Run) -> None:
    pytest.importorskip("textual_serve")
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        done = run("serve", "-L", SEEDS, "--port", other.getsockname()[1])
    assert (done.code, "is taken" in done.err) == (2, True)


async def statuses(address: str) -> tuple[list[int], bytes]:
    """What strangers get, what the address printed gets, and what its web socket sends first."""
    import aiohttp

    base = address.partition("/?")[0]
    jar = aiohttp.CookieJar(unsafe=True)  # keeps cookies of addresses that are numbers
    async with aiohttp.ClientSession(cookie_jar=jar) as browser:
        found = []
        for url, headers in (
            (f"{base}/", {}),
            (f"{base}/?key=guess", {}),
            (f"{base}/ws", {}),
            (address, {"Host": "elsewhere.example"}),
            (address, {}),
            (f"{base}/", {}),
            (f"{base}/ws", {"Origin": "http://elsewhere.example"}),
        ):
            async with browser.get(url, headers=headers) as response:
                found.append(response.status)
                if response.status == 200:
                    assert "default-src 'self'" in response.headers["Content-Security-Policy"]
        async with browser.ws_connect(f"{base}/ws?width=80&height=24", origin=base) as page:
            message = await asyncio.wait_for(page.receive(), 30)
            return found, message.data


def test_only_loopback_and_only_with_the_key() -> None:
    pytest.importorskip("textual_serve")
    port = free_port()
    server = subprocess.Popen(
        [sys.executable, "-m", "reader", "serve", "-L", str(SEEDS), "--port", str(port)],
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert server.stderr is not None
        told = server.stderr.readline()
        found = re.search(r"http://127\.0\.0\.1:\d+/\?key=[\w-]{20,}", told)
        assert found is not None, told
        got, first = asyncio.run(statuses(found[0]))
        assert got == [403, 403, 403, 403, 200, 200, 403]
        assert first  # the reader paints
        with pytest.raises(OSError, match="refused"):  # every other address of this machine
            socket.create_connection(("127.0.0.2", port), timeout=5)
        server.send_signal(signal.SIGINT)
        assert server.wait(20) == 0
    finally:
        server.kill()
        server.communicate()
