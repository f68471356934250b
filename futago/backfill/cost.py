"""What a backfill would cost: what is known of it, and what is not. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from futago.backfill.amount import Amount
from futago.backfill.direction import Direction
from futago.backfill.prices import Prices
from regions import OSAKA, TOKYO, Region

BILLING_CODES = {TOKYO.code: "APN1", OSAKA.code: "APN3"}
"""The Regions in usage types (Amazon S3 User Guide, "Understanding your AWS billing and usage reports")."""
GIB = 1024**3


@dataclass(frozen=True)
class CostLine:
    """One thing that is billed.

    Attributes:
        usage_type: AWS's name of it.
        what: what it is, in words.
        quantity: how many units; None where that is unknown.
        usd: the price of one; None where that is unknown.
        is_monthly: whether it is paid every month from then on.
    """

    usage_type: str
    what: str
    quantity: float | None
    usd: float | None
    is_monthly: bool = False

    @property
    def total_usd(self) -> float | None:
        """What it comes to; None where it is unknown."""
        return None if self.quantity is None or self.usd is None else self.quantity * self.usd


@dataclass(frozen=True)
class Cost:
    """What a backfill costs.

    Attributes:
        lines: everything that is billed.
        is_exact: whether the amount is; else it is what was seen of it, so the least.
    """

    lines: tuple[CostLine, ...]
    is_exact: bool

    @property
    def known_usd(self) -> float:
        """What is known of it, once."""
        return sum(each.total_usd or 0.0 for each in self.lines if not each.is_monthly)

    @property
    def known_monthly_usd(self) -> float:
        """What is known of what is paid every month from then on."""
        return sum(each.total_usd or 0.0 for each in self.lines if each.is_monthly)

    @property
    def unknown(self) -> tuple[str, ...]:
        """The usage types of what is not known."""
        return tuple(each.usage_type for each in self.lines if each.total_usd is None)


def cost_of(direction: Direction, amount: Amount, prices: Prices) -> Cost:
    """What a direction's job costs.

    Every part of it: the job, its objects and the making of its list (S3 Batch Operations), the transfer with
    or without time control, a PUT request an object, and the storage of the copies. Requests to KMS are not
    counted: with Bucket Keys they are few.
    """
    return Cost(tuple(_lines(direction, amount, prices)), amount.is_exact)


def _lines(direction: Direction, amount: Amount, prices: Prices) -> Iterator[CostLine]:
    here, there = _code(direction.source), _code(direction.destination)
    objects = None if amount.objects is None else float(amount.objects)
    gib = None if amount.objects is None else amount.bytes / GIB

    def line(usage_type: str, what: str, quantity: float | None, *, is_monthly: bool = False) -> CostLine:
        return CostLine(usage_type, what, quantity, prices.usd.get(usage_type), is_monthly)

    yield line(f"{here}-BatchOperations-Jobs", "the job", 1.0)
    yield line(f"{here}-BatchOperations-Objects", "its objects", objects)
    listed = amount.listed if amount.is_exact else amount.ceiling
    yield line(f"{here}-BatchOperations-Manifest", "finding them among all in the bucket", listed)
    yield line(f"{here}-{there}-AWS-Out-Bytes", "the transfer", gib)
    if direction.inputs.replication.time_control:
        yield line(f"{here}-{there}-S3RTC-Out-Bytes", "time control of the transfer", gib)
    yield line(f"{there}-Requests-Tier1", "writing the copies", objects)
    yield line(f"{there}-TimedStorage-ByteHrs", "storing the copies", gib, is_monthly=True)


def _code(region: Region) -> str:
    return BILLING_CODES[region.code]
