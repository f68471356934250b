"""Compares an estate of so many resources on the embedded AWS; prints what it took.

``python -m benchmarks.programs.compare_many KEYS DATABASES SECRETS TABLES BUCKETS APPLICATIONS``: prints, as
JSON, the seconds, the calls by service, and how long it took once the second Region was dark. What is made
beforehand is made by the tests' own helpers and not timed; it lacks most settings, which makes no call more
or less.
"""

from __future__ import annotations

import json
import sys
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from futago.aws import Clients
from futago.emulator.process import Emulator
from futago.emulator.provider import client_endpoint
from futago.parity.parity import Parity, compare
from futago.parity.sight import resources_of
from futago.parity.survey import survey
from futago.spec import load
from modules.applications.inputs import ApplicationInputs
from modules.aurora.promotion.database import Database
from modules.catalog import KINDS
from modules.dynamodb.promotion.table import Table
from modules.estate import Estate
from modules.s3.promotion.bucket import Bucket
from tests.emulator import embedded_resources as made

_MAKERS = 16
_TAGGED_AT_ONCE = 20
"""Resource Groups Tagging API Reference, TagResources."""


def main(counts: dict[str, int]) -> None:
    """Make the estate, compare it, darken a Region, compare again, and print what it took."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        estate = _estate(folder / "many.yaml", counts)
        codes = [region.code for region in estate.pair]
        with Emulator.start(folder / "aws", codes, estate.account, detached=False) as emulator:
            clients = Clients(partial(client_endpoint, emulator.endpoints), estate.account)
            _make(clients, estate)
            seconds, parity = _compared(clients, estate)
            emulator.dark(estate.pair.second.code, "silent")
            dark_seconds, dark = _compared(clients, estate)
            print(
                json.dumps(
                    {
                        "seconds": seconds,
                        "dark_seconds": dark_seconds,
                        "unknown_when_dark": sum(each.sort.value == "unknown" for each in dark.findings),
                        "calls": _calls(parity),
                    }
                )
            )


def _compared(clients: Clients, estate: Estate) -> tuple[float, Parity]:
    began = time.monotonic()
    parity = compare(survey(clients, estate, resources_of(estate, KINDS)))
    return time.monotonic() - began, parity


def _calls(parity: Parity) -> dict[str, int]:
    """The calls of both Regions by the service that was asked, which is the kind; tags are everybody's."""
    made: Counter[str] = Counter()
    for (action, _code), count in parity.survey.calls.items():
        made[action.partition(":")[0]] += count
    return dict(made)


def _estate(path: Path, counts: dict[str, int]) -> Estate:
    database = {"engine": "aurora-postgresql", "engine_version": "17.7", "consistency": "strong"}
    inputs: dict[str, dict[str, Any]] = {
        "keys": {},
        "databases": {**database, "instance_class": "db.r7g.large", "instances": 1, "key": "n0"},
        "secrets": {"key": "n0"},
        "tables": {"partition_key": "id", "key": "n0"},
        "buckets": {"key": "n0"},
        "applications": {"runs_on": "ecs", "uses": {"tables": {"n0": "read"}}},
    }
    sections = {
        section: {f"n{number}": inputs[section] | _consistency(section, number) for number in range(count)}
        for section, count in counts.items()
    }
    # Alarms are no resources of the spec; they come a hundred a page, two listings a Region.
    head = {"estate": "many", "account": "123456789012", "alarms": {"enabled": False}}
    path.write_text(json.dumps({**head, **sections}), encoding="utf-8")
    return load(path, None).estate


def _consistency(section: str, number: int) -> dict[str, str]:
    """As in examples/payments.yaml: half of the tables and three in five buckets are strong."""
    strong, of = {"tables": (1, 2), "buckets": (3, 5)}.get(section, (0, 0))
    return {"consistency": "strong" if number % of < strong else "eventual"} if of else {}


def _make(clients: Clients, estate: Estate) -> None:
    of = estate.sections
    keys = [made.make_key(clients, estate, f"alias/many-{name}") for name in of["keys"]]
    tasks: list[Callable[[], object]] = [
        *(
            partial(made.make_global_database, clients, Database(estate, name, its))
            for name, its in _of(of["databases"])
        ),
        *(
            partial(made.make_secret, clients, estate, f"many/{name}", keys[0], f"many: {name}")
            for name in of["secrets"]
        ),
        *(
            partial(
                made.make_secret,
                *(clients, estate, f"many-{name}/master", keys[0], f"Master user of the database {name}"),
            )
            for name in of["databases"]
        ),
        *(partial(made.make_table, clients, Table(estate, name, its)) for name, its in _of(of["tables"])),
        *(partial(made.make_buckets, clients, Bucket(estate, name, its)) for name, its in _of(of["buckets"])),
        *(partial(_make_application, clients, estate, name, its) for name, its in _of(of["applications"])),
    ]
    with ThreadPoolExecutor(_MAKERS) as pool:
        for done in [pool.submit(task) for task in tasks]:
            done.result()
    _tag(clients, estate, keys)


def _tag(clients: Clients, estate: Estate, keys: list[str]) -> None:
    """With the estate's tags, by which one listing finds them."""
    for region in estate.pair:
        arns = [estate.names.key_arn(key, region.code) for key in keys]
        arns += [
            estate.names.table_arn(Table(estate, name, its).in_aws, region.code)
            for name, its in _of(estate.sections["tables"])
        ]
        arns += [Bucket(estate, name, its).arn(region) for name, its in _of(estate.sections["buckets"])]
        for first in range(0, len(arns), _TAGGED_AT_ONCE):
            clients.client("resourcegroupstaggingapi", region).tag_resources(
                ResourceARNList=arns[first : first + _TAGGED_AT_ONCE], Tags=estate.default_tags
            )


def _make_application(clients: Clients, estate: Estate, name: str, inputs: ApplicationInputs) -> None:
    """A role in each Region, that nobody may take."""
    for region in estate.pair:
        clients.client("iam", region).create_role(
            RoleName=estate.names.application_role(estate.names.label(name, inputs.name), region.short_code),
            Path=estate.names.application_path(region.short_code),
            AssumeRolePolicyDocument=json.dumps({"Version": "2012-10-17", "Statement": []}),
        )


def _of(section: Any) -> list[tuple[str, Any]]:
    return list(section.items())


if __name__ == "__main__":
    sections = ("keys", "databases", "secrets", "tables", "buckets", "applications")
    main(dict(zip(sections, map(int, sys.argv[1:7]), strict=True)))
