"""What an unquoted scalar means, by the core schema of YAML 1.2."""

from __future__ import annotations

import math

import pytest

from futago.spec.scalars import resolve


@pytest.mark.parametrize("text", ["", "~", "null", "Null", "NULL"])
def test_null(text: str) -> None:
    """Nothing, a tilde and the three spellings of null have no value."""
    assert resolve(text) is None


@pytest.mark.parametrize(
    ("text", "value"),
    [("true", True), ("True", True), ("TRUE", True), ("false", False), ("False", False), ("FALSE", False)],
)
def test_booleans(text: str, value: bool) -> None:  # noqa: FBT001 # a parameter of the test
    """Three spellings of true and three of false are booleans."""
    assert value is resolve(text)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0", 0),
        ("-7", -7),
        ("+12", 12),
        ("012", 12),
        ("0o14", 12),
        ("0xC", 12),
        ("123456789012", 123456789012),
    ],
)
def test_whole_numbers(text: str, value: int) -> None:
    """Digits are decimal even behind a zero; 0o and 0x say otherwise."""
    assert (value, int) == (resolve(text), type(resolve(text)))


@pytest.mark.parametrize(
    ("text", "value"), [("16.6", 16.6), (".5", 0.5), ("1.", 1.0), ("1e3", 1000.0), ("-1.5E-1", -0.15)]
)
def test_fractions(text: str, value: float) -> None:
    """A point or an exponent makes a number that need not be whole."""
    assert (value, float) == (resolve(text), type(resolve(text)))


@pytest.mark.parametrize(("text", "value"), [(".inf", math.inf), ("-.Inf", -math.inf), ("+.INF", math.inf)])
def test_infinities(text: str, value: float) -> None:
    """Infinity is a number to YAML."""
    assert value == resolve(text)


@pytest.mark.parametrize(
    "text",
    [
        *("yes", "no", "on", "off", "y", "n", "Yes", "NO"),
        *("12:30", "17:00-17:30", "1_000", "2026-11-22", "0b11", "014x", "0o8", "1.2.3", "+", "-", "."),
        *("tRUE", "nULL", "inf", "nan", "9" * 300),
    ],
)
def test_text(text: str) -> None:
    """What only YAML 1.1 takes for a boolean, a time, a date or a number is text."""
    assert text == resolve(text)
