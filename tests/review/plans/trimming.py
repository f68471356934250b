"""What is kept of a plan that is committed."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

LEFT_OUT = ("prior_state", "planned_values", "relevant_attributes")
"""Large parts of the format that repeat what the rest says; the review reads none of them."""

_PORT = re.compile(r"http://127\.0\.0\.1:\d+")


def trimmed(plan: dict[str, Any], folder: Path) -> str:
    """A plan as text, without what repeats the rest and what differs from run to run.

    Args:
        plan: what ``terraform show -json`` wrote.
        folder: where it was made; a plan that speaks of it says which machine that was, and is refused.

    Raises:
        SystemExit: the plan speaks of the folder.
    """
    kept = {key: value for key, value in plan.items() if key not in LEFT_OUT}
    kept["timestamp"] = "2026-11-22T00:00:00Z"
    text = _PORT.sub("http://127.0.0.1:4566", json.dumps(kept, indent=1, ensure_ascii=False))
    for path in (str(folder), str(Path.cwd()), str(Path.home())):
        if len(path) > 1 and path in text:
            raise SystemExit(f"a plan speaks of {path}")
    return f"{text}\n"
