"""What a look at an estate's readiness came to: checks, and one verdict from all of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from modules.operation import Loss, Promotion
from modules.readiness import State


class Verdict(StrEnum):
    """Whether a promotion would succeed now."""

    READY = "ready"
    NOT_READY = "not ready"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Check:
    """A question and its answer; see ``modules.readiness.Question`` and ``Answer``.

    Attributes:
        id: the same in every run.
        what: what was asked.
        region: code of the Region that was asked.
        state: what the answer means.
        seen: what was seen.
        remedy: what to do about it; empty where nothing is to be done.
        leading: whether it changes before anything fails.
    """

    id: str
    what: str
    region: str
    state: State
    seen: str
    remedy: str = ""
    leading: bool = False

    def as_json(self) -> dict[str, object]:
        """As it stands in the JSON."""
        return {
            "id": self.id,
            "what": self.what,
            "region": self.region,
            "state": self.state.value,
            "seen": self.seen,
            "remedy": self.remedy,
            "leading": self.leading,
        }


@dataclass(frozen=True)
class Readiness:
    """How ready an estate was when it was looked at.

    Attributes:
        promotion: the promotion that was asked about.
        checks: every check, in the order in which they were asked.
        losses: what the promotion may lose.
        is_allowed: whether the promotion would be begun; without it nobody knows all of its losses and steps.
        as_if_dark: whether the Region that is left answers, and was taken for dark all the same.
        steps: how many steps it would take.
        expected_seconds: how long they would take.
        looked_at: when, UTC.
        took_seconds: how long looking took.
    """

    promotion: Promotion
    checks: tuple[Check, ...]
    losses: tuple[Loss, ...]
    is_allowed: bool
    as_if_dark: bool
    steps: int
    expected_seconds: float
    looked_at: datetime
    took_seconds: float

    @property
    def verdict(self) -> Verdict:
        """Not ready if anything blocks, else unknown if anything is; warnings alone keep nobody back."""
        states = {check.state for check in self.checks}
        if State.BLOCKS in states:
            return Verdict.NOT_READY
        return Verdict.UNKNOWN if State.UNKNOWN in states else Verdict.READY

    @property
    def counts(self) -> Mapping[State, int]:
        """How many checks there are of each state."""
        return {state: sum(check.state is state for check in self.checks) for state in State}

    @property
    def loss_seconds(self) -> float | None:
        """The greatest known bound of what may be lost; None where something has no known bound."""
        if not self.is_allowed:
            return None
        lags = [loss.lag_seconds for loss in self.losses]
        known = [lag for lag in lags if lag is not None]
        return None if len(known) < len(lags) else max(known, default=0.0)

    def as_json(self) -> dict[str, object]:
        """The whole as JSON has it; ``futago/readiness/readiness.schema.json`` describes it."""
        promotion = self.promotion
        return {
            "estate": promotion.estate.names.prefix,
            "account": promotion.estate.account,
            "mode": promotion.mode.value,
            "to": promotion.to.code,
            "from": promotion.source.code,
            "verdict": self.verdict.value,
            "looked_at": self.looked_at.isoformat(timespec="seconds"),
            "took_seconds": round(self.took_seconds, 3),
            "allowed": self.is_allowed,
            "as_if_dark": self.as_if_dark,
            "steps": self.steps,
            "expected_seconds": self.expected_seconds,
            "loss_seconds": self.loss_seconds,
            "losses": [
                {
                    "noun": loss.noun,
                    "name": loss.name,
                    "lag_seconds": loss.lag_seconds,
                    "measured_seconds_ago": loss.measured_seconds_ago,
                    "statement": loss.statement,
                }
                for loss in self.losses
            ],
            "counts": {state.value: count for state, count in self.counts.items()},
            "checks": [check.as_json() for check in self.checks],
        }
