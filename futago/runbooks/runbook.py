"""A runbook as a record: everything that its document says, decided; nothing about how it is shown."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby, zip_longest

from futago.operations.decide import Decision, decide
from futago.operations.observe import Resource, resources_of
from futago.operations.prepare import assumed
from futago.runbooks.questions import Question, questions
from futago.runbooks.times import Measured, StepTime, Times
from modules.estate import Estate
from modules.operation import Command, Loss, Mode, Obstacle, Phase, Promotion, Step
from modules.promotion.inputs import PromotionInputs, promotion_of
from regions import Region

OPERATION = "OPERATION-ID"
"""Stands where an operation's own id will stand."""

_TITLES = {
    Phase.FENCE: "Stop the old writers",
    Phase.REJOIN: "Bring the Region back as reader",
    Phase.PROMOTE: "Make the Region the writer",
    Phase.VERIFY: "See that it writes",
}


@dataclass(frozen=True)
class TimedStep:
    """A step with its number and what was measured of it.

    Attributes:
        number: ``2.3``.
        step: the step.
        needs: numbers of the steps that have to be done before it.
        time: what was measured, or None.
    """

    number: str
    step: Step
    needs: tuple[str, ...]
    time: StepTime | None


@dataclass(frozen=True)
class Stage:
    """The steps of one phase. Steps of a stage that don't wait for each other go side by side.

    Attributes:
        number: 1-based.
        title: what it is for.
        steps: its steps.
        expected_seconds: the longest chain within it.
    """

    number: int
    title: str
    steps: tuple[TimedStep, ...]
    expected_seconds: float


@dataclass(frozen=True)
class Entry:
    """A thing of the estate, in both Regions.

    Attributes:
        noun: its kind.
        name: its name in the spec.
        what: what it is.
        arns: its ARN by the Region's code.
    """

    noun: str
    name: str
    what: str
    arns: dict[str, str]


@dataclass(frozen=True)
class Runbook:
    """How one Region is promoted in one mode.

    Attributes:
        estate: the estate.
        spec: the spec, as the commands name it.
        mode: how.
        to: the Region being activated.
        source: the Region that is left.
        promote: the command that does all of it.
        reconcile: the command that comes after it.
        settings: targets and contacts.
        questions: the go/no-go table.
        stages: the steps.
        losses: what may be lost.
        obstacles: why the spec as it is does not let it be done whole.
        expected_seconds: the longest chain of steps.
        last: the newest promotion of this kind that was measured.
        appendix: every resource.
    """

    estate: Estate
    spec: str
    mode: Mode
    to: Region
    source: Region
    promote: str
    reconcile: str
    settings: PromotionInputs
    questions: tuple[Question, ...]
    stages: tuple[Stage, ...]
    losses: tuple[Loss, ...]
    obstacles: tuple[Obstacle, ...]
    expected_seconds: float
    last: Measured | None
    appendix: tuple[Entry, ...]

    @property
    def file_name(self) -> str:
        """What its document is called, without the ending: ``failover-to-osaka``."""
        return f"{self.mode}-to-{self.to.city.lower()}"


def runbooks(estate: Estate, spec: str, times: Times) -> Iterator[Runbook]:
    """All runbooks of an estate: each mode, towards each Region."""
    for to in estate.pair:
        for mode in Mode:
            yield runbook(estate, spec, mode, to, times)


def runbook(estate: Estate, spec: str, mode: Mode, to: Region, times: Times) -> Runbook:
    """The runbook for one Region and mode: the steps that ``futago promote`` would run, all being well.

    Args:
        estate: the estate.
        spec: how the commands name its spec.
        mode: how.
        to: the Region being activated.
        times: what rehearsals measured.
    """
    promotion = Promotion(estate, mode, to, OPERATION)
    of = shlex.join([spec, *(["--environment", estate.environment] if estate.environment else [])])
    promote, reconcile = f"futago promote {to.code} {of} --mode {mode}", f"futago reconcile {of}"
    resources = resources_of(estate)
    decision = decide(promotion, resources, assumed(promotion, resources))
    return Runbook(
        estate=estate,
        spec=spec,
        mode=mode,
        to=to,
        source=promotion.source,
        settings=promotion_of(estate),
        questions=tuple(questions(promotion, promote, reconcile)),
        promote=promote,
        reconcile=reconcile,
        stages=tuple(_stages(decision, times)),
        losses=decision.losses,
        obstacles=decision.obstacles,
        expected_seconds=decision.expected_seconds,
        last=times.last(mode, to.code),
        appendix=tuple(_appendix(estate, resources)),
    )


def shell(command: Command) -> str:
    """A command as a line for a shell, each word quoted where it must be."""
    return shlex.join(command.argv)


def _stages(decision: Decision, times: Times) -> Iterator[Stage]:
    promotion = decision.promotion
    phases = list(Phase)
    ordered = sorted(decision.steps, key=lambda step: phases.index(step.phase))
    grouped = [(phase, tuple(steps)) for phase, steps in groupby(ordered, key=lambda step: step.phase)]
    numbers = {
        step.id: f"{at}.{place}"
        for at, (_, steps) in enumerate(grouped, start=1)
        for place, step in enumerate(steps, start=1)
    }
    for at, (phase, steps) in enumerate(grouped, start=1):
        yield Stage(
            at,
            _TITLES[phase],
            tuple(
                TimedStep(
                    numbers[step.id],
                    step,
                    tuple(numbers[need] for need in step.needs if need in numbers),
                    times.of_step(promotion.mode, promotion.to.code, step.id),
                )
                for step in steps
            ),
            _longest(steps),
        )


def _longest(steps: tuple[Step, ...]) -> float:
    """The longest chain among the steps of one phase, in seconds; they come in an order that fits."""
    chains: dict[str, float] = {}
    for step in steps:
        before = max((chains[need] for need in step.needs if need in chains), default=0.0)
        chains[step.id] = before + step.expected_seconds
    return max(chains.values(), default=0.0)


def _appendix(estate: Estate, resources: tuple[Resource, ...]) -> Iterator[Entry]:
    for each in resources:
        by_what: dict[str, dict[str, list[str]]] = {}
        for region in estate.pair:
            for found in each.operator.resources(estate, each.name, each.inputs, region):
                by_what.setdefault(found.what, {}).setdefault(region.code, []).append(found.arn)
        for what, arns in by_what.items():
            sides = (arns.get(region.code, []) for region in estate.pair)
            for first, second in zip_longest(*sides, fillvalue=""):
                codes = (region.code for region in estate.pair)
                yield Entry(each.noun, each.name, what, dict(zip(codes, (first, second), strict=True)))
