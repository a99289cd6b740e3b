"""`serve`: the reader in a browser of this machine."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from reader.cli import output
from reader.cli.options import library_option, open_library
from reader.errors import ReaderError

if TYPE_CHECKING:
    from aiohttp import web
    from textual_serve.server import Server

HOST = "127.0.0.1"
PORT = 8000
_COOKIE = "rafah-reader"

# The page of textual-serve asks Google for a font, which would tell it who reads.
_SOURCES = (
    "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data:; font-src 'self' data:; connect-src 'self' ws://{here}"
)

_Handler = Callable[["web.Request"], Awaitable["web.StreamResponse"]]


@click.command("serve")
@library_option
@click.option(
    "--port", type=click.IntRange(1, 65535), default=PORT, show_default=True, help="Where."
)
def serve(port: int) -> None:
    """The reader in a browser, on this machine only.

    Needs the extra “web”. The address that is printed holds a key made for this run; nothing opens
    without it, for the reader can run commands as you. Ctrl+C ends it.
    """
    root = open_library().root
    try:
        import textual_serve.server  # noqa: F401 - asked for before a port is taken
    except ImportError:
        raise ReaderError(
            "serving needs textual-serve, which is not installed",
            "pip install 'rafah-reader[web]'",
        ) from None
    if _is_taken(port):
        raise ReaderError(f"port {port} is taken", "name another with --port")
    guarded(root, port).serve()


def _is_taken(port: int) -> bool:
    import socket

    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return True
    return False


def guarded(root: Path, port: int) -> Server:
    """A server on loopback that answers only who has its key.

    Any page of a browser may open a web socket to this machine, and any user of it a connection.
    So the key has to come with the first address and is kept in a cookie of that browser; requests
    that name another host (DNS rebinding) or come from another page are refused.
    """
    import secrets

    from aiohttp import web
    from textual_serve.server import Server

    key = secrets.token_urlsafe(16)
    here = f"{HOST}:{port}"

    @web.middleware
    async def guard(request: web.Request, handler: _Handler) -> web.StreamResponse:
        given = request.query.get("key", "") if request.path == "/" else ""
        if (
            request.host != here
            or request.headers.get("Origin", f"http://{here}") != f"http://{here}"
            or not any(
                secrets.compare_digest(each.encode(), key.encode())
                for each in (given, request.cookies.get(f"{_COOKIE}-{port}", ""))
            )
        ):
            raise web.HTTPForbidden(text="open the address that rafah-reader serve printed\n")
        response = await handler(request)
        if request.path == "/":
            response.headers["Content-Security-Policy"] = _SOURCES.format(here=here)
            response.headers["Referrer-Policy"] = "no-referrer"
        if given:
            response.set_cookie(f"{_COOKIE}-{port}", key, httponly=True, samesite="Strict")
        return response

    class Guarded(Server):
        def serve(self, debug: bool = False) -> None:  # noqa: ARG002 - as it has it
            """Serve until Ctrl+C; the address is told when it can be opened."""
            web.run_app(self._make_app(), host=HOST, port=port, print=self._tell)

        async def _make_app(self) -> web.Application:
            app = await super()._make_app()
            app.middlewares.append(guard)
            return app

        async def on_startup(self, app: web.Application) -> None:
            """Leave the terminal to the one line."""

        def _tell(self, _banner: object) -> None:
            output.note(f"reading {root} at http://{here}/?key={key} (Ctrl+C ends it)")

    command = shlex.join([sys.executable, "-m", "reader", "-L", str(root)])
    return Guarded(command, host=HOST, port=port, title="rafah-reader")
