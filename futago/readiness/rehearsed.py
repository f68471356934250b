"""How long ago a promotion of this kind was last carried out, in earnest or as a rehearsal."""

from __future__ import annotations

from datetime import date
from typing import Final

from futago.runbooks.times import Times
from modules.operation import Promotion
from modules.readiness import Answer, Question, State, known

OLD_DAYS: Final = 90
"""A quarter: AWS advises to practise failover regularly, so that people and runbooks keep up with changes
(AWS Well-Architected Framework, REL13-BP03 and REL12-BP06); it names no number of days."""


def question(promotion: Promotion, times: Times, today: date) -> Question:
    """Answered from the times that lie beside the runbooks."""
    what = f"a {promotion.mode.value} to {promotion.to.city} was practised in the last {OLD_DAYS} days"
    return known("estate//rehearsal", what, promotion.to, _answer(promotion, times, today))


def _answer(promotion: Promotion, times: Times, today: date) -> Answer:
    remedy = f"futago rehearse --record runbooks/{promotion.estate.names.prefix}"
    last = times.last(promotion.mode.value, promotion.to.code)
    if last is None:
        return Answer(State.WARNING, "never, as far as the runbooks' times.json knows", remedy)
    days = (today - date.fromisoformat(last.date)).days
    seen = f"{days} days ago on {last.where}, in {last.rto_seconds:.0f} s"
    return Answer(State.OK, seen) if days <= OLD_DAYS else Answer(State.WARNING, seen, remedy)
