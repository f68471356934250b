"""The canonical hash of plans: equal for the same intent, whenever and wherever it was planned.

It rests on what changes: addresses, actions, and the values that differ. Left out are no-ops, drift, the
order of files and entries, the time of planning and ids that are not known yet. Of a value that is, or looks
like, a secret only whether it changes goes in: a hash of it would allow guessing.

A plan does not say which stack it is of, and its file's name and place are the pipeline's. What it does say
goes in: the Region of each change, the id and ARN of what is already there, and what is changed together. So
plans that change places are others, unless both only make new things, with the same values, in one Region.
Nor is one of these applied to the other's state: a saved plan holds its backend and its state's lineage, and
Terraform refuses it where the state is another (Terraform, ``apply`` of a saved plan).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from futago.review.plan.configuration import mapping
from futago.review.plan.marks import Marks, true_in
from futago.review.plan.reading import PlanFile, PlanFiles
from futago.review.plan.redaction import SENSITIVE, Redaction, has_open_settings
from futago.review.plan.suspicion import Suspicion
from modules.review import Action, Change

_FORM = b"futago-plan-2\n"
_PLAN_TIME = b"(time of the plan)"
_IDENTITY = ("id", "arn")
"""Attributes by which AWS knows what is there."""
_ENCODER = msgspec.json.Encoder(order="sorted")

_Values = tuple[Mapping[str, Any], Mapping[str, Any], Mapping[str, Any]]
"""Attributes before, after, and what of them is known only after apply."""


def fingerprint(plans: PlanFiles) -> str:
    """``sha256:`` and 64 hexadecimal digits."""
    hand = _Hand(plans)
    digests = sorted(map(hand.digest, plans.files))
    return f"sha256:{hashlib.sha256(_FORM + b''.join(digests)).hexdigest()}"


class _Hand:
    """Writes what plans do in its canonical form."""

    def __init__(self, plans: PlanFiles) -> None:
        self._redaction = Redaction(plans.known_secrets)
        self._suspicion = Suspicion(plans.known_secrets)

    def digest(self, file: PlanFile) -> bytes:
        """The hash of all that a plan does; empty for one that does nothing."""
        forms = [*self._changes(file), *self._outputs(file)]
        if file.errored or not file.complete:  # such a plan is never taken for a whole one
            forms.append(b"errored" if file.errored else b"incomplete")
        if file.timestamp:  # plantimestamp() gives each plan's own time (Terraform, "plantimestamp")
            time = file.timestamp.encode()
            forms = [form.replace(time, _PLAN_TIME) for form in forms]
        return hashlib.sha256(b"\n".join(sorted(forms))).digest() if forms else b""

    # Changes

    def _changes(self, file: PlanFile) -> Iterator[bytes]:
        changes = (
            change
            for change in file.changes
            if change.action not in (Action.NO_OP, Action.READ) or change.moved_from or change.imported_as
        )
        return map(self._form, changes)

    def _form(self, change: Change) -> bytes:
        head, values = _head(change), self._values(change)
        form = _ENCODER.encode((head, values))
        if not has_open_settings(change.type) and not self._suspicion.falls_on(form):
            return form
        before, after, unknown = values
        shown = [self._redaction.whole(part) if isinstance(part, str) else part for part in head]
        sides = (dict(self._redacted(change, before)), dict(self._redacted(change, after)))
        return _ENCODER.encode((shown, (*sides, dict(self._redacted(change, unknown)))))

    def _values(self, change: Change) -> _Values:
        """What changes, without what Terraform marks on either side."""
        before, after, unknown = _differing(change)
        if not change.before_sensitive and not change.after_sensitive:
            return before, after, unknown
        marks = Marks(change.before_sensitive, change.after_sensitive)
        return (
            {name: self._unmarked(change, name, before[name], marks.key(name)) for name in before},
            {name: self._unmarked(change, name, after[name], marks.key(name)) for name in after},
            unknown,
        )

    def _unmarked(self, change: Change, name: str, value: Any, marks: Marks) -> Any:
        if value is None or not (true_in(marks.before) or true_in(marks.after)):
            return value
        for own in (marks.before, marks.after):
            value = self._side(change, name, value, own)
        return value

    def _side(self, change: Change, name: str, value: Any, marks: Any = None) -> Any:
        return self._redaction.masked(value, marks, self._redaction.attribute(change.type, name, value))

    def _redacted(self, change: Change, values: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
        """The attributes of a side without what looks like a secret."""
        is_open = has_open_settings(change.type)
        for name, value in values.items():
            if not value or value is True:  # empty, or a switch: nothing to hide but its name
                yield self._redaction.whole(name), value
            elif is_open or self._suspicion.falls_on(_ENCODER.encode({name: value})):
                yield self._redaction.whole(name), self._side(change, name, value)
            else:
                yield name, value

    # Outputs

    def _outputs(self, file: PlanFile) -> Iterator[bytes]:
        for name, value in file.output_changes.items():
            output = mapping(value)
            if output.get("actions") != ["no-op"]:
                yield _ENCODER.encode(self._output(name, output))

    def _output(self, name: str, output: Mapping[str, Any]) -> Any:
        place = self._redaction.attribute("output", name, None)
        marks = Marks(output.get("before_sensitive"), output.get("after_sensitive"))
        sides = (
            (SENSITIVE,)
            if marks.is_marked
            else tuple(
                self._redaction.masked(output.get(side), output.get(f"{side}_sensitive"), place)
                for side in ("before", "after")
            )
        )
        unknown = _true_only(output.get("after_unknown"))
        return "output", self._redaction.whole(name), output.get("actions"), sides, unknown


def _head(change: Change) -> tuple[Any, ...]:
    return (
        change.address,
        change.region,
        change.action,
        change.create_before_destroy,
        change.moved_from,
        change.imported_as,
    )


def _differing(change: Change) -> _Values:
    """What changes, and what tells which thing it is that changes."""
    before, after = change.before or {}, change.after or {}
    unknown = change.after_unknown if isinstance(change.after_unknown, dict) else {}
    unclear = {
        name: shape
        for name, value in unknown.items()
        if value and (shape := value if value is True else _true_only(value))
    }
    if not before or not after:
        return _given(before), _given(after), unclear
    names = {name for name, value in before.items() if after.get(name) != value}
    names.update(name for name in after.keys() - before.keys() if after[name] is not None)
    names.update(unclear)
    names.update(_IDENTITY)
    return {name: before.get(name) for name in names}, {name: after.get(name) for name in names}, unclear


def _given(values: Mapping[str, Any]) -> Mapping[str, Any]:
    return {name: value for name, value in values.items() if value is not None}


def _true_only(unknown: Any) -> Any:
    """What is unknown, without the falses and empty containers that say that the rest is not."""
    if isinstance(unknown, dict):
        found = {key: _true_only(value) for key, value in unknown.items() if value}
        return {key: value for key, value in found.items() if value} or None
    if isinstance(unknown, list):
        each = [_true_only(value) for value in unknown]
        return each if any(each) else None
    return True if unknown is True else None
