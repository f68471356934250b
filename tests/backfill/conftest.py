"""One embedded AWS for the tests of backfills, empty at the start of each."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
import yaml

from futago.aws import Clients
from futago.emulator.process import Emulator
from futago.emulator.provider import client_endpoint
from tests.backfill.applied_buckets import SPEC, apply_regions
from tests.backfill.backfill_world import World
from tests.estates import loaded


@pytest.fixture(scope="session")
def shared_aws(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Emulator, Path]]:
    """The session's embedded AWS, and its folder."""
    folder = tmp_path_factory.mktemp("backfill-aws")
    with Emulator.start(folder, SPEC["pair"], SPEC["account"], detached=False) as emulator:  # type: ignore[arg-type] # a spec is any data
        yield emulator, folder


@pytest.fixture
def world(shared_aws: tuple[Emulator, Path], tmp_path: Path) -> Iterator[World]:
    """An estate with one bucket pair that does not replicate yet."""
    emulator, folder = shared_aws
    for code in emulator.lights():
        emulator.lit(code)
    emulator.reset()
    spec = tmp_path / "estate.yaml"
    spec.write_text(yaml.safe_dump(SPEC), encoding="utf-8")
    clients = Clients(partial(client_endpoint, emulator.endpoints), emulator.endpoints.account_id)
    made = World(loaded(SPEC), clients, emulator, folder, spec)
    made.steer()
    apply_regions(clients, made.estate)
    yield made
    for client in clients._made.values():
        client.close()
