"""The canonical hash of plans: equal for the same intent, whenever and wherever it was planned.

It rests on what changes: addresses, actions, and the values that differ. Left out are no-ops, drift, the
order of files and entries, the time of planning and ids that are not known yet. Of a value that is, or looks
like, a secret only whether it changes goes in: a hash of it would allow guessing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from futago.review.plan.configuration import mapping
from futago.review.plan.marks import Marks, marks_any
from futago.review.plan.reading import PlanFile, PlanFiles
from futago.review.plan.redaction import Redaction, has_open_settings
from futago.review.plan.suspicion import Suspicion
from modules.review import Action, Change

_FORM = b"futago-plan-1\n"
_PLAN_TIME = b"(time of the plan)"
_SAYS_ALL: tuple[Any, ...] = (None, "", True, False)
"""Values in which no secret can be."""
_ENCODER = msgspec.json.Encoder(order="sorted")


def fingerprint(plans: PlanFiles) -> str:
    """``sha256:`` and 64 hexadecimal digits."""
    hand = _Hand(plans)
    digests = sorted(digest for file in plans.files for digest in hand.digests(file))
    return f"sha256:{hashlib.sha256(_FORM + b''.join(digests)).hexdigest()}"


class _Hand:
    """Writes each change in its canonical form."""

    def __init__(self, plans: PlanFiles) -> None:
        self._redaction = Redaction(plans.known_secrets)
        self._suspicion = Suspicion(plans.known_secrets)

    def digests(self, file: PlanFile) -> Iterator[bytes]:
        """The hash of each thing that a plan does."""
        time = file.timestamp.encode()
        if file.errored or not file.complete:  # such a plan is never taken for a whole one
            yield hashlib.sha256(b"errored" if file.errored else b"incomplete").digest()
        for change in file.changes:
            if change.action not in (Action.NO_OP, Action.READ) or change.moved_from or change.imported_as:
                form = self._change(change)
                # plantimestamp() gives each plan's own time (Terraform, "plantimestamp").
                yield hashlib.sha256(form.replace(time, _PLAN_TIME) if time else form).digest()
        for name, value in file.output_changes.items():
            output = mapping(value)
            if output.get("actions") != ["no-op"]:
                yield hashlib.sha256(_ENCODER.encode(self._output(name, output))).digest()

    def _change(self, change: Change) -> bytes:
        values = _differing(change)
        head = (
            change.address,
            change.action,
            change.create_before_destroy,
            change.moved_from,
            change.imported_as,
        )
        form = _ENCODER.encode((head, values))
        if not (has_open_settings(change.type) or _is_marked(change) or self._suspicion.falls_on(form)):
            return form
        shown = [self._redaction.whole(part) if isinstance(part, str) else part for part in head]
        return _ENCODER.encode(
            (
                shown,
                {
                    self._redaction.whole(name): self._masked(change, name, *each)
                    for name, each in values.items()
                },
            )
        )

    def _masked(self, change: Change, name: str, before: Any, after: Any, unknown: Any) -> Any:
        if before in _SAYS_ALL and after in _SAYS_ALL:
            return (before, after, unknown)
        marks = Marks(change.before_sensitive, change.after_sensitive)
        if marks.is_marked or marks.key(name).is_marked:
            return (before is not None, after is not None, "sensitive", unknown)
        return (
            self._side(change, name, before, change.before_sensitive),
            self._side(change, name, after, change.after_sensitive),
            unknown,
        )

    def _side(self, change: Change, name: str, value: Any, marks: Any) -> Any:
        place = self._redaction.attribute(change.type, name, value)
        return self._redaction.masked(value, mapping(marks).get(name), place)

    def _output(self, name: str, output: Mapping[str, Any]) -> Any:
        place = self._redaction.attribute("output", name, None)
        marks = Marks(output.get("before_sensitive"), output.get("after_sensitive"))
        sides = (
            ("sensitive",)
            if marks.is_marked
            else tuple(
                self._redaction.masked(output.get(side), output.get(f"{side}_sensitive"), place)
                for side in ("before", "after")
            )
        )
        actions = output.get("actions")
        return (
            "output",
            self._redaction.whole(name),
            actions,
            sides,
            _true_only(output.get("after_unknown")),
        )


def _differing(change: Change) -> Mapping[str, tuple[Any, Any, Any]]:
    """What changes, by attribute: before, after, and what of it is unknown."""
    before, after = change.before, change.after
    unknown = change.after_unknown if isinstance(change.after_unknown, dict) else {}
    unclear = {name: shape for name, value in unknown.items() if value and (shape := _true_only(value))}
    if before and after:
        names = {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}
        return {
            name: (before.get(name), after.get(name), unclear.get(name)) for name in names | unclear.keys()
        }
    found = {name: (value, None, None) for name, value in (before or {}).items() if value is not None}
    if not after and not unclear:
        return found
    for name, value in (after or {}).items():
        if value is not None or name in unclear:
            found[name] = (None, value, unclear.get(name))
    return found | {name: (None, None, shape) for name, shape in unclear.items() if name not in found}


def _is_marked(change: Change) -> bool:
    return marks_any(change.before_sensitive) or marks_any(change.after_sensitive)


def _true_only(unknown: Any) -> Any:
    """What is unknown, without the falses and empty containers that say that the rest is not."""
    if isinstance(unknown, dict):
        found = {key: _true_only(value) for key, value in unknown.items() if value}
        return {key: value for key, value in found.items() if value} or None
    if isinstance(unknown, list):
        each = [_true_only(value) for value in unknown]
        return each if any(each) else None
    return True if unknown is True else None
