"""Whole promotions of made-up ledgers on a simulated AWS, as tests run them: begun, killed, resumed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from futago.aws import Clients as AwsClients
from futago.aws import Manners
from futago.breaker import IMPATIENT, Breakers, Patience
from futago.errors import JournalError
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
from tests.estates import an_estate
from tests.operations.faulty_aws import Faults, serving
from tests.operations.ledgers import resources
from tests.operations.simulated_aws import ACCOUNT, SimulatedAws

REGIONS = (TOKYO.code, OSAKA.code)
NAMES = ("accounts", "postings")
READ_TIMEOUT_SECONDS = 1.0
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

    def calls(
        self, mode: Mode, attempts: int = 1, read_timeout_seconds: float = READ_TIMEOUT_SECONDS
    ) -> Calls:
        """Clients as ``calls_for`` makes them, with time-outs that tests can wait for."""
        _urls.update(self.urls)
        breakers = Breakers(
            {TOKYO.code: IMPATIENT if mode is Mode.FAILOVER else Patience(), OSAKA.code: Patience(3, 0.05)}
        )
        reading = Manners(1, read_timeout_seconds, attempts)
        acting = Manners(1, READ_TIMEOUT_SECONDS, 1)
        return Calls(
            _CLIENTS.mannered(lambda _: reading, breakers),
            _CLIENTS.mannered(lambda _: acting, breakers),
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
        decision, _ = self.prepare(mode)
        assert decision.is_allowed, decision.obstacles
        return self.run_prepared(mode, decision, observer, stop)

    def run_prepared(
        self,
        mode: Mode,
        decision: Decision,
        observer: Observer | None = None,
        stop: StopRequest | None = None,
    ) -> Outcome:
        """Say yes to a decision, and carry it out."""
        with begin(self.folder, decision, embedded=True) as journal:
            return carry_out(decision, self.calls(mode), journal, observer, stop=stop)

    def resume(self, observer: Observer | None = None) -> Outcome:
        """Go on with the last promotion that did not come to its end."""
        path = unfinished(self.folder, self.estate)[-1]
        resumed = resumption(path, self.estate, embedded=True, resources=resources(self.names))
        calls = self.calls(resumed.decision.promotion.mode)
        with Journal.reopen(path) as journal:
            return carry_out(resumed.decision, calls, journal, observer, past=resumed.past)

    def finish(self, mode: Mode) -> None:
        """Go on with what there is to resume, else promote from the beginning."""
        if unfinished(self.folder, self.estate):
            assert self.resume().is_done
            return
        if self._is_finished():
            return
        for path in self.folder.glob("*.jsonl"):  # killed before the yes was on the disk
            path.unlink()
        assert self.promote(mode).is_done

    def _is_finished(self) -> bool:
        for path in self.folder.glob("*.jsonl"):
            with suppress(JournalError):  # killed in its first line
                return read(path).is_finished
        return False


_urls: dict[str, str] = dict.fromkeys(REGIONS, "http://127.0.0.1:1")
_CLIENTS = AwsClients(lambda _service, region: _urls[region], ACCOUNT)
"""Clients of wherever tests are just now: their session reads botocore's models once, which takes long."""
for _service in ("ssm", "sts"):
    _CLIENTS.client(_service, TOKYO)


class Scene:
    """A simulated AWS that serves, with faults to plan, and what has become of the ledgers."""

    def __init__(self, aws: SimulatedAws, faults: Faults, urls: dict[str, str]) -> None:
        self.aws = aws
        self.faults = faults
        self.urls = urls

    def set_for(self, mode: Mode) -> None:
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
