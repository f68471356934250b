"""What an application's role allows, put together from what each kind says of itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby

from modules.estate import Estate
from regions import Region

Condition = Mapping[str, Mapping[str, str | list[str]]]


@dataclass(frozen=True)
class Entitlement:
    """Actions that are allowed on resources.

    Attributes:
        sid: says what for, in letters; equal for what may be joined.
        actions: as IAM names them.
        resources: ARNs and patterns of ARNs.
        condition: of the statement; none if empty.
    """

    sid: str
    actions: tuple[str, ...]
    resources: tuple[str, ...]
    condition: Condition = field(default_factory=dict)


@dataclass(frozen=True)
class Surroundings:
    """Where an entitlement is to hold, and the ARNs that only AWS knows.

    Attributes:
        estate: the estate.
        region: the Region whose resources the role may use.
        key_arn: from what a resource says of its ``key`` to the key's ARN in the Region.
        connection_arn: from a database's name in the spec and a user to the ARN of connecting as that user,
            which holds an id that AWS gives to the cluster in the Region.
    """

    estate: Estate
    region: Region
    key_arn: Callable[[str | None], str]
    connection_arn: Callable[[str, str], str]


def use_of_key(key_arn: str, actions: tuple[str, ...], service: str, region: Region) -> Entitlement:
    """Use of a key through one service of a Region only (KMS Developer Guide, "kms:ViaService")."""
    return Entitlement(
        f"KeyThrough{service.capitalize()}",
        actions,
        (key_arn,),
        {"StringEquals": {"kms:ViaService": f"{service}.{region.code}.amazonaws.com"}},
    )


def joined(entitlements: Iterable[Entitlement]) -> tuple[Entitlement, ...]:
    """The same with one for what differs in its resources only; sids get a number where needed."""
    together: dict[tuple[str, tuple[str, ...], str], list[Entitlement]] = {}
    for each in entitlements:
        together.setdefault((each.sid, each.actions, repr(each.condition)), []).append(each)
    return tuple(_numbered([_one(group) for group in together.values()]))


def _one(group: list[Entitlement]) -> Entitlement:
    resources = dict.fromkeys(resource for each in group for resource in each.resources)
    return Entitlement(group[0].sid, group[0].actions, tuple(resources), group[0].condition)


def _numbered(entitlements: list[Entitlement]) -> Iterator[Entitlement]:
    by_sid = sorted(entitlements, key=lambda each: each.sid)
    for sid, group in groupby(by_sid, lambda each: each.sid):
        for number, each in enumerate(group, start=1):
            yield Entitlement(
                sid if number == 1 else f"{sid}{number}", each.actions, each.resources, each.condition
            )
