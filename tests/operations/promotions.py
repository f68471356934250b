"""Whole promotions of made-up ledgers on a simulated AWS, as tests run them: begun, killed, resumed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from estates import an_estate
from faulty_aws import Faults, serving
from ledgers import resources
from simulated_aws import ACCOUNT, SimulatedAws

from futago.aws import Clients as AwsClients
from futago.aws import Manners
from futago.breaker import IMPATIENT, Breakers, Patience
from futago.operations.calls import Calls
from futago.operations.decide import Decision
from futago.operations.events import Observer
from futago.operations.journal import Journal, read
from futago.operations.prepare import prepare
from futago.operations.promote import begin, carry_out, resumption, unfinished
from futago.operations.run import Outcome, StopRequest
from futago.operations.selection import ALL, Selection
from modules.estate import Estate
from modules.operation import Mode, Promotion
from regions import OSAKA, TOKYO

REGIONS = (TOKYO.code, OSAKA.code)
NAMES = ("accounts", "postings")
READ_TIMEOUT_SECONDS = 0.5
OPERATION = "20261122t000000z-abcdef"


@dataclass(frozen=True)
class Place:
    """Where promotions of a test run: the AWS, and the folder of the journals.

    Attributes:
        urls: of each Region.
        folder: of the journals.
        names: of the ledgers.
    """

    urls: dict[str, str]
    folder: Path
    names: tuple[str, ...] = NAMES

    @property
    def estate(self) -> Estate:
        return an_estate()

    def calls(self, mode: Mode, attempts: int = 1) -> Calls:
        """Clients as ``calls_for`` makes them, with time-outs that tests can wait for."""
        clients = _clients(tuple(sorted(self.urls.items())))
        breakers = Breakers(
            {TOKYO.code: IMPATIENT if mode is Mode.FAILOVER else Patience(), OSAKA.code: Patience(3, 0.05)}
        )
        reading = Manners(1, READ_TIMEOUT_SECONDS, attempts)
        acting = Manners(1, READ_TIMEOUT_SECONDS, 1)
        return Calls(
            clients.mannered(lambda _: reading, breakers),
            clients.mannered(lambda _: acting, breakers),
            breakers,
        )

    def prepare(self, mode: Mode, selection: Selection = ALL, attempts: int = 1) -> tuple[Decision, Calls]:
        """Look and decide."""
        calls = self.calls(mode, attempts)
        promotion = Promotion(self.estate, mode, OSAKA, OPERATION)
        return prepare(calls, promotion, selection, resources(self.names)), calls

    def promote(
        self, mode: Mode, observer: Observer | None = None, stop: StopRequest | None = None
    ) -> Outcome:
        """Begin a promotion, and carry it out."""
        decision, calls = self.prepare(mode)
        assert decision.is_allowed, decision.obstacles
        with begin(self.folder, decision, embedded=True) as journal:
            return carry_out(decision, calls, journal, observer, stop=stop)

    def resume(self, observer: Observer | None = None) -> Outcome:
        """Go on with the last promotion that did not come to its end."""
        path = unfinished(self.folder, self.estate)[-1]
        resumed = resumption(path, self.estate, embedded=True, resources=resources(self.names))
        calls = self.calls(resumed.decision.promotion.mode)
        with Journal.reopen(path) as journal:
            return carry_out(resumed.decision, calls, journal, observer, past=resumed.past)

    def finish(self, mode: Mode) -> Outcome:
        """Whatever there is to resume, or a promotion from the beginning."""
        if unfinished(self.folder, self.estate):
            return self.resume()
        for path in self.folder.glob("*.jsonl"):  # killed before the yes was on the disk, or finished
            assert read(path).is_finished or not read(path).steps
            path.unlink()
        return self.promote(mode)


@cache
def _clients(urls: tuple[tuple[str, str], ...]) -> AwsClients:
    """Clients whose session has read botocore's models before."""
    return AwsClients(lambda _service, region: dict(urls)[region], ACCOUNT)


class Scene:
    """A simulated AWS that serves, with faults to plan, and what has become of the ledgers."""

    def __init__(self, aws: SimulatedAws, faults: Faults, urls: dict[str, str]) -> None:
        self.aws = aws
        self.faults = faults
        self.urls = urls

    def set(self, mode: Mode) -> None:
        """As it is before a promotion of Osaka in a mode."""
        self.faults.forget()
        self.aws.reset(TOKYO.code)
        if mode is Mode.FAILBACK:
            for name in self.aws.names:
                self.aws.sides[OSAKA.code, name].joined = False

    @property
    def role_of_osaka(self) -> set[str]:
        return {self.aws.sides[OSAKA.code, name].role for name in self.aws.names}


@contextmanager
def scene(names: tuple[str, ...] = NAMES) -> Iterator[Scene]:
    """A simulated AWS, up for the block."""
    aws, faults = SimulatedAws((TOKYO.code, OSAKA.code), names, TOKYO.code), Faults()
    with serving(REGIONS, aws, faults) as urls:
        yield Scene(aws, faults, dict(urls))


def effects_expected(mode: Mode, names: tuple[str, ...] = NAMES, *, fenced: bool = True) -> dict[str, int]:
    """How often each call must take effect in a whole promotion: once, and not twice."""
    expected = {}
    for name in names:
        if fenced:
            expected[f"{TOKYO.code} ledger/{name}/fence"] = 1
        if mode is Mode.FAILBACK:
            expected[f"{OSAKA.code} ledger/{name}/rejoin"] = 1
        expected[f"{OSAKA.code} ledger/{name}/promote"] = 1
        expected[f"{OSAKA.code} ledger/{name}/probe"] = 1
    return expected
