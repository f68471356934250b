"""A rehearsal from the spec to the last plan."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import click

from futago.cli.clients import clients_of
from futago.cli.embedded_aws import FOLDER, OUT, embedded_aws, terraform_runner
from futago.cli.promote_progress import shown_progress as shown_promotion
from futago.cli.synthesis import synthesize
from futago.deploy.apply import Settlement, apply_stacks, check_settled
from futago.deploy.order import in_order
from futago.deploy.progress import shown_progress
from futago.deploy.stack_directory import StackDirectory, read_stacks
from futago.deploy.terraform_run import TerraformRunner
from futago.emulator.process import Emulator
from futago.operations.decide import Decision
from futago.operations.events import Observer
from futago.operations.promote import new_operation_id
from futago.rehearsal.rehearse import Leg, Rehearsal, Stage, rehearse
from futago.runbooks import times
from futago.runbooks.times import Measured
from modules.estate import Estate
from modules.operation import Mode, Promotion
from regions import Region


@dataclass(frozen=True)
class Wish:
    """What is to be rehearsed.

    Attributes:
        to: the Region being activated.
        mode: ``failover`` or ``switchover``.
        darkness: how the other Region goes dark.
        detach: whether databases are taken out of their global cluster.
    """

    to: Region
    mode: str
    darkness: str
    detach: bool


@dataclass(frozen=True)
class Done:
    """A rehearsal and the plans after it.

    Attributes:
        rehearsal: how it went.
        settled: the plan of every stack.
    """

    rehearsal: Rehearsal
    settled: tuple[Settlement, ...]

    @property
    def is_well(self) -> bool:
        """Whether it went well and every plan is empty."""
        return self.rehearsal.is_well and all(stack.is_empty for stack in self.settled)


def run(estate: Estate, wish: Wish, running: Path | None) -> Done:
    """Build the estate, rehearse, and plan every stack.

    Args:
        estate: the estate.
        wish: what is to be rehearsed.
        running: folder of the embedded AWS that has the estate already; None for a fresh one.
    """
    runner = terraform_runner()
    promotion = Promotion(estate, Mode(wish.mode), wish.to, new_operation_id(), wish.detach)
    with _embedded(estate, runner, running) as (emulator, folder, stacks):
        stage = Stage(emulator, clients_of(folder), folder / "promotions", _watching, _say)
        rehearsal = rehearse(stage, promotion, darkness=wish.darkness)
        _say("Planning every stack …")
        with shown_progress([stack.name for stack in stacks]) as observer:
            settled = check_settled(stacks, runner, observer)
    return Done(rehearsal, settled)


def keep_times(rehearsal: Rehearsal, folder: Path) -> Path:
    """Add what was measured to the runbooks of a folder; returns the file."""
    legs = [leg for leg in (rehearsal.there, rehearsal.back) if leg is not None and leg.report.is_done]
    for leg in legs:
        times.record(folder, _measured(leg))
    return folder / times.FILE


def _measured(leg: Leg) -> Measured:
    report = leg.report
    promotion = report.decision.promotion
    return Measured(
        date=datetime.now(UTC).date().isoformat(),
        where="the embedded AWS",
        mode=promotion.mode,
        to=promotion.to.code,
        rto_seconds=report.rto.seconds or 0.0,
        steps_seconds={
            result.step.id: result.seconds for result in report.outcome.results if result.seconds is not None
        },
    )


@contextmanager
def _embedded(
    estate: Estate, runner: TerraformRunner, running: Path | None
) -> Iterator[tuple[Emulator, Path, tuple[StackDirectory, ...]]]:
    """The embedded AWS with the estate in it, its folder, and the stacks."""
    if running is not None:
        out = running / OUT.name
        synthesize(estate, out, running)
        yield Emulator.attach(running), running, in_order(read_stacks(out))
        return
    with embedded_aws(estate, keep=False, again="futago rehearse") as emulator:
        synthesize(estate, OUT, FOLDER)
        stacks = in_order(read_stacks(OUT))
        with shown_progress([stack.name for stack in stacks]) as observer:
            apply_stacks(stacks, runner, observer)
        yield emulator, FOLDER, stacks


def _watching(decision: Decision) -> AbstractContextManager[Observer]:
    return shown_promotion(decision, datetime.now(UTC))


def _say(sentence: str) -> None:
    click.echo(sentence, err=True)
