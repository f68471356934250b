"""SDK clients for a promotion: patient with the Region being activated, impatient with a dark one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from futago.aws import Clients as AwsClients
from futago.aws import Manners
from futago.breaker import IMPATIENT, Breakers
from futago.pace import Pace
from modules.operation import Mode, Promotion
from modules.proof import Clients

READING: Final = Manners(connect_timeout_seconds=3, read_timeout_seconds=20, attempts=4)
ACTING: Final = Manners(connect_timeout_seconds=3, read_timeout_seconds=20, attempts=1)
READING_DARK: Final = Manners(connect_timeout_seconds=2, read_timeout_seconds=3, attempts=2)
ACTING_DARK: Final = Manners(connect_timeout_seconds=2, read_timeout_seconds=3, attempts=1)
"""With a Region that is being left because it is dark. The first silence opens its breaker, so that no
second one is waited for: 3 seconds in all."""


@dataclass(frozen=True)
class Calls:
    """The two manners in which a promotion calls AWS.

    Attributes:
        reading: asks again where an answer fails to come; for calls that change nothing.
        acting: asks exactly once: whether to ask again is decided by looking first.
        breakers: what is known of services that do not answer.
        has_iam: whether IAM knows what the caller may do; the embedded AWS denies nothing and knows nothing.
    """

    reading: Clients
    acting: Clients
    breakers: Breakers
    has_iam: bool = False


def calls_for(clients: AwsClients, promotion: Promotion, pace: Pace | None = None) -> Calls:
    """The clients for a promotion.

    Args:
        clients: of AWS, or of the embedded AWS.
        promotion: what is asked for; in a failover the other Region gets little patience.
        pace: keeps below AWS's rates.
    """
    dark = promotion.source.code if promotion.mode is Mode.FAILOVER else None
    breakers = Breakers({} if dark is None else {dark: IMPATIENT})
    guard = PacedBreakers(breakers, pace or Pace())
    return Calls(
        clients.mannered(lambda code: READING_DARK if code == dark else READING, guard),
        clients.mannered(lambda code: ACTING_DARK if code == dark else ACTING, guard),
        breakers,
        has_iam=not clients.is_embedded,
    )


class PacedBreakers:
    """Breakers, and behind them a pace; a ``futago.aws.Guard``."""

    def __init__(self, breakers: Breakers, pace: Pace) -> None:
        self._pace = pace
        self._breakers = breakers
        self.answered = breakers.answered
        self.silent = breakers.silent

    def admit(self, service: str, region: str) -> None:
        """See ``futago.aws.Guard``."""
        self._breakers.admit(service, region)
        self._pace.wait(service, region)
