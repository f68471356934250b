"""Waivers: what a line is allowed to hold, and why."""

from __future__ import annotations

import re

from futago.lint.rule import Rule

RULE = Rule(
    id="waiver-without-reason",
    title="A waiver without a reason",
    why="Nobody can tell later whether what was waived still has to be: a waiver holds with a reason only.",
    remedy="Say why behind it, on the same line: futago: allow <reason>.",
)

WAIVER = re.compile(r"(?P<mark>futago:\s*allow)\b(?P<reason>.*)")
_AROUND_REASON = " \t:;,.()[]{}\"'`*/#!<>|-=\\\u2013\u2014"
"""Signs around a reason, such as a comment's end."""


def reason_of(waiver: re.Match[str]) -> str:
    """The reason of a waiver; empty where it gives none."""
    reason = waiver["reason"].split("*/")[0].split("-->")[0].strip(_AROUND_REASON)
    return reason if any(map(str.isalpha, reason)) else ""


def mark_of(waiver: re.Match[str]) -> str:
    """What makes it a waiver."""
    return waiver["mark"]
