"""Plans that tests make up: one change, or a canary in every position of the format."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from futago.review.model import Review
from futago.review.plan.reading import PlanFiles, read_plans
from futago.review.review import review

PLANS = Path(__file__).parent.parent / "plans"
"""Real plans; README.md there says what is in each."""


def change(
    address: str = "aws_sqs_queue.work",
    actions: tuple[str, ...] = ("update",),
    before: Any = None,
    after: Any = None,
    **rest: Any,
) -> dict[str, Any]:
    """An entry of ``resource_changes``; ``rest`` goes into its ``change``, but for what belongs beside it."""
    places = ("previous_address", "action_reason", "deposed")
    beside: dict[str, Any] = {key: rest.pop(key) for key in places if key in rest}
    kind = address.split("[", maxsplit=1)[0].split(".")[-2]
    shape = {"after_unknown": {}, "before_sensitive": {}, "after_sensitive": {}, **rest}
    own = {"actions": list(actions), "before": before, "after": after, **shape}
    return {"address": address, "mode": "managed", "type": kind, "name": "x", "change": own, **beside}


def plan(*changes: dict[str, Any], **rest: Any) -> dict[str, Any]:
    """A plan of these changes."""
    return {
        "format_version": "1.2",
        "terraform_version": "1.11.4",
        "resource_changes": list(changes),
        "complete": True,
        "errored": False,
        **rest,
    }


def provider(region: Any, **rest: Any) -> dict[str, Any]:
    """A provider's part of the configuration with the expression of its Region."""
    expressions = {"region": region} if region else {}
    return {
        "name": "aws",
        "full_name": "registry.terraform.io/hashicorp/aws",
        "expressions": expressions,
        **rest,
    }


def read(folder: Path, *plans: dict[str, Any] | str) -> PlanFiles:
    """Write plans (or take real ones by name) and read them."""
    paths = []
    for number, each in enumerate(plans):
        if isinstance(each, str):
            paths.append(PLANS / f"{each}.json")
        else:
            paths.append(folder / f"stack-{number}.json")
            paths[-1].write_text(json.dumps(each))
    return read_plans(paths)


def reviewed(folder: Path, *plans: dict[str, Any] | str) -> Review:
    """The review of plans without rules."""
    return review(read(folder, *plans), ())


def everything(found: Review) -> str:
    """All that a review says, differences included."""
    entries = [entry for row in (*found.rows, *found.drift) for entry in row.sides.values()]
    return repr((found, [entry.differences for entry in entries]))
