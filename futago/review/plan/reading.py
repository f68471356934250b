"""Plan files as changes with Regions."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

from msgspec.structs import replace

from futago.errors import PlanError
from futago.review.plan.collector import collector_paused
from futago.review.plan.configuration import Configuration, Configured, mapping
from futago.review.plan.document import read_document
from futago.review.plan.known_secrets import KnownSecrets
from futago.review.plan.marks import true_in
from futago.review.plan.reasons import ACTION_REASONS, DEFERRED_REASONS, reason_in_words
from futago.review.plan.region import region_in_names, region_in_values, region_of_argument, region_of_type
from modules.review import Action, Change

_ACTIONS = {
    ("no-op",): Action.NO_OP,
    ("read",): Action.READ,
    ("create",): Action.CREATE,
    ("update",): Action.UPDATE,
    ("delete",): Action.DELETE,
    ("forget",): Action.FORGET,
    ("delete", "create"): Action.REPLACE,
    ("create", "delete"): Action.REPLACE,
    ("create", "forget"): Action.REPLACE,
}
"""Terraform, "JSON Output Format", Change Representation; the last one has ``destroy = false``."""
_PLAIN_STEMS = frozenset({"plan", "tfplan", "terraform", "out", "show"})
"""Names of files that say nothing; the folder's name does."""
_STEM_ENDINGS = (".json", ".plan", ".tfplan", "-plan", "-tfplan", "_plan", "_tfplan")
_VERSION = re.compile(r"[0-9A-Za-z.+-]{1,40}")
_TIMESTAMP = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d)")
_CONSTRAINT = re.compile(r"(?:(?:^|, ?)(?:[<>!]=|[<>=]|~>)? ?v?\d+(?:\.\d+){0,3}(?:-[0-9a-z.]{1,20})?){1,6}")
_PROVIDER = re.compile(r"[A-Za-z0-9./_-]{1,120}")
_TYPE = re.compile(r"[A-Za-z_][A-Za-z0-9_-]{0,127}")


@dataclass(frozen=True, slots=True)
class PlanFile:
    """One plan, read.

    Attributes:
        path: the file as the user named it.
        stack: the file's stem, or its folder's name where the stem says nothing.
        changes: ``resource_changes``, no-ops included, and ``deferred_changes``.
        drift: ``resource_drift``.
        output_changes: as in the plan; values are plain.
        checks: as in the plan; messages are plain.
        terraform_version: the Terraform that made it.
        provider_constraints: by provider, the version constraints in the code.
        errored: true where planning failed half-way.
        complete: false where the plan leaves changes out (``-target``, deferred changes).
        applyable: false where there is nothing to apply, or it can't be.
        timestamp: when it was made, RFC 3339; empty where not told.
    """

    path: str
    stack: str
    changes: tuple[Change, ...]
    drift: tuple[Change, ...]
    output_changes: Mapping[str, Any]
    checks: Sequence[Any]
    terraform_version: str
    provider_constraints: Mapping[str, str]
    errored: bool
    complete: bool
    applyable: bool
    timestamp: str


@dataclass(frozen=True)
class PlanFiles:
    """All plans under one review.

    Attributes:
        files: in the order given.
        known_secrets: the sensitive values of all of them.
    """

    files: tuple[PlanFile, ...]
    known_secrets: KnownSecrets


def read_plans(paths: Iterable[Path]) -> PlanFiles:
    """Read plans that ``terraform show -json`` wrote.

    Raises:
        PlanError: one can't be read or is no plan.
    """
    given = tuple(paths)
    stacks = _stacks(given)
    known_secrets = KnownSecrets()
    with collector_paused():
        files = tuple(_read(path, stack, known_secrets) for path, stack in zip(given, stacks, strict=True))
    return PlanFiles(files, known_secrets)


def _read(path: Path, stack: str, known_secrets: KnownSecrets) -> PlanFile:
    document = read_document(path)
    configuration = Configuration.of(document)
    reader = _Reader(str(path), stack, configuration)
    changes = (
        *reader.entries(document.resource_changes, "resource_changes"),
        *reader.deferred(document.deferred_changes),
    )
    drift = tuple(reader.entries(document.resource_drift, "resource_drift", is_drift=True))
    known_secrets.add_changes((*changes, *drift))
    known_secrets.add_document(document)
    checks = document.checks
    return PlanFile(
        path=str(path),
        stack=stack,
        changes=reader.placed(changes),
        drift=reader.placed(drift),
        output_changes=mapping(document.output_changes),
        checks=checks if isinstance(checks, list) else (),
        terraform_version=_matching(_VERSION, document.terraform_version),
        provider_constraints={
            name: constraint
            for name, constraint in configuration.version_constraints().items()
            if _CONSTRAINT.fullmatch(constraint) and _PROVIDER.fullmatch(name)
        },
        errored=document.errored is True,
        complete=document.complete is not False,
        applyable=document.applyable is not False,
        timestamp=_matching(_TIMESTAMP, document.timestamp),
    )


class _Reader:
    """Reads the entries of one plan."""

    def __init__(self, path: str, stack: str, configuration: Configuration) -> None:
        self._path = path
        self._stack = stack
        self._configuration = configuration
        self._neighbours: dict[str, set[str]] = {}

    def entries(self, entries: Any, part: str, *, is_drift: bool = False) -> Iterator[Change]:
        """The changes of a part of the plan."""
        for index, entry in enumerate(self._list(entries, part)):
            yield self._change(entry, f"{part}[{index}]", is_drift=is_drift)

    def deferred(self, entries: Any) -> Iterator[Change]:
        """The changes that Terraform leaves to a later plan."""
        for index, each in enumerate(self._list(entries, "deferred_changes")):
            entry = mapping(each)
            reason = reason_in_words(entry.get("reason"), DEFERRED_REASONS) or "Terraform gives no reason"
            place = f"deferred_changes[{index}].resource_change"
            yield self._change(entry.get("resource_change"), place, deferred=reason)

    def _list(self, entries: Any, part: str) -> Sequence[Any]:
        if entries is None:
            return ()
        if not isinstance(entries, list):
            self._refuse(part, "is not a list")
        return entries

    def placed(self, changes: Iterable[Change]) -> tuple[Change, ...]:
        """The changes, each with its Region, now that all neighbours are known."""
        return tuple(
            change if change.region else replace(change, region=self._vague_region(change))
            for change in changes
        )

    def _vague_region(self, change: Change) -> str | None:
        """The Region of a change whose provider and values do not tell it: the neighbours', or the names'."""
        if not change.type.startswith("aws_"):
            return region_in_names(change.address, {})
        resource = self._configuration.resource(change.address)
        provider = resource.provider if resource else ""
        neighbours = self._neighbours.get(provider, set()) if provider else set()
        if len(neighbours) == 1:
            return next(iter(neighbours))
        return region_in_names(provider, {}) or region_in_names(
            change.address, change.after or change.before or {}
        )

    def _change(self, entry: Any, place: str, *, is_drift: bool = False, deferred: str = "") -> Change:
        if not isinstance(entry, dict) or not isinstance(entry.get("change"), dict):
            self._refuse(place, "is no change of a resource")
        address, kind = entry.get("address"), entry.get("type")
        if not isinstance(address, str) or not isinstance(kind, str) or not _TYPE.fullmatch(kind):
            self._refuse(place, "has no address or type")
        change = entry["change"]
        actions = change.get("actions")
        known = _ACTIONS.get(tuple(map(str, actions))) if isinstance(actions, list) else None
        if known is None:
            self._refuse(f"{place}.change.actions", "is nothing that Terraform 1.x writes")
        before, after = self._values(change, "before", place), self._values(change, "after", place)
        deposed = entry.get("deposed")
        resource = self._configuration.resource(address)
        return Change(
            stack=self._stack,
            address=f"{address} (deposed {deposed})"
            if isinstance(deposed, str) and deposed.isalnum()
            else address,
            type=kind,
            mode="data" if entry.get("mode") == "data" else "managed",
            region=self._region(kind, resource, before or {}, after or {}),
            action=known,
            before=before,
            after=after,
            after_unknown=true_in(change.get("after_unknown")),
            before_sensitive=true_in(change.get("before_sensitive")),
            after_sensitive=true_in(change.get("after_sensitive")),
            reason=reason_in_words(entry.get("action_reason"), ACTION_REASONS),
            replace_paths=_paths(change.get("replace_paths")),
            moved_from=_moved_from(entry, address),
            imported_as=_imported_as(change),
            create_before_destroy=known is Action.REPLACE and actions[0] == "create",
            is_drift=is_drift,
            configured=resource.attributes if resource else frozenset(),
            deferred=deferred,
        )

    def _region(
        self,
        kind: str,
        resource: Configured | None,
        before: Mapping[str, Any],
        after: Mapping[str, Any],
    ) -> str | None:
        """The Region of a change where something tells it surely (``futago.review.plan.region``)."""
        sure = (
            region_of_type(kind)
            or region_of_argument(after)
            or region_of_argument(before)
            or (self._configuration.provider_region(resource.provider) if resource else None)
        )
        if sure or not kind.startswith("aws_"):
            return sure
        found = region_in_values(after) or region_in_values(before)
        if found and resource:
            self._neighbours.setdefault(resource.provider, set()).add(found)
        return found

    def _values(self, change: Mapping[str, Any], side: str, place: str) -> Mapping[str, Any] | None:
        values = change.get(side)
        if values is not None and not isinstance(values, dict):
            self._refuse(f"{place}.change.{side}", "is not an object")
        return values

    def _refuse(self, place: str, wrong: str) -> NoReturn:
        raise PlanError(
            f"{self._path}: {place} {wrong}", next_command="terraform show -json tfplan > plan.json"
        )


def _stacks(paths: Sequence[Path]) -> list[str]:
    """What each plan's stack is called: its stem, its folder where that says nothing, else the path."""
    stems = [_stem(path) for path in paths]
    seen = Counter(stems)
    named = [
        path.absolute().parent.name or stem if stem in _PLAIN_STEMS or seen[stem] > 1 else stem
        for path, stem in zip(paths, stems, strict=True)
    ]
    again = Counter(named)
    return [str(path) if again[name] > 1 else name for path, name in zip(paths, named, strict=True)]


def _stem(path: Path) -> str:
    name = path.name
    while True:
        ending = next((each for each in _STEM_ENDINGS if name.endswith(each) and name != each), None)
        if ending is None:
            return name
        name = name.removesuffix(ending)


def _matching(pattern: re.Pattern[str], value: Any) -> str:
    return value if isinstance(value, str) and pattern.fullmatch(value) else ""


def _paths(value: Any) -> tuple[tuple[str | int, ...], ...]:
    if not isinstance(value, list):
        return ()
    return tuple(
        tuple(step for step in path if isinstance(step, str | int))
        for path in value
        if isinstance(path, list)
    )


def _moved_from(entry: Mapping[str, Any], address: str) -> str | None:
    previous = entry.get("previous_address")
    return previous if isinstance(previous, str) and previous != address else None


def _imported_as(change: Mapping[str, Any]) -> str | None:
    """The id, or the identity that an import can name in its place since Terraform 1.12."""
    importing = change.get("importing")
    if not isinstance(importing, dict):
        return None
    identity = mapping(importing.get("identity"))
    text = importing.get("id") or ", ".join(f"{name}={value}" for name, value in sorted(identity.items()))
    return str(text) if text else "an id that is known only after apply"
