"""Three columns: what the spec wants, and what each Region has. Calls nobody."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from futago.parity.sight import Resource, Sight
from futago.parity.values import apart_from_region, leaves, members, same
from modules.estate import Estate
from modules.operation import Unreachable
from modules.parity import Left, Setting


class Verdict(StrEnum):
    """How a setting compares."""

    EQUAL = "equal"
    DIFFERENT = "different"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Cell:
    """What one Region has.

    Attributes:
        value: the value; None where nothing is set.
        unknown: why nobody knows it; empty if it is known.
        shared: whether it was not asked for here: AWS keeps it once for both Regions, or it has no meaning
            here now.
        differs: whether it is not what it should be.
    """

    value: Any = None
    unknown: str = ""
    shared: bool = False
    differs: bool = False


@dataclass(frozen=True)
class Row:
    """One setting of one resource in three columns.

    Attributes:
        noun: the kind's noun.
        name: the resource's name in the spec.
        setting: the setting.
        path: the place that is compared: the setting's path, and keys below it.
        spec: what the spec wants, by the Region's code; None as a whole where it leaves it to AWS.
        seen: what there is, by the Region's code.
        verdict: how they compare.
        declared: whether the spec itself wants the Regions to differ here.
    """

    noun: str
    name: str
    setting: Setting
    path: str
    spec: Mapping[str, Any] | None
    seen: Mapping[str, Cell]
    verdict: Verdict
    declared: bool


def rows(estate: Estate, resource: Resource, sights: Mapping[str, Sight]) -> Iterator[Row]:
    """Every setting of a resource that was seen, or should have been, where it is there.

    Nothing is compared with a Region in which the resource is not there: that is a finding of its own.
    """
    there = {code: sight for code, sight in sights.items() if sight.exists is not False}
    for setting in _settings(there):
        facts = {code: sight.facts.get(setting.path) for code, sight in there.items()}
        silent = {code: _why(sight, setting) for code, sight in there.items()}
        yield from _rows(estate, resource, setting, facts, silent)


def _settings(there: Mapping[str, Sight]) -> list[Setting]:
    """The settings of which something is known or has to be said unknown, in the kind's order."""
    found: dict[str, Setting] = {}
    for sight in there.values():
        found |= {path: fact.setting for path, fact in sight.facts.items()}
    for sight in there.values():
        found |= {setting.path: setting for setting in sight.unknown}
    return list(found.values())


def _why(sight: Sight, setting: Setting) -> str:
    if setting in sight.unknown:
        return sight.unknown[setting].why
    if isinstance(sight.observation, Unreachable) and not sight.facts:
        return sight.observation.why
    return ""


def _rows(
    estate: Estate,
    resource: Resource,
    setting: Setting,
    facts: Mapping[str, Any],
    silent: Mapping[str, str],
) -> Iterator[Row]:
    codes = list(facts)
    known = [code for code in codes if facts[code] is not None]
    wanted = {code: facts[code].wanted for code in known}
    left = any(value is Left.TO_AWS for value in wanted.values())
    columns = [facts[code].seen for code in known]
    columns += [] if left else [wanted[code] for code in known]
    if not known:
        yield _row(estate, resource, setting, setting.path, None, {}, silent, codes)
        return
    for path, values in leaves(columns) if setting.judge is None else members(columns):
        seen = dict(zip(known, values, strict=False))
        spec = None if left else dict(zip(known, values[len(known) :], strict=True))
        place = ".".join((setting.path, *path))
        yield _row(estate, resource, setting, place, spec, seen, silent, codes)


def _row(  # noqa: PLR0917 # a row's own parts
    estate: Estate,
    resource: Resource,
    setting: Setting,
    path: str,
    spec: Mapping[str, Any] | None,
    seen: Mapping[str, Any],
    silent: Mapping[str, str],
    codes: list[str],
) -> Row:
    wrong = _wrong(estate, spec, seen) if setting.judge is None else setting.judge.wrong(seen)
    cells = {}
    for code in codes:
        unknown = "" if code in seen or _is_shared(estate, setting, code) else silent[code]
        shared = code not in seen and not unknown
        cells[code] = Cell(seen.get(code), unknown, shared, code in wrong)
    verdict = Verdict.EQUAL
    if wrong:
        verdict = Verdict.DIFFERENT
    elif any(cell.unknown for cell in cells.values()):
        verdict = Verdict.UNKNOWN
    return Row(resource.noun, resource.name, setting, path, spec, cells, verdict, _is_declared(estate, spec))


def _is_shared(estate: Estate, setting: Setting, code: str) -> bool:
    return setting.shared and code != estate.pair.first.code


def _wrong(estate: Estate, spec: Mapping[str, Any] | None, seen: Mapping[str, Any]) -> frozenset[str]:
    """The codes of the Regions that are not as they should be; both, where only they differ."""
    if spec is not None:
        return frozenset(code for code, value in seen.items() if not same(value, spec.get(code)))
    plain = [apart_from_region(value, estate.pair[code], estate.pair) for code, value in seen.items()]
    if len(plain) < 2 or same(plain[0], plain[1]):  # noqa: PLR2004 # a pair
        return frozenset()
    return frozenset(seen)


def _is_declared(estate: Estate, spec: Mapping[str, Any] | None) -> bool:
    if spec is None or len(spec) < 2:  # noqa: PLR2004 # a pair
        return False
    one, other = (apart_from_region(value, estate.pair[code], estate.pair) for code, value in spec.items())
    return not same(one, other)
