"""docs/alarms.md has every alarm that there is."""

from __future__ import annotations

import re
from pathlib import Path

from futago.spec import load
from modules.alarms.estate_alarms import named_alarms

ROOT = Path(__file__).parents[3]
_ROW = re.compile(r"^\| `([a-z<>-]+)` \|", re.MULTILINE)


def test_the_document_lists_the_alarms() -> None:
    """A row each, and no row of one that is no more."""
    estate = load(ROOT / "examples" / "payments.yaml").estate
    made = {
        each.name.removeprefix("payments-").replace(f"-{each.label}-", "-<name>-")
        for each in named_alarms(estate, estate.pair.first)
    }
    document = (ROOT / "docs" / "alarms.md").read_text(encoding="utf-8")
    assert {*made, "estate"} == set(_ROW.findall(document.partition("## Thresholds")[0]))
