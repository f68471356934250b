"""Who may do what where: every application, store and Region, now and after the other Region's promotion."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from modules.applications.inputs import ApplicationInputs, applications_of
from modules.applications.uses import StoreUse, Use
from modules.aurora.inputs import DatabaseInputs
from modules.consistency import DataStoreInputs, home_of
from modules.estate import Estate
from modules.inputs import PairedInputs
from regions import Region


@dataclass(frozen=True)
class Rights:
    """What an application may do with a resource in a Region.

    Attributes:
        runs: whether it runs there; it may do nothing where it does not.
        reads: whether it may read; of a key: decrypt.
        writes: whether it may write; of a key: encrypt.
        reads_strongly: whether it may count on seeing every write that was made before it reads.
        forwards: whether the Region's database hands its writes on to the writer in the other Region.
    """

    runs: bool
    reads: bool = False
    writes: bool = False
    reads_strongly: bool = False
    forwards: bool = False


@dataclass(frozen=True)
class Row:
    """What one application may do with one resource.

    Attributes:
        application: its name.
        section: the resource's section of the spec.
        name: the resource's name there.
        now: by Region code, with home where the spec puts it.
        after: by Region code, after the promotion.
    """

    application: str
    section: str
    name: str
    now: Mapping[str, Rights]
    after: Mapping[str, Rights]

    @property
    def noun(self) -> str:
        """One of the section's resources, as messages call it."""
        return self.section.removesuffix("s")


@dataclass(frozen=True)
class Matrix:
    """Who may do what where.

    Attributes:
        home: where the spec puts the writers of what says nothing else.
        promoted: the other Region, which the promotion makes the home of all that is strong.
        rows: by application and resource, in the order of the spec.
    """

    home: Region
    promoted: Region
    rows: tuple[Row, ...]

    @property
    def without_writer(self) -> tuple[tuple[str, str], ...]:
        """Section and name of what applications write now and none may after the promotion."""
        now = dict.fromkeys((row.section, row.name) for row in self.rows if _any_writes(row.now))
        after = {(row.section, row.name) for row in self.rows if _any_writes(row.after)}
        return tuple(each for each in now if each not in after)


def matrix(estate: Estate) -> Matrix:
    """The matrix of an estate."""
    promoted = estate.pair.other(estate.home)
    rows = tuple(
        Row(
            application,
            section,
            name,
            now=_by_region(estate, inputs, use, its, home),
            after=_by_region(estate, inputs, use, its, promoted if home else None),
        )
        for application, inputs in applications_of(estate).items()
        for section, name, use, its, home in _uses(estate, inputs)
    )
    return Matrix(estate.home, promoted, rows)


def _uses(
    estate: Estate, inputs: ApplicationInputs
) -> Iterator[tuple[str, str, Use, PairedInputs, Region | None]]:
    """Every use with the resource's inputs and home; a key has none."""
    for section, name, use in inputs.uses.each():
        its = estate.sections[section][name]
        yield section, name, use, its, home_of(estate, its) if isinstance(its, DataStoreInputs) else None


def _by_region(
    estate: Estate, inputs: ApplicationInputs, use: Use, its: PairedInputs, home: Region | None
) -> dict[str, Rights]:
    return {
        region.code: _rights(use, its, home, region) if inputs.runs_in_region(region) else Rights(runs=False)
        for region in estate.pair
    }


def _rights(use: Use, its: PairedInputs, home: Region | None, region: Region) -> Rights:
    is_writer = home is None or home == region
    return Rights(
        runs=True,
        reads=use.reads,
        writes=use.writes and is_writer,
        reads_strongly=isinstance(use, StoreUse) and use.strong_reads != "nowhere" and home == region,
        forwards=isinstance(its, DatabaseInputs) and its.write_forwarding and use.writes and not is_writer,
    )


def _any_writes(by_region: Mapping[str, Rights]) -> bool:
    return any(rights.writes for rights in by_region.values())
