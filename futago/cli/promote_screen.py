"""What a person reads before and after a promotion."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import click

from futago.operations.decide import Decision
from futago.operations.duration import duration
from futago.operations.report import Measure, Report
from modules.operation import Loss, Phase, Step


def show_decision(decision: Decision) -> None:
    """Say what is to be done, why, what it may lose, and every reason why not."""
    promotion = decision.promotion
    click.secho(
        f"{promotion.mode.value.capitalize()}: {promotion.to.city} ({promotion.to.code}) becomes home of "
        f"{promotion.estate.names.prefix} in account {promotion.estate.account}, "
        f"in the place of {promotion.source.city} ({promotion.source.code})",
        bold=True,
        err=True,
    )
    for obstacle in decision.obstacles:
        place = " ".join(filter(None, (obstacle.noun, obstacle.name)))
        _line("refused: ", f"{place} in {obstacle.region}: {obstacle.wrong}", fg="red")
        _line("   do:   ", obstacle.remedy, fg="cyan")
    if not decision.is_allowed:
        return
    for line in _steps(decision.steps):
        click.echo(line, err=True)
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


def show_report(summed: Report) -> None:
    """Say how it ended."""
    done = summed.is_done
    promotion = summed.decision.promotion
    what = f"{promotion.to.city} is home" if done else f"{promotion.to.city} is not wholly promoted"
    click.secho(what, fg="green" if done else "red", bold=True, err=True)
    start = "the stated beginning of the outage" if summed.outage_since else "the yes"
    click.echo(f"RTO: {_measure(summed.rto)}, from {start} until it was verified", err=True)
    click.echo(f"RPO: {_measure(summed.rpo)}", err=True)
    for left in summed.left:
        _line("left to do: ", f"{left.title}: {left.why}", fg="yellow")
        _line("            ", left.command, fg="cyan")


def _measure(measure: Measure) -> str:
    told = duration(measure.seconds)
    if measure.target_seconds is None:
        return f"{told} (the spec has no target)"
    return f"{told}, target {duration(measure.target_seconds)}: {measure.verdict}"


def _loss(loss: Loss) -> str:
    return f"{loss.noun} {loss.name}: {loss.statement}"


def _steps(steps: Sequence[Step]) -> Iterator[str]:
    phase: Phase | None = None
    for step in steps:
        if step.phase is not phase:
            phase = step.phase
            yield f"  {phase.value}"
        yield f"    {step.id}  {step.title}  ({duration(step.expected_seconds)})"


def _line(mark: str, text: str, *, fg: str) -> None:
    click.secho(mark, fg=fg, bold=True, nl=False, err=True)
    click.echo(text, err=True)
