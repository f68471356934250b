"""What was seen of a resource in one Region."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from modules.estate import Estate
from modules.kind import Kind
from modules.operation import Observation, Unreachable
from modules.parity import Comparer, Fact, Found, Setting
from modules.reconciliation import Reconciler


@dataclass(frozen=True)
class Resource:
    """A resource of the spec that parity looks at.

    Attributes:
        section: its section of the spec.
        noun: its kind's noun.
        name: its name in the spec; empty for a setting that is there once.
        inputs: its part of the spec.
        comparer: the kind's ``parity``.
        reconciler: the kind's ``reconcile``; None for a kind that no promotion moves.
    """

    section: str
    noun: str
    name: str
    inputs: Any
    comparer: Comparer
    reconciler: Reconciler | None

    @property
    def key(self) -> tuple[str, str]:
        """Noun and name, which nothing else in the estate has."""
        return self.noun, self.name


@dataclass(frozen=True)
class Sight:
    """What was seen of a resource in one Region.

    Attributes:
        observation: what says whether it is there and how the pair stands; or why that is unknown.
        facts: its settings, by path.
        unknown: the settings that could not be seen, each with the reason.
    """

    observation: Observation | Unreachable
    facts: Mapping[str, Fact] = field(default_factory=dict)
    unknown: Mapping[Setting, Unreachable] = field(default_factory=dict)

    @property
    def exists(self) -> bool | None:
        """Whether it is there; None if nobody knows."""
        return None if isinstance(self.observation, Unreachable) else self.observation.exists


@dataclass(frozen=True)
class Survey:
    """Everything that was seen.

    Attributes:
        estate: the estate.
        resources: those of its resources that were looked at.
        known: all of its resources: what belongs to one is no stray.
        sights: what was seen of each, by noun and name and by the Region's code.
        found: what of each kind is in AWS by tag or name, by noun and the Region's code; or why nobody knows.
        calls: how many calls were made, by the IAM action and the Region's code.
    """

    estate: Estate
    resources: tuple[Resource, ...]
    known: tuple[Resource, ...]
    sights: Mapping[tuple[str, str], Mapping[str, Sight]]
    found: Mapping[tuple[str, str], tuple[Found, ...] | Unreachable]
    calls: Mapping[tuple[str, str], int] = field(default_factory=dict)


def resources_of(estate: Estate, kinds: tuple[Kind, ...]) -> tuple[Resource, ...]:
    """The resources of the estate that parity looks at, in the catalog's order."""
    found = []
    for kind in kinds:
        comparer = kind.comparer()
        if comparer is None:
            continue
        its = {"": estate.settings[kind.section]} if kind.single else estate.sections.get(kind.section, {})
        found += [
            Resource(kind.section, kind.noun, name, inputs, comparer, kind.reconciler())
            for name, inputs in its.items()
        ]
    return tuple(found)
