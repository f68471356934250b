"""The file of prices: dated, replaceable, and honest about what it does not know."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from futago.errors import BackfillError

SHIPPED = Path(__file__).with_name("prices.yaml")


@dataclass(frozen=True)
class Prices:
    """Prices in US dollars.

    Attributes:
        file: where they are from.
        as_of: the day of which they are.
        source: who says so.
        usd: the price of a unit by AWS's usage type; None where it is unknown.
    """

    file: Path
    as_of: dt.date
    source: str
    usd: Mapping[str, float | None]


def read_prices(file: Path = SHIPPED) -> Prices:
    """Read a file of prices.

    Raises:
        BackfillError: it can't be read, or is no such file.
    """
    try:
        values = yaml.safe_load(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise BackfillError(f"{file}: can't be read as prices: {error}", exit_code=2) from error
    if not isinstance(values, dict):
        raise _unfit(file, "it is no mapping")
    as_of, source, prices = (values.get(name) for name in ("as_of", "source", "prices"))
    if not isinstance(as_of, dt.date):
        raise _unfit(file, f"as_of is {as_of!r}, needed is a day such as 2026-09-18")
    if not isinstance(source, str) or not source:
        raise _unfit(file, "source is missing: who says so, and where")
    if not isinstance(prices, dict):
        raise _unfit(file, "prices is missing")
    return Prices(file, as_of, source, {str(name): _price(file, name, each) for name, each in prices.items()})


def _price(file: Path, name: Any, value: Any) -> float | None:
    usd = value.get("usd") if isinstance(value, dict) else value
    if usd is None:
        return None
    if isinstance(usd, bool) or not isinstance(usd, int | float) or usd < 0:
        raise _unfit(file, f"{name} has usd {usd!r}, allowed are a number from 0 on, and null for unknown")
    return float(usd)


def _unfit(file: Path, wrong: str) -> BackfillError:
    return BackfillError(f"{file}: no file of prices: {wrong}", exit_code=2, next_command=f"cat {SHIPPED}")
