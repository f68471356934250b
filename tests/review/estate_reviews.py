"""Reviews of the recorded plans of an estate, made by the command as people run it."""

from __future__ import annotations

import gzip
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.command_line import futago

PLANS = Path(__file__).parent / "plans"
STACKS = ("kiosk-keys", "kiosk-apne1", "kiosk-apne3", "kiosk-links")
TOKYO, OSAKA, GLOBAL = "ap-northeast-1", "ap-northeast-3", "aws-global"
OUTPUTS = ("review.json", "review.md", "review.html", "review.sarif", "review.txt")


@dataclass(frozen=True)
class EstateReview:
    """What ``futago review --estate`` said of one scenario.

    Attributes:
        exit_code: the command's.
        document: the JSON.
        outputs: every output by its ending, as text.
    """

    exit_code: int
    document: dict[str, Any]
    outputs: dict[str, str]

    @property
    def counts(self) -> dict[str, dict[str, int]]:
        """By Region, how many resources each action hits, without zeros."""
        counts = self.document["counts"].items()
        return {code: {action: n for action, n in each.items() if n} for code, each in counts}

    @property
    def rows(self) -> dict[tuple[str, str], dict[str, str]]:
        """By name and type of a row, the action in each Region."""
        return _actions(self.document["changes"])

    @property
    def drift(self) -> dict[tuple[str, str], dict[str, str]]:
        """As ``rows``, of what changed outside Terraform."""
        return _actions(self.document["drift"])

    @property
    def worries(self) -> set[tuple[str, str | None]]:
        """Rule and Region of every finding above a note."""
        return {(rule, region) for rule, region, _ in self.places()}

    def places(self, *rules: str) -> set[tuple[str, str | None, str]]:
        """Rule, Region and address of what these rules found; of all above a note where none is named."""
        return {
            (each["rule"], each["region"], each["resource"]["address"] if each["resource"] else "")
            for each in self.document["findings"]
            if (each["rule"] in rules if rules else each["level"] != "note")
        }


def estate_review(folder: Path, scenario: str, spec: str = "first") -> EstateReview:
    """Review the plans of a scenario together with the spec that they were made from."""
    plans = []
    for stack in STACKS:
        plans.append(folder / f"{stack}.json")
        recorded = PLANS / "estate" / scenario / f"{stack}.json.gz"
        plans[-1].write_bytes(gzip.decompress(recorded.read_bytes()))
    files = [folder / name for name in OUTPUTS]
    spec_file = PLANS / "sources" / "estate" / f"{spec}.yaml"
    outputs_wanted = [word for file in files for word in ("--out", str(file))]
    done = futago("review", *plans, "--estate", spec_file, *outputs_wanted)
    assert done.returncode in (0, 1), done.stderr
    outputs = {file.suffix: file.read_text(encoding="utf-8") for file in files}
    return EstateReview(done.returncode, json.loads(outputs[".json"]), outputs)


def _actions(rows: list[Any]) -> dict[tuple[str, str], dict[str, str]]:
    return {
        (row["name"], row["type"]): {code: side["action"] for code, side in row["sides"].items()}
        for row in rows
    }
