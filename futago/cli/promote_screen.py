"""What a person reads before and after a promotion."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from itertools import groupby
from operator import attrgetter, itemgetter
from typing import Final

import click

from futago.operations.decide import Decision
from futago.operations.duration import duration
from futago.operations.report import Measure, Report
from futago.rendering.inert import visible
from futago.rendering.listing import listed
from modules.operation import Loss, Obstacle, Step

_MOST_LINES: Final = 40
_MOST_NAMES: Final = 8


def show_decision(decision: Decision, done: Collection[str] = ()) -> None:
    """Say what is to be done, why, what it may lose, and every reason why not.

    Args:
        decision: what was decided.
        done: ids of steps that an earlier run has done.
    """
    promotion = decision.promotion
    click.secho(
        f"{promotion.mode.value.capitalize()}: {promotion.to.city} ({promotion.to.code}) becomes home of "
        f"{promotion.estate.names.prefix} in account {promotion.estate.account}, "
        f"in the place of {promotion.source.city} ({promotion.source.code})",
        bold=True,
        err=True,
    )
    _show_obstacles(decision.obstacles)
    if not decision.is_allowed:
        return
    steps = [step for step in decision.steps if step.id not in done]
    for line in _each(steps) if len(steps) <= _MOST_LINES else _counted(steps):
        click.echo(line, err=True)
    if done:
        click.echo(f"  done already: {len(done)} of {len(decision.steps)}", err=True)
    for step in decision.skipped:
        _line("left out: ", f"{step.id}: {step.cost_if_skipped}", fg="yellow")
    for warning in decision.warnings:
        _line("warning: ", warning, fg="yellow")
    for loss in decision.losses:
        _line("loss: ", _loss(loss), fg="red")
    chain = decision.longest_chain
    if chain:
        click.echo(
            f"Expected: {duration(decision.expected_seconds)}, by the longest chain: "
            f"{' → '.join(step.id for step in chain)}",
            err=True,
        )


def _show_obstacles(obstacles: Sequence[Obstacle]) -> None:
    """Every reason why not; those of one Region with one remedy together."""
    alike: dict[tuple[str, str], list[Obstacle]] = {}
    for obstacle in obstacles:
        alike.setdefault((obstacle.region, obstacle.remedy), []).append(obstacle)
    for (region, remedy), its in alike.items():
        names = [" ".join(filter(None, (each.noun, each.name))) for each in its]
        _line("refused: ", f"{listed(names, _MOST_NAMES)} in {region}: {its[0].wrong}", fg="red")
        _line("   do:   ", remedy, fg="cyan")


def show_report(summed: Report) -> None:
    """Say how it ended."""
    done = summed.is_done
    promotion = summed.decision.promotion
    what = f"{promotion.to.city} is home" if done else f"{promotion.to.city} is not wholly promoted"
    click.secho(what, fg="green" if done else "red", bold=True, err=True)
    start = "the stated beginning of the outage" if summed.outage_since else "the yes"
    click.echo(f"RTO: {_measure(summed.rto)}, from {start} until it was verified", err=True)
    click.echo(f"RPO: {_measure(summed.rpo)}", err=True)
    for command, lefts in groupby(summed.left, key=attrgetter("command")):
        for left in lefts:
            _line("left to do: ", f"{left.title}: {left.why}", fg="yellow")
        _line("   do:      ", command, fg="cyan")


def _measure(measure: Measure) -> str:
    told = duration(measure.seconds)
    if measure.target_seconds is None:
        return f"{told} (the spec has no target)"
    return f"{told}, target {duration(measure.target_seconds)}: {measure.verdict}"


def _loss(loss: Loss) -> str:
    return f"{loss.noun} {loss.name}: {loss.statement}"


def _each(steps: Sequence[Step]) -> Iterator[str]:
    """A line for each step, and one for its reason where that is another than the step's before it."""
    phase, why = None, ""
    for step in steps:
        if step.phase is not phase:
            phase = step.phase
            yield f"  {phase.value}"
        optional = ", optional" if step.optional else ""
        yield f"    {step.id}  {step.title} ({duration(step.expected_seconds)}{optional})"
        if step.why != why:
            why = step.why
            yield f"        because {why}"


def _counted(steps: Sequence[Step]) -> Iterator[str]:
    """A line for each sort of step, with how many there are; --json has them all."""
    counts = Counter((step.phase, step.noun, step.id.rpartition("/")[2]) for step in steps)
    for phase, sorts in groupby(counts, key=itemgetter(0)):
        yield f"  {phase.value}"
        yield from (f"    {counts[sort]} of {sort[1]} {sort[2]}" for sort in sorts)


def _line(mark: str, text: str, *, fg: str) -> None:
    click.secho(mark, fg=fg, bold=True, nl=False, err=True)
    click.echo(visible(text), err=True)
