"""What the promotion itself would say: the same decision, as checks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from futago.operations.decide import Decision, decide
from futago.operations.observe import Observations, Resource
from modules.operation import Loss, Mode, Obstacle, Promotion, Unreachable
from modules.readiness import Answer, Question, State, known, unseen
from regions import Region

_ASSUMED: Final = "assumed to be dark"
_CANT: Final = "a Region that does not answer can't be activated: wait until it does"


@dataclass(frozen=True)
class Decided:
    """A decision, and what would be lost.

    Attributes:
        decision: what was decided.
        losses: what may be lost, with the lags that are known although the decision goes without them.
        as_if_dark: whether the Region that is left answers, and is taken for dark all the same.
    """

    decision: Decision
    losses: tuple[Loss, ...]
    as_if_dark: bool = False


def decided(promotion: Promotion, resources: Sequence[Resource], observations: Observations) -> Decided:
    """Decide as the promotion would.

    A failover is for a Region that is dark, and is refused where nothing is wrong. Whether it would succeed
    is asked before: so it is decided as if the other Region went dark now, and what that Region says of its
    lags, which is known only until then, is kept.
    """
    if promotion.mode is not Mode.FAILOVER:
        decision = decide(promotion, resources, observations)
        return Decided(decision, decision.losses)
    decision = decide(promotion, resources, _without(observations, promotion.source))
    lags = {(loss.noun, loss.name): loss for loss in decide(promotion, resources, observations).losses}
    answers = any(not isinstance(seen[promotion.source.code], Unreachable) for seen in observations.values())
    return Decided(decision, tuple(_better(loss, lags) for loss in decision.losses), as_if_dark=answers)


def questions(found: Decided, resources: Sequence[Resource]) -> Iterator[Question]:
    """For every resource, whether something is in the promotion's way."""
    decision = found.decision
    obstacles: dict[tuple[str, str, str], list[Obstacle]] = {}
    for each in decision.obstacles:
        obstacles.setdefault((each.noun, each.name, each.region), []).append(each)
    stopped = {(noun, name) for noun, name, _ in obstacles}
    for (noun, name, code), its in obstacles.items():
        yield _question(decision, (noun, name), code, _obstructed(decision, its))
    for resource in resources:
        if resource.key not in stopped:
            steps = sum((step.noun, step.name) == resource.key for step in decision.steps)
            seen = f"{steps} step{'s'[: steps > 1]}, nothing in the way" if steps else "nothing is to be done"
            yield _question(decision, resource.key, decision.promotion.to.code, Answer(State.OK, seen))


def _question(decision: Decision, key: tuple[str, str], code: str, answer: Answer) -> Question:
    noun, name = key
    promotion = decision.promotion
    elsewhere = "" if code == promotion.to.code else f"-{promotion.estate.pair[code].short_code}"
    what = f"{' '.join(filter(None, key))} lets itself be promoted"
    return known(f"{noun}/{name}/promotion{elsewhere}", what, promotion.estate.pair[code], answer)


def _obstructed(decision: Decision, obstacles: Sequence[Obstacle]) -> Answer:
    """What can't be looked at may be well: the promotion is refused for it, and readiness is unknown."""
    first = obstacles[0]
    remedy = "; ".join(dict.fromkeys(each.remedy for each in obstacles))
    sight = decision.observations.get((first.noun, first.name), {}).get(first.region)
    if isinstance(sight, Unreachable):
        is_target = sight.dark and first.region == decision.promotion.to.code
        return replace(unseen(sight), remedy=_CANT if is_target else remedy)
    return Answer(State.BLOCKS, "; ".join(dict.fromkeys(each.wrong for each in obstacles)), remedy)


def _without(observations: Observations, region: Region) -> Observations:
    dark = Unreachable(region.code, "", _ASSUMED, dark=True)
    return {
        key: {**seen, region.code: seen[region.code] if isinstance(seen[region.code], Unreachable) else dark}
        for key, seen in observations.items()
    }


def _better(loss: Loss, lags: Mapping[tuple[str, str], Loss]) -> Loss:
    actual = lags.get((loss.noun, loss.name))
    if loss.lag_seconds is not None or actual is None or actual.lag_seconds is None:
        return loss
    return replace(
        loss,
        lag_seconds=actual.lag_seconds,
        measured_seconds_ago=actual.measured_seconds_ago,
        statement=actual.statement,
    )
