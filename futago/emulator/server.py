"""The server process: MiniStack's one app behind a port a Region, a global port and a control port."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from hypercorn.asyncio.lifespan import Lifespan
from hypercorn.config import Config
from hypercorn.typing import ASGIFramework
from hypercorn.utils import wrap_app

from futago.emulator.control import Control
from futago.emulator.darkness import Light
from futago.emulator.endpoints import Endpoints
from futago.emulator.listener import Listener
from futago.emulator.signed_region import RegionGate

GLOBAL_PORT = "global"
CONTROL_PORT = "control"


@dataclass(frozen=True)
class Settings:
    """What a server is to serve.

    Attributes:
        directory: where ``emulator.json`` is written and where all files of the process lie.
        account_id: the 12-digit AWS account.
        regions: Region codes, one port each.
        ports: wanted port numbers by Region code, ``global`` or ``control``; others are found free.
        without: names of additions to leave out, to see what they are needed for.
    """

    directory: Path
    account_id: str
    regions: Sequence[str]
    ports: Mapping[str, int] = field(default_factory=dict)
    without: frozenset[str] = frozenset()


async def serve(settings: Settings, stopping: asyncio.Event) -> None:
    """Serve until ``stopping`` is set, SIGTERM or SIGINT comes, or the control port is told to stop.

    Args:
        settings: what to serve.
        stopping: set it to end the server.

    Raises:
        OSError: a wanted port is taken.
    """
    # MiniStack reads its environment when it is imported, so it is imported here and not above.
    from ministack.app import app  # noqa: PLC0415

    from futago.emulator import additions  # noqa: PLC0415

    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stopping.set)
    installed = additions.install(without=settings.without)
    regions = _region_listeners(app, settings)
    world = Listener(RegionGate(app, None, lambda _code: None), settings.ports.get(GLOBAL_PORT, 0))
    control_app = Control(regions, installed, _forget_everything, stopping.set)
    control = Listener(control_app, settings.ports.get(CONTROL_PORT, 0))
    listeners = [*regions.values(), world, control]
    try:
        async with _lifespan(app):
            for listener in listeners:
                await listener.become(Light.LIT)
            _endpoints(settings, regions, world, control).write(settings.directory / "emulator.json")
            await stopping.wait()
    finally:
        for listener in listeners:
            await listener.release()


def _region_listeners(app: ASGIFramework, settings: Settings) -> dict[str, Listener]:
    listeners: dict[str, Listener] = {}

    def light_of(code: str) -> Light | None:
        return listeners[code].light if code in listeners else None

    for code in settings.regions:
        listeners[code] = Listener(RegionGate(app, code, light_of), settings.ports.get(code, 0))
    return listeners


def _endpoints(
    settings: Settings, regions: Mapping[str, Listener], world: Listener, control: Listener
) -> Endpoints:
    return Endpoints.of_this_process(
        account_id=settings.account_id,
        regions={code: listener.url for code, listener in regions.items()},
        global_url=world.url,
        control_url=control.url,
        log_path=settings.directory / "emulator.log",
    )


@asynccontextmanager
async def _lifespan(app: ASGIFramework) -> AsyncIterator[None]:
    """Start MiniStack's background work once, whatever the number of ports, and end it."""
    config = Config()
    loop = asyncio.get_running_loop()
    lifespan = Lifespan(wrap_app(app, config.wsgi_max_body_size, "asgi"), config, loop, {})
    task = loop.create_task(lifespan.handle_lifespan())
    await lifespan.wait_for_startup()
    try:
        yield
    finally:
        await lifespan.wait_for_shutdown()
        task.cancel()


async def _forget_everything() -> None:
    """Forget all AWS state, as MiniStack's own ``POST /_ministack/reset`` does."""
    from ministack.app import _handle_admin_reset  # noqa: PLC0415 - see serve

    await _handle_admin_reset("/_ministack/reset", "POST", {})
