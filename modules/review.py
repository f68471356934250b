"""What a rule of the plan review sees and says; kinds bring their own (``modules/<kind>/review.py``).

A rule never puts a value of a plan into words: it names the attribute, and the review shows before and
after through its redaction, so that no rule can leak a secret.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from functools import cached_property
from typing import Any

import msgspec

from modules.estate import Estate

GLOBAL_REGION = "aws-global"
"""Where the resources of IAM, Route 53, CloudFront and other global services are."""


class Level(IntEnum):
    """How bad a finding is; the names are SARIF's (SARIF 2.1.0, 3.27.10)."""

    NOTE = 1
    WARNING = 2
    ERROR = 3


class Action(StrEnum):
    """What a plan does with a resource (Terraform, "JSON Output Format", Change Representation)."""

    NO_OP = "no-op"
    READ = "read"
    CREATE = "create"
    UPDATE = "update"
    REPLACE = "replace"
    DELETE = "delete"
    FORGET = "forget"

    __hash__ = str.__hash__  # Enum's own is written in Python, and asked for with every rule and count


EVERY_ACTION = frozenset(Action)
CHANGING = frozenset({Action.UPDATE, Action.REPLACE})
"""The actions that leave something there which was there before: it can lose a setting."""
MAKING = CHANGING | {Action.CREATE}
"""The actions that leave something there: it can have a setting that it should not."""


class Special(StrEnum):
    """What stands in place of a value that isn't there to be compared."""

    UNKNOWN = "known after apply"
    ABSENT = "absent"


Value = Any
"""A value of a plan (None, bool, number, str, list, dict), or a ``Special``."""

Path = tuple[str | int, ...]
"""Where in a resource: attributes, list indexes, map keys: ``("versioning_configuration", 0, "status")``."""


class Change(msgspec.Struct, frozen=True, gc=False):
    """What one plan does with one resource. A frozen dataclass would take six times as long to make.

    Attributes:
        stack: the stack, or the plan file's stem where no stack is known.
        address: the full address, modules and keys included.
        type: the resource type, such as ``aws_s3_bucket``.
        mode: ``managed`` or ``data``.
        region: the AWS Region's code that it is in; None where nothing tells. Global services have
            ``aws-global``.
        action: what is done.
        before: its values now; None for a create.
        after: its values then, without what is unknown; None for a delete.
        after_unknown: Terraform's shape of what is known only after apply.
        before_sensitive: Terraform's shape of marked values now.
        after_sensitive: Terraform's shape of marked values then.
        reason: Terraform's ``action_reason``; empty where none is given.
        replace_paths: the attributes that force a replacement.
        moved_from: the previous address, where it was moved.
        imported_as: the id that it is imported by, where it is.
        create_before_destroy: for a replacement, which comes first.
        is_drift: true for what changed outside Terraform (``resource_drift``).
        configured: the attributes that the code sets; empty where the code is gone.
        deferred: why it is left to a later plan, in words; empty where it is not.
    """

    stack: str
    address: str
    type: str
    mode: str
    region: str | None
    action: Action
    before: Mapping[str, Value] | None
    after: Mapping[str, Value] | None
    after_unknown: Any
    before_sensitive: Any
    after_sensitive: Any
    reason: str = ""
    replace_paths: Sequence[Path] = ()
    moved_from: str | None = None
    imported_as: str | None = None
    create_before_destroy: bool = False
    is_drift: bool = False
    configured: frozenset[str] = frozenset()
    deferred: str = ""

    def was(self, *path: str | int) -> Value:
        """The value at ``path`` before; ``Special.ABSENT`` where there is none (null counts as none)."""
        return _at(self.before, path)

    def will_be(self, *path: str | int) -> Value:
        """The value at ``path`` after; ``Special.UNKNOWN`` where only the apply will tell."""
        unknown = self.after_unknown
        for step in path:
            if not unknown or unknown is True:
                break
            unknown = _step(unknown, step)
        if unknown is True:
            return Special.UNKNOWN
        return _at(self.after, path)

    def changes(self, *path: str | int) -> bool:
        """Whether the value at ``path`` is another afterwards; an unknown one may be."""
        return bool(self.was(*path) != self.will_be(*path))


def _step(value: Any, step: str | int) -> Any:
    if isinstance(value, dict):  # an abstract Mapping would take ten times as long to ask for
        return value.get(step)
    if isinstance(value, list) and isinstance(step, int) and -len(value) <= step < len(value):
        return value[step]
    return None


def _at(value: Any, path: Sequence[str | int]) -> Value:
    for step in path:
        value = value.get(step) if isinstance(value, dict) else _step(value, step)
        if value is None:
            return Special.ABSENT
    return Special.ABSENT if value is None else value


def _alone(_change: Change) -> Sequence[Change]:
    return ()


@dataclass(frozen=True)
class Plans:
    """All that a rule may look at besides the change itself.

    Attributes:
        changes: every change of every plan under review, no-ops and drift included.
        estate: the estate, where the review was told its spec; rules must work without.
        counterparts: the same thing in the other Regions, no-ops included; empty where no plan holds it.
    """

    changes: Sequence[Change]
    estate: Estate | None = None
    counterparts: Callable[[Change], Sequence[Change]] = _alone

    def of_type(self, *types: str) -> Iterable[Change]:
        """What the plans intend for every resource of these types, no-ops included."""
        return [change for each in types for change in self._intent.get(each, ())]

    def drift_of(self, change: Change) -> Change | None:
        """What changed outside Terraform in the resource of this change; None where nothing did."""
        return self._drift.get((change.stack, change.address))

    def intent_of(self, drift: Change) -> Change | None:
        """What the plan does with a resource that changed outside Terraform; None where it is gone."""
        return self._planned.get((drift.stack, drift.address))

    def deleted(self, type_: str, attribute: str) -> frozenset[str]:
        """What an attribute says of each resource of a type that is deleted and not made again."""
        key = (type_, attribute)
        if key not in self._deleted:
            gone = (change for change in self.of_type(type_) if change.action is Action.DELETE)
            self._deleted[key] = frozenset(str(change.was(attribute)) for change in gone)
        return self._deleted[key]

    @cached_property
    def _deleted(self) -> dict[tuple[str, str], frozenset[str]]:
        return {}

    @cached_property
    def types_by_region(self) -> Mapping[str, frozenset[str]]:
        """The resource types that the plans hold in each AWS Region, no-ops included."""
        found: dict[str, set[str]] = {}
        for change in self.changes:
            if change.mode == "managed" and change.region and change.region != GLOBAL_REGION:
                found.setdefault(change.region, set()).add(change.type)
        return {region: frozenset(types) for region, types in found.items()}

    @cached_property
    def _intent(self) -> Mapping[str, Sequence[Change]]:
        found: dict[str, list[Change]] = {}
        for change in self.changes:
            if change.mode == "managed" and not change.is_drift:
                found.setdefault(change.type, []).append(change)
        return found

    @cached_property
    def _planned(self) -> Mapping[tuple[str, str], Change]:
        return {(change.stack, change.address): change for change in self.changes if not change.is_drift}

    @cached_property
    def _drift(self) -> Mapping[tuple[str, str], Change]:
        return {(change.stack, change.address): change for change in self.changes if change.is_drift}


class Concern(msgspec.Struct, frozen=True, gc=False):
    """What a rule found in one change.

    Attributes:
        path: the attribute that it is about; empty for the resource as a whole.
        says: what is wrong in words, without a value of the plan in them.
        unknown: true where the value is known only after apply, so that nobody can say that it is well.
        region: the Region where it takes effect, if that is not the change's own: a table's ``replica``
            block is part of a resource of another Region.
        path_before: where the attribute is now, if elsewhere than at ``path``: the elements of a set move.
    """

    path: Path
    says: str
    unknown: bool = False
    region: str | None = None
    path_before: Path | None = None


@dataclass(frozen=True)
class Rule:
    """Something that a reviewer must know about a change.

    Attributes:
        id: its name and its file's, such as ``s3-versioning-suspended``.
        level: how bad it is, unless the project says otherwise.
        title: the finding in a few words.
        why: why it matters in a pair of Regions, with the source of the fact.
        remedy: what to do.
        types: the resource types that it looks at; empty for all.
        find: finds it in one change.
        actions: the actions that it looks at; none for a rule about the review as a whole.
        sees_drift: whether it looks at what changed outside Terraform, and at that alone.
    """

    id: str
    level: Level
    title: str
    why: str
    remedy: str
    types: frozenset[str]
    find: Callable[[Change, Plans], Iterable[Concern]]
    actions: frozenset[Action] = EVERY_ACTION
    sees_drift: bool = False

    def judges(self, type_: str, action: Action, *, is_drift: bool) -> bool:
        """Whether it looks at changes of this type and action, of the intent or of drift."""
        return (
            self.sees_drift is is_drift and action in self.actions and (not self.types or type_ in self.types)
        )
