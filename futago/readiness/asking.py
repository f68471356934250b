"""Asking every question side by side; what can't be asked is unknown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from futago.aws import Clients as AwsClients
from futago.aws import Manners, Trouble, error_code, trouble_of
from futago.breaker import Breakers, Patience
from futago.errors import AwsError
from futago.operations.calls import PacedBreakers
from futago.operations.observe import THREADS, unknown_caller
from futago.operations.threads import DaemonThreads
from futago.operations.watch import Watch
from futago.pace import Pace
from futago.readiness.check import Check
from modules.estate import Estate
from modules.operation import Unreachable
from modules.proof import Clients
from modules.readiness import Answer, Question, State, unseen
from regions import Region

LOOKING: Final = Manners(connect_timeout_seconds=2, read_timeout_seconds=8, attempts=4)
PATIENCE: Final = Patience(failures=2, trial_after_seconds=None)
"""One request may get lost; a service that is silent twice is not asked again in this look. A Region of which
nothing answers is given up by ``observe`` long before that."""
HANGS_AFTER_SECONDS: Final = 15.0
"""A Region that answered ``observe`` and now nothing any more has gone dark meanwhile."""
RIGHTS: Final = "the caller needs the rights that futago ready --print-policy shows"


def looking(clients: AwsClients, estate: Estate) -> tuple[AwsClients, Breakers]:
    """Clients that look: patient with AWS's throttling, and not with silence."""
    breakers = Breakers({region.code: PATIENCE for region in estate.pair})
    return clients.mannered(lambda _code: LOOKING, PacedBreakers(breakers, Pace())), breakers


@dataclass(frozen=True, eq=False)
class _Sight:
    """A question, and the Region that it is asked in."""

    region: Region
    question: Question


def ask(
    clients: Clients,
    estate: Estate,
    questions: Sequence[Question],
    breakers: Breakers,
) -> tuple[Check, ...]:
    """Ask every question; the checks come in their order.

    Args:
        clients: those of ``looking``.
        estate: whose pair the questions are about.
        questions: what to ask.
        breakers: what is known of services and Regions that do not answer.

    Raises:
        AwsError: AWS does not know the caller.
    """
    sights = [_Sight(estate.pair[each.region], each) for each in questions]
    threads = DaemonThreads(THREADS)
    try:
        watch: Watch[_Sight, Answer] = Watch(threads, partial(_look, clients), breakers, HANGS_AFTER_SECONDS)
        watch.over(sights)
    finally:
        threads.close()
    return tuple(_check(sight, watch.seen[sight], breakers) for sight in sights)


def _look(clients: Clients, sight: _Sight) -> Answer | Unreachable:
    try:
        return sight.question.answer(clients)
    except Exception as error:
        trouble = trouble_of(error)
        if trouble is None and isinstance(error, AwsError):
            return Answer(State.UNKNOWN, error.message, error.next_command or "")
        if trouble is None:
            raise
        if trouble is Trouble.CREDENTIALS:
            raise unknown_caller(error) from error
        if trouble in (Trouble.UNSENT, Trouble.UNANSWERED):
            return Unreachable(sight.region.code, "", str(error), dark=True)
        return Answer(State.UNKNOWN, _why(error, trouble), RIGHTS if trouble is Trouble.DENIED else "")


def _why(error: Exception, trouble: Trouble) -> str:
    if trouble is Trouble.DENIED:
        return f"denied: {error}"
    if trouble is Trouble.THROTTLED:
        return f"AWS throttles ({error_code(error)}): ask again in a minute"
    return f"refused: {error}"


def _check(sight: _Sight, found: Answer | Unreachable, breakers: Breakers) -> Check:
    question = sight.question
    if isinstance(found, Unreachable):
        is_dark = breakers.is_given_up(sight.region.code)
        found = unseen(found) if is_dark else Answer(State.UNKNOWN, f"no answer: {found.why}")
    return Check(
        question.id, question.what, question.region, found.state, found.seen, found.remedy, question.leading
    )
