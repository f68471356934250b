"""The canonical hash of plans: equal for the same intent, whenever and wherever it was planned.

It rests on what changes: addresses, actions, and the values that differ. Left out are no-ops, drift, the
order of files and entries, the time of planning and ids that are not known yet. Of a value that is, or looks
like, a secret only whether it changes goes in: a hash of it would allow guessing.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from typing import Any

from futago.review.plan.configuration import mapping
from futago.review.plan.reading import PlanFile, PlanFiles
from futago.review.plan.redaction import Place, Redaction
from modules.review import Action, Change

_FORM = b"futago-plan-1\n"
_PLAN_TIME = "(time of the plan)"


def fingerprint(plans: PlanFiles) -> str:
    """``sha256:`` and 64 hexadecimal digits."""
    redaction = Redaction(plans.known_secrets)
    digests = sorted(digest for file in plans.files for digest in _digests(file, redaction))
    return f"sha256:{hashlib.sha256(_FORM + b''.join(digests)).hexdigest()}"


def _digests(file: PlanFile, redaction: Redaction) -> Iterator[bytes]:
    for change in file.changes:
        if change.action not in (Action.NO_OP, Action.READ) or change.moved_from or change.imported_as:
            yield _digest(_canonical(change, redaction), file.timestamp)
    for name, value in file.output_changes.items():
        output = mapping(value)
        if output.get("actions") != ["no-op"]:
            yield _digest(_canonical_output(name, output, redaction), file.timestamp)


def _digest(form: Any, timestamp: str) -> bytes:
    text = json.dumps(form, sort_keys=True, separators=(",", ":"))
    if timestamp:  # plantimestamp() gives each plan's own time (Terraform, "plantimestamp")
        text = text.replace(timestamp, _PLAN_TIME)
    return hashlib.sha256(text.encode()).digest()


def _canonical(change: Change, redaction: Redaction) -> Any:
    before, after = change.before or {}, change.after or {}
    unknown = change.after_unknown if isinstance(change.after_unknown, dict) else {}
    names = [
        name
        for name in {**before, **after, **unknown}
        if unknown.get(name) or before.get(name) != after.get(name)
    ]
    return [
        redaction.whole(change.address),
        change.action,
        change.create_before_destroy,
        redaction.whole(change.moved_from) if change.moved_from else None,
        redaction.whole(change.imported_as) if change.imported_as else None,
        {
            redaction.whole(name): [
                _side(change, name, before, change.before_sensitive, redaction),
                _side(change, name, after, change.after_sensitive, redaction),
                _true_only(unknown.get(name)),
            ]
            for name in names
        },
    ]


def _side(change: Change, name: str, values: Any, marks: Any, redaction: Redaction) -> Any:
    value = values.get(name)
    if value is None:
        return None
    own = marks is True or mapping(marks).get(name)
    return redaction.masked(value, own, redaction.attribute(change.type, name, value))


def _canonical_output(name: str, output: Any, redaction: Redaction) -> Any:
    before, after = (
        redaction.masked(
            output.get(side), output.get(f"{side}_sensitive"), redaction.inside(Place(), name, None, None)
        )
        for side in ("before", "after")
    )
    return [
        "output",
        redaction.whole(name),
        output.get("actions"),
        before,
        after,
        _true_only(output.get("after_unknown")),
    ]


def _true_only(unknown: Any) -> Any:
    """What is unknown, without the falses and empty containers that say that the rest is not."""
    if isinstance(unknown, dict):
        found = {key: _true_only(value) for key, value in unknown.items() if value}
        return {key: value for key, value in found.items() if value} or None
    if isinstance(unknown, list):
        each = [_true_only(value) for value in unknown]
        return each if any(each) else None
    return True if unknown is True else None
