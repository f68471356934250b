"""``python -m futago.emulator``: the server in the foreground; see :mod:`futago.emulator.process`."""

from __future__ import annotations

import argparse
import asyncio
import os
import sys
import threading
from pathlib import Path

from futago.emulator.server import Settings, serve

GRACE_SECONDS = 5.0


def main() -> None:
    """Read the command line and serve."""
    arguments = _parser().parse_args()
    settings = Settings(
        directory=arguments.directory.resolve(),
        account_id=arguments.account_id,
        regions=arguments.region,
        ports=dict(arguments.port),
        without=frozenset(arguments.without),
    )
    asyncio.run(_run(settings, end_with_stdin=arguments.end_with_stdin))


async def _run(settings: Settings, *, end_with_stdin: bool) -> None:
    stopping = asyncio.Event()
    if end_with_stdin:
        loop = asyncio.get_running_loop()
        threading.Thread(target=_end_with_stdin, args=(loop, stopping), daemon=True).start()
    await serve(settings, stopping)


def _end_with_stdin(loop: asyncio.AbstractEventLoop, stopping: asyncio.Event) -> None:
    """End when the other end of stdin closes: the parent is gone, even by SIGKILL.

    PR_SET_PDEATHSIG would fire when the parent's *thread* ends, which is too early, and exists on Linux only.
    """
    while os.read(sys.stdin.fileno(), 4096):
        pass
    loop.call_soon_threadsafe(stopping.set)
    threading.Event().wait(GRACE_SECONDS)
    os._exit(1)  # the event loop hangs, and nobody is left to notice


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m futago.emulator",
        description="Serve an embedded AWS on loopback ports: one a Region, one global, one for control.",
        epilog="example: python -m futago.emulator --directory .futago/emulator --account-id 111122223333 "
        "--region ap-northeast-1 --region ap-northeast-3",
    )
    parser.add_argument("--directory", type=Path, required=True, help="where emulator.json is written")
    parser.add_argument("--account-id", required=True, help="the 12-digit AWS account")
    parser.add_argument("--region", action="append", required=True, help="a Region code; once per Region")
    parser.add_argument(
        "--port",
        action="append",
        type=_port,
        default=[],
        metavar="NAME=PORT",
        help="fix the port of a Region, of 'global' or of 'control'; others are found free",
    )
    parser.add_argument("--without", action="append", default=[], help="leave an addition out")
    parser.add_argument("--end-with-stdin", action="store_true", help="end when stdin is closed")
    return parser


def _port(text: str) -> tuple[str, int]:
    name, _, number = text.partition("=")
    return name, int(number)


if __name__ == "__main__":
    main()
