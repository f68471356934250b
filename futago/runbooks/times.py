"""How long steps took when they were last carried out: measured times feed the next rendering.

They lie in a file beside the runbooks, checked in with them, so that a rendering depends on nothing else.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from futago.errors import RunbookError
from futago.whole_file import write_whole

FILE = "times.json"
KEPT = 10
"""How many promotions of the same kind are remembered; older ones say little of today's estate."""


class Measured(BaseModel):
    """One promotion that was carried out.

    Attributes:
        date: the day, ``2026-11-22``.
        where: ``AWS``, or ``the embedded AWS``, whose times are no measure of AWS's own.
        mode: how the Region was promoted.
        to: code of the Region that was activated.
        rto_seconds: from the start until the last step was done.
        steps_seconds: each step's time by its id.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    date: str
    where: str
    mode: str
    to: str
    rto_seconds: float
    steps_seconds: Mapping[str, float]


class _Document(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    promotions: tuple[Measured, ...] = ()


@dataclass(frozen=True)
class StepTime:
    """What was measured of one step.

    Attributes:
        median_seconds: half of the times were shorter.
        longest_seconds: the longest.
        count: how often it was measured.
        where: where: AWS's own times count, those of the embedded AWS only while there are none.
    """

    median_seconds: float
    longest_seconds: float
    count: int
    where: str


class Times:
    """What was measured of an estate's promotions.

    Args:
        promotions: the oldest first.
    """

    def __init__(self, promotions: tuple[Measured, ...] = ()) -> None:
        self.promotions = promotions

    def of_step(self, mode: str, to: str, step_id: str) -> StepTime | None:
        """What is known of a step, or None if it was never measured."""
        alike = self._alike(mode, to)
        seconds = [each.steps_seconds[step_id] for each in alike if step_id in each.steps_seconds]
        if not seconds:
            return None
        return StepTime(median(seconds), max(seconds), len(seconds), alike[-1].where)

    def last(self, mode: str, to: str) -> Measured | None:
        """The newest promotion of this kind, or None if there was none."""
        alike = self._alike(mode, to)
        return alike[-1] if alike else None

    def _alike(self, mode: str, to: str) -> list[Measured]:
        alike = [each for each in self.promotions if (each.mode, each.to) == (mode, to)]
        on_aws = [each for each in alike if each.where == "AWS"]
        return on_aws or alike


def read(folder: Path) -> Times:
    """The times that lie in a folder of runbooks; none where there is no file.

    Raises:
        RunbookError: the file is there and holds something else.
    """
    path = folder / FILE
    try:
        document = _Document.model_validate_json(path.read_bytes())
    except FileNotFoundError:
        return Times()
    except (OSError, ValidationError) as error:
        raise RunbookError(
            f"{path} holds no times of rehearsals: {error}; restore it, or delete it to forget them",
            next_command=f"git checkout {path}",
        ) from error
    return Times(document.promotions)


def record(folder: Path, measured: Measured) -> Path:
    """Add a promotion to the times in a folder, whole or not at all; returns the file.

    Raises:
        RunbookError: the file is there and holds something else.
    """
    earlier = read(folder).promotions
    alike = [each for each in earlier if (each.mode, each.to) == (measured.mode, measured.to)]
    forgotten = alike[: max(0, len(alike) - KEPT + 1)]
    kept = [each for each in earlier if each not in forgotten]
    content: dict[str, Any] = {"promotions": [_as_written(each) for each in (*kept, measured)]}
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / FILE
    write_whole(path, json.dumps(content, indent=2) + "\n")
    return path


def _as_written(measured: Measured) -> dict[str, Any]:
    """As it stands in the file: times to a tenth of a second, for the noise below it would be a diff."""
    document = measured.model_dump()
    document["rto_seconds"] = round(measured.rto_seconds, 1)
    document["steps_seconds"] = {
        step: round(seconds, 1) for step, seconds in sorted(measured.steps_seconds.items())
    }
    return document
