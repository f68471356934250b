"""The report of a promotion as a document for people."""

from __future__ import annotations

from collections.abc import Iterator

from futago.operations.duration import duration
from futago.operations.report import Measure, Report
from futago.operations.run import StepResult
from futago.rendering.plain_markdown import code, prose


def as_markdown(summed: Report) -> str:
    """The report, in GitHub's markdown."""
    return "\n".join(_lines(summed)) + "\n"


def _lines(summed: Report) -> Iterator[str]:
    promotion = summed.decision.promotion
    end = "done" if summed.is_done else "not done"
    yield f"# {promotion.mode.value.capitalize()} to {promotion.to.city}: {end}"
    yield ""
    yield (
        f"Estate {code(promotion.estate.names.prefix)}, account {promotion.estate.account}, operation "
        f"{code(promotion.operation)}, confirmed {summed.confirmed_at:%Y-%m-%d %H:%M:%S} UTC."
    )
    yield from ("", "| | measured | target | |", "|---|---|---|---|")
    start = "the stated beginning of the outage" if summed.outage_since else "the yes"
    yield _measure(f"RTO, from {start}", summed.rto)
    yield _measure("RPO", summed.rpo)
    if summed.left:
        yield from ("", "## Left to do", "")
        for left in summed.left:
            yield f"- **{prose(left.title)}**: {prose(left.why)}. {code(left.command)}"
    if summed.decision.losses:
        yield from ("", "## What may be lost", "")
        for loss in summed.decision.losses:
            yield f"- {loss.noun} {code(loss.name)}: {prose(loss.statement)}"
    yield from ("", "## Steps", "", "| step | | took | expected | seen |", "|---|---|---|---|---|")
    yield from map(_step, summed.outcome.results)


def _measure(what: str, measure: Measure) -> str:
    target = "none" if measure.target_seconds is None else duration(measure.target_seconds)
    verdict = "" if measure.target_seconds is None else f"**{measure.verdict}**"
    return f"| {what} | {duration(measure.seconds)} | {target} | {verdict} |"


def _step(result: StepResult) -> str:
    took = "" if result.seconds is None else duration(result.seconds)
    state = result.state.value if result.acted or result.seconds is None else f"{result.state.value} already"
    expected = duration(result.step.expected_seconds)
    return f"| {code(result.step.id)} | {state} | {took} | {expected} | {prose(result.seen)} |"
