"""One resource of every kind on the embedded AWS, behind ports that fail on demand."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import pytest

from futago.aws import Clients as AwsClients
from futago.aws import Manners
from futago.breaker import IMPATIENT, Breakers, Patience
from futago.emulator.process import Emulator
from futago.emulator.provider import client_endpoint
from futago.operations.calls import Calls
from futago.operations.decide import Decision
from futago.operations.journal import Journal
from futago.operations.prepare import prepare
from futago.operations.promote import begin, carry_out, resumption, unfinished
from futago.operations.run import Outcome
from modules.dynamodb.inputs import TableInputs
from modules.dynamodb.promotion import steps as table_steps
from modules.dynamodb.promotion.table import Table
from modules.operation import Mode, Promotion
from modules.s3.inputs import BucketInputs
from modules.s3.promotion import steps as bucket_steps
from modules.s3.promotion.bucket import Bucket
from modules.secrets.inputs import SecretInputs
from regions import OSAKA, TOKYO, Region
from tests.estates import ACCOUNT, an_estate
from tests.operations.faulty_aws import Faults, Request, Response, forward_to, serving
from tests.operations.promotions import OPERATION, READ_TIMEOUT_SECONDS

sys.path.append(str(Path(__file__).parents[1] / "emulator"))
from tests.emulator.embedded_resources import DATABASE, make_estate

TABLE = TableInputs.model_validate({"consistency": "strong", "partition_key": "id"})
BUCKET = BucketInputs.model_validate({"consistency": "strong"})
ESTATE = an_estate(
    {
        "databases": {"ledger": DATABASE},
        "secrets": {"writable": SecretInputs(writable_in_outage=True)},
        "tables": {"limits": TABLE},
        "buckets": {"receipts": BUCKET},
    }
)
TO = {Mode.SWITCHOVER: OSAKA, Mode.FAILOVER: OSAKA, Mode.FAILBACK: TOKYO}
READING = ("Describe", "Get", "List", "Head", "HEAD ", "GET ")
POLL_SECONDS, SETTLE_SECONDS = 0.05, 0.2


def is_act(request: Request) -> bool:
    """Whether a call changes something."""
    return not request.operation.startswith(READING)


def hurry(patch: pytest.MonkeyPatch) -> None:
    """Wait for nothing that on the embedded AWS is there at once."""
    for steps in (table_steps, bucket_steps):
        patch.setattr(steps, "DRAIN_SETTLE_SECONDS", 0.0)


def hurried(decision: Decision) -> Decision:
    """The same steps, looked at more often."""
    return replace(
        decision,
        steps=tuple(
            replace(step, poll_seconds=POLL_SECONDS, settle_seconds=SETTLE_SECONDS) for step in decision.steps
        ),
    )


@dataclass(frozen=True)
class RealPlace:
    """Where promotions of the estate run; goes into another process."""

    urls: Mapping[str, str]
    folder: Path

    def calls(self, mode: Mode) -> Calls:
        clients = AwsClients(lambda _service, region: self.urls[region], ACCOUNT)
        breakers = Breakers(
            {
                TOKYO.code: IMPATIENT if mode is Mode.FAILOVER else Patience(3, 0.05),
                OSAKA.code: Patience(3, 0.05),
            }
        )
        reading, acting = Manners(1, READ_TIMEOUT_SECONDS * 6, 2), Manners(1, READ_TIMEOUT_SECONDS * 6, 1)
        return Calls(
            clients.mannered(lambda _: reading, breakers),
            clients.mannered(lambda _: acting, breakers),
            breakers,
        )

    def promote(self, mode: Mode, to: Region = OSAKA, operation: str = OPERATION) -> Outcome:
        calls = self.calls(mode)
        decision = prepare(calls, Promotion(ESTATE, mode, to, operation))
        assert [] == [obstacle.wrong for obstacle in decision.obstacles]
        with begin(self.folder, decision, embedded=True) as journal:
            return carry_out(hurried(decision), calls, journal)

    def resume(self) -> Outcome:
        path = unfinished(self.folder, ESTATE)[-1]
        resumed = resumption(path, ESTATE, embedded=True)
        calls = self.calls(resumed.decision.promotion.mode)
        with Journal.reopen(path) as journal:
            return carry_out(hurried(resumed.decision), calls, journal, past=resumed.past)


class RealScene:
    """The embedded AWS with the estate, behind ports that fail on demand.

    Attributes:
        effects: how often each call that changes something was answered with success.
    """

    def __init__(self, emulator: Emulator, faults: Faults, folder: Path) -> None:
        self._folder = folder
        self._emulator = emulator
        self._clients: Any = AwsClients(partial(client_endpoint, emulator.endpoints), ACCOUNT)
        self._forward = forward_to(emulator.endpoints.regions)
        self.faults = faults
        self.urls: Mapping[str, str] = {}
        self.effects: Counter[str] = Counter()

    def __call__(self, request: Request) -> Response:
        answer = self._forward(request)
        if is_act(request) and answer.status < 300:
            self.effects[request.label] += 1
        return answer

    def set_for(self, mode: Mode) -> None:
        """As it is before a promotion in a mode: of Osaka, or in a failback of Tokyo."""
        self.faults.forget()
        self._emulator.reset()
        make_estate(self._clients, ESTATE)
        if mode is not Mode.SWITCHOVER:
            self.faults.closed_regions.add(TOKYO.code)
        if mode is Mode.FAILBACK:
            place = RealPlace(self.urls, Path(mkdtemp(dir=self._folder)))
            assert place.promote(Mode.FAILOVER).is_done
            self.faults.closed_regions.clear()
            assert place.resume().is_done  # the fences that were left
        self.faults.calls.clear()
        self.effects.clear()

    def end_state(self) -> dict[str, Any]:
        """Who writes what, as AWS says it."""
        (database,) = self._clients.client("rds", OSAKA).describe_global_clusters()["GlobalClusters"]
        secret = self._clients.client("secretsmanager", OSAKA).describe_secret(SecretId="payments/writable")
        return {
            "database": {
                member["DBClusterArn"].split(":")[3]: member["IsWriter"]
                for member in database["GlobalClusterMembers"]
            },
            "secret": secret.get("PrimaryRegion"),
            **{
                f"{store.noun} {region.code}": store.observe(self._clients, region)
                for store in (
                    Table(ESTATE, "limits", TABLE).gates(),
                    Bucket(ESTATE, "receipts", BUCKET).gates(),
                )
                for region in ESTATE.pair
            },
        }


@contextmanager
def real_scene(folder: Path) -> Iterator[RealScene]:
    """The embedded AWS with the estate, up for the block."""
    faults = Faults()
    codes = (TOKYO.code, OSAKA.code)
    with Emulator.start(folder, list(codes), ACCOUNT, detached=False) as emulator:
        scene = RealScene(emulator, faults, folder)
        with serving(codes, scene, faults) as urls:
            scene.urls = dict(urls)
            yield scene
