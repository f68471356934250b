"""What a promotion leaves to be brought together: the spec, AWS, and what Terraform believes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from futago.operations.observe import Observations, Resource
from modules.catalog import KINDS
from modules.consistency import DataStoreInputs
from modules.estate import Estate
from modules.operation import Unreachable
from modules.reconciliation import Reconciliation, Standing
from regions import Region


@dataclass(frozen=True)
class StackView:
    """What a plan of a stack will say.

    Attributes:
        name: the stack.
        reachable: whether every Region that it needs answers; one that does not is not to be planned, for
            what is dark can read as deleted.
        says: what it will say besides "No changes", each with the resource.
    """

    name: str
    reachable: bool
    says: tuple[str, ...]


@dataclass(frozen=True)
class Reconciled:
    """Where an estate stands after a promotion.

    Attributes:
        estate: as the spec has it.
        items: where each resource stands.
        stacks: what each stack's plan will say, in the order in which they are applied.
        homes: what the spec has to say, by the steps to it; see ``futago.spec.moving_home``.
    """

    estate: Estate
    items: tuple[Reconciliation, ...]
    stacks: tuple[StackView, ...]
    homes: Mapping[tuple[str, ...], str]

    @property
    def is_settled(self) -> bool:
        """Whether AWS is as the spec says, and all of it was seen."""
        return all(item.standing is Standing.SETTLED for item in self.items)


def reconcile(
    estate: Estate, resources: Sequence[Resource], observations: Observations, right: Region | None
) -> Reconciled:
    """Compare what was seen with the spec. Calls nobody.

    Args:
        estate: as the spec has it.
        resources: what takes part in promotions.
        observations: what was seen of it.
        right: the Region that was activated last; None where nobody knows.
    """
    items = tuple(_items(estate, resources, observations, right))
    return Reconciled(estate, items, tuple(_stacks(estate, observations, items)), _homes(estate, items))


def _items(
    estate: Estate, resources: Sequence[Resource], observations: Observations, right: Region | None
) -> Iterator[Reconciliation]:
    reconcilers = {kind.noun: kind.reconciler() for kind in KINDS}
    for resource in resources:
        reconciler = reconcilers.get(resource.noun)
        if reconciler is not None:
            seen = observations[resource.key]
            yield reconciler.reconcile(estate, resource.name, resource.inputs, seen, right)


def _stacks(
    estate: Estate, observations: Observations, items: Sequence[Reconciliation]
) -> Iterator[StackView]:
    dark = _dark(observations)
    both = {region.code for region in estate.pair}
    parts = {
        "keys": both,
        **{region.short_code: {region.code} for region in estate.pair},
        "links": both,
    }
    for part, needed in parts.items():
        says = tuple(
            f"{item.noun} {item.name}: {item.terraform[part]}" for item in items if part in item.terraform
        )
        yield StackView(estate.names.stack(part), not needed & dark, says)


def _dark(observations: Observations) -> set[str]:
    """The codes of the Regions of which something did not answer."""
    return {
        code
        for seen in observations.values()
        for code, sight in seen.items()
        if isinstance(sight, Unreachable) and sight.dark
    }


def _homes(estate: Estate, items: Sequence[Reconciliation]) -> dict[tuple[str, ...], str]:
    """The homes to move: the estate's where all that follow it have moved alike, else each its own."""
    moved = {(item.noun, item.name): item.home for item in items if item.home is not None}
    stores = list(_stores(estate))
    follow = [(noun, name) for noun, _section, name, own in stores if own is None]
    wanted = {moved.get(each, estate.home.code) for each in follow}
    homes: dict[tuple[str, ...], str] = {}
    if moved and follow and len(wanted) == 1 and wanted != {estate.home.code}:
        homes[()] = wanted.pop()
    for noun, section, name, own in stores:
        home = moved.get((noun, name))
        if home is not None and (own is not None or () not in homes):
            homes[section, name] = home
    return homes


def _stores(estate: Estate) -> Iterator[tuple[str, str, str, str | None]]:
    """(noun, section, name, home of its own) of every store that one Region writes."""
    for kind in KINDS:
        for name, inputs in estate.sections.get(kind.section, {}).items():
            if isinstance(inputs, DataStoreInputs) and inputs.consistency == "strong":
                yield kind.noun, kind.section, name, inputs.home
