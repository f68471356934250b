"""Which changes are the same thing in two Regions.

With an estate, by futago's addresses: ``<noun>_<name>_<use>_<short code>``. Without, by type and address with
Region codes and cities taken out; where that leaves somebody alone, across stacks, then with the words of
roles taken out as well (``primary``, ``replica``).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from msgspec.structs import replace

from futago.review.model import UNKNOWN_REGION
from futago.review.plan.region_words import without_marks, without_regions
from modules.estate import Estate
from modules.review import GLOBAL_REGION, Action, Change

_FAMILY = {
    "aws_kms_replica_key": "aws_kms_key",
    "aws_kms_replica_external_key": "aws_kms_external_key",
    "aws_dynamodb_table_replica": "aws_dynamodb_table",
    "aws_secretsmanager_secret_replica": "aws_secretsmanager_secret",
}
"""Types that are another type's side in a second Region."""
_ROLE_WORDS = (
    *("primary", "secondary", "main", "replica", "source", "destination", "dest"),
    *("active", "standby", "passive", "dr", "backup"),
)
_ROLES = re.compile(rf"(?<![a-z0-9])(?:{'|'.join(_ROLE_WORDS)})(?![a-z0-9])")
_ALONE = frozenset({GLOBAL_REGION, UNKNOWN_REGION})
"""Not a side of any pair."""

_Key = tuple[str, ...]


@dataclass(slots=True)
class Pairing:
    """The sides of one thing.

    Attributes:
        family: the type that all sides count as.
        name: the address of each without its Region.
        sides: by Region.
    """

    family: str
    name: str
    sides: dict[str, Change]


def region_key(change: Change) -> str:
    """The column of a change."""
    return change.region or UNKNOWN_REGION


def pair(changes: Iterable[Change], estate: Estate | None = None) -> list[Pairing]:
    """Put the changes of all Regions side by side; every change is in exactly one pairing."""
    name = _estate_name(estate) if estate else without_regions
    pairings = list(_grouped(changes, name))
    for key in (
        lambda each: (each.family, each.name),
        lambda each: (each.family, _without_roles(each.name)),
    ):
        pairings = _merged(pairings, key)
    return pairings


def beside_twins(drift: list[Pairing], pairings: Iterable[Pairing]) -> list[Pairing]:
    """Drift beside the same thing in the other Region, where nothing drifted: it is there as it is now.

    Args:
        drift: what changed outside Terraform, paired.
        pairings: what the plans intend, paired.
    """
    drifted = {_identity(change) for each in drift for change in each.sides.values()}
    if not drifted:
        return drift
    twins = {_identity(change): each.sides for each in pairings for change in each.sides.values()}
    for each in drift:
        for change in tuple(each.sides.values()):
            for region, twin in twins.get(_identity(change), {}).items():
                if region not in each.sides and twin.before is not None and _identity(twin) not in drifted:
                    each.sides[region] = _as_it_is(twin)
    return drift


def _identity(change: Change) -> _Key:
    return change.stack, change.address


def _as_it_is(change: Change) -> Change:
    """A resource without what its plan does with it."""
    return replace(
        change,
        action=Action.NO_OP,
        after=change.before,
        after_unknown={},
        after_sensitive=change.before_sensitive,
        reason="",
        replace_paths=(),
        moved_from=None,
        imported_as=None,
        deferred="",
    )


def family(change: Change) -> str:
    """The type, or the one whose side in a second Region it is; data sources apart."""
    kind = _FAMILY.get(change.type, change.type)
    return kind if change.mode == "managed" else f"data.{kind}"


def logical_name(addresses: Sequence[str], types: Iterable[str], estate: Estate | None = None) -> str:
    """What the sides have in common, without their types."""
    plain = [_without_type(address, types) for address in addresses]
    if len(set(plain)) == 1:
        return plain[0]
    name = _estate_name(estate) if estate else without_regions
    for form in (name, lambda address: _without_roles(name(address))):
        names = {_without_type(form(address), types) for address in addresses}
        if len(names) == 1:
            return names.pop()
    return plain[0]


def _without_type(address: str, types: Iterable[str]) -> str:
    for kind in types:
        modules, found, name = f".{address}".partition(f".{kind}.")
        if found:
            address = f"{modules.removesuffix('.data')}.{name}"[1:]
    return address


def _estate_name(estate: Estate) -> Callable[[str], str]:
    """How futago's addresses lose their Region: the short code at the end and nothing else."""
    codes = "|".join(region.short_code for region in estate.pair)
    ending = re.compile(rf"_(?:{codes})(?=$|\[| \()")
    own = re.compile(rf"(?:data\.)?aws_\w+_(?:{codes})(?:\[.*\])?(?: \(.*\))?")
    return lambda address: ending.sub("", address) if own.fullmatch(address) else without_regions(address)


def _stack(change: Change) -> str:
    return without_regions(change.stack)


def _without_roles(name: str) -> str:
    """A name with ``*`` for the words of roles, as ``without_regions`` does it for Regions."""
    if any(map(name.__contains__, _ROLE_WORDS)):
        name = _ROLES.sub("*", name)
    return without_marks(name)


def _grouped(changes: Iterable[Change], name: Callable[[str], str]) -> Iterator[Pairing]:
    """One pairing for each name in a stack, and more where a Region has several: the n-th with the n-th."""
    groups: dict[_Key, list[Pairing]] = {}
    for change in changes:
        region, kind, called = region_key(change), family(change), name(change.address)
        group = groups.setdefault((kind, called, _stack(change)), [])
        if group and region not in _ALONE:
            free = next((each for each in group if _takes(each, region)), None)
            if free is not None:
                free.sides[region] = change
                continue
        group.append(Pairing(kind, called, {region: change}))
    for group in groups.values():
        yield from group


def _takes(pairing: Pairing, region: str) -> bool:
    return region not in pairing.sides and _ALONE.isdisjoint(pairing.sides)


def _merged(pairings: list[Pairing], key: Callable[[Pairing], _Key]) -> list[Pairing]:
    """Join those that are alone with the others of their key, where each Region has one only."""
    lonely: dict[_Key, list[Pairing]] = {}
    for each in pairings:
        if len(each.sides) == 1 and _ALONE.isdisjoint(each.sides):
            lonely.setdefault(key(each), []).append(each)
    gone = set()
    for group in lonely.values():
        if len(group) > 1 and len({region for each in group for region in each.sides}) == len(group):
            for each in group[1:]:
                group[0].sides.update(each.sides)
                gone.add(id(each))
    return [each for each in pairings if id(each) not in gone]
