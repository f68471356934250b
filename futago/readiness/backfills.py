"""Whether the objects that were there before the replication are in the Region being activated."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Final

from futago.backfill.observation import BackfillObservation, observe
from futago.backfill.observation import State as Backfill
from modules.operation import Mode, Permission, Promotion
from modules.proof import Clients
from modules.readiness import Answer, Question, State

_UNFINISHED: Final = frozenset({Backfill.FAILED, Backfill.INCOMPLETE})


def questions(promotion: Promotion) -> Iterator[Question]:
    """How the backfills out of the Region that is left stand; that Region keeps their jobs."""
    source, account = promotion.source, promotion.estate.account
    if promotion.estate.sections.get("buckets"):
        yield Question(
            "backfill//objects",
            f"objects of {source.city} that are older than their replication are in {promotion.to.city}",
            source.code,
            partial(_see, promotion=promotion),
            (
                Permission(("s3:ListJobs",), ("*",), source.code),  # it knows no resources
                Permission(("s3:DescribeJob",), (f"arn:aws:s3:{source.code}:{account}:job/*",), source.code),
            ),
        )


def _see(clients: Clients, *, promotion: Promotion) -> Answer:
    found = observe(clients, promotion.estate, source=promotion.source.code)
    unfinished = [each for each in found if not each.is_ok]
    if not unfinished:
        return Answer(State.OK, f"{len(found)} buckets backfilled")
    if all(each.state is Backfill.UNKNOWN for each in found):
        return Answer(State.UNKNOWN, "; ".join(dict.fromkeys(each.why_unknown for each in found)))
    seen = "; ".join(_told(each) for each in unfinished)
    return Answer(_state(promotion, unfinished), seen, _remedy(promotion, unfinished))


def _state(promotion: Promotion, unfinished: list[BackfillObservation]) -> State:
    """What is known to be missing there keeps back whoever has the choice, and only warns who has not."""
    states = {each.state for each in unfinished}
    if states & _UNFINISHED and promotion.mode is not Mode.FAILOVER:
        return State.BLOCKS
    return State.UNKNOWN if Backfill.UNKNOWN in states else State.WARNING


def _told(each: BackfillObservation) -> str:
    why = f" ({each.why_unknown})" if each.why_unknown else ""
    return f"{each.direction.name} is {each.state.value}{why}"


def _remedy(promotion: Promotion, unfinished: list[BackfillObservation]) -> str:
    faults = [each.fault.remedy for each in unfinished if each.fault is not None]
    if faults:
        return "; ".join(dict.fromkeys(faults))
    return f"futago backfill start --from {promotion.source.code}, or see by futago backfill verify"
