"""Promotes so many databases, secrets, tables and buckets on the embedded AWS; prints how long it took.

``python -m benchmarks.programs.promote_many DATABASES SECRETS TABLES BUCKETS SECONDS``: a database takes
SECONDS to move. The resources are made beforehand and not timed.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from futago.aws import Clients
from futago.emulator.process import Emulator
from futago.emulator.provider import client_endpoint
from futago.operations.calls import calls_for
from futago.operations.prepare import prepare
from futago.operations.promote import begin, carry_out, new_operation_id
from futago.operations.run import Outcome
from futago.spec import load
from modules.aurora.promotion.database import Database
from modules.dynamodb.promotion.table import Table
from modules.estate import Estate
from modules.operation import Mode, Promotion
from modules.s3.promotion.bucket import Bucket
from tests.emulator import embedded_resources as made

_MAKERS = 16


def main(counts: tuple[int, int, int, int], move_seconds: float) -> None:
    """Make the estate, fail over to its second Region, and print the times."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        estate = _estate(folder / "many.yaml", counts)
        codes = [region.code for region in estate.pair]
        with Emulator.start(folder / "aws", codes, estate.account, detached=False) as emulator:
            clients = Clients(partial(client_endpoint, emulator.endpoints), estate.account)
            _make(clients, estate)
            emulator.take(global_move_seconds=move_seconds)
            emulator.dark(estate.pair.first.code, "silent")
            print(json.dumps(_failed_over(clients, estate, folder)))


def _failed_over(clients: Clients, estate: Estate, folder: Path) -> dict[str, float]:
    promotion = Promotion(estate, Mode.FAILOVER, estate.pair.second, new_operation_id())
    calls = calls_for(clients, promotion)
    started = time.monotonic()
    decision = prepare(calls, promotion)
    decided = time.monotonic()
    with begin(folder / "journals", decision, embedded=True) as journal:
        outcome = carry_out(decision, calls, journal)
    if not decision.is_allowed or not outcome.is_done:
        raise SystemExit(_troubles(outcome) or str(decision.obstacles[:3]))
    return {
        "prepare_seconds": decided - started,
        "promote_seconds": time.monotonic() - decided,
        "steps": len(decision.steps),
    }


def _troubles(outcome: Outcome) -> str:
    return "\n".join(f"{it.step.id}: {it.state}: {it.seen}" for it in outcome.results if it.state != "done")[
        :2000
    ]


def _estate(path: Path, counts: tuple[int, int, int, int]) -> Estate:
    databases, secrets, tables, buckets = counts
    database = {"engine": "aurora-postgresql", "engine_version": "17.7", "consistency": "strong"}
    spec = {
        "estate": "many",
        "account": "123456789012",
        "keys": {"main": {}},
        "databases": _named(databases, {**database, "instance_class": "db.r7g.large", "instances": 1}),
        "secrets": _named(secrets, {"writable_in_outage": True}),
        "tables": _named(tables, {"consistency": "strong", "partition_key": "id"}),
        "buckets": _named(buckets, {"consistency": "strong"}),
    }
    path.write_text(json.dumps(spec), encoding="utf-8")  # JSON is YAML
    return load(path, None).estate


def _named(count: int, inputs: dict[str, Any]) -> dict[str, Any]:
    return {f"n{number}": inputs for number in range(count)}


def _make(clients: Clients, estate: Estate) -> None:
    """Make the resources as the tests do, side by side."""
    key = made.make_key(clients, estate, "alias/many-main")
    sections = estate.sections
    tasks: list[Callable[[], object]] = [
        *(
            partial(made.make_global_database, clients, Database(estate, *it))
            for it in _of(sections["databases"])
        ),
        *(partial(made.make_secret, clients, estate, f"many/{name}", key) for name in sections["secrets"]),
        *(partial(made.make_table, clients, Table(estate, *it)) for it in _of(sections["tables"])),
        *(partial(made.make_buckets, clients, Bucket(estate, *it)) for it in _of(sections["buckets"])),
    ]
    with ThreadPoolExecutor(_MAKERS) as pool:
        for done in [pool.submit(task) for task in tasks]:
            done.result()


def _of(section: Any) -> list[tuple[str, Any]]:
    return list(section.items())


if __name__ == "__main__":
    databases, secrets, tables, buckets = map(int, sys.argv[1:5])
    main((databases, secrets, tables, buckets), float(sys.argv[5]))
