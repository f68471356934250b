"""Names that two environments of a spec would both want."""

from __future__ import annotations

from collections.abc import Iterator

from futago.spec.nodes import Step
from futago.spec.reading import Reading
from futago.spec.report import Report
from modules.catalog import KINDS
from modules.estate import Estate
from modules.inputs import PairedInputs
from modules.kind import Kind


def check_collisions(readings: dict[str, tuple[Reading, Estate]], report: Report) -> None:
    """Note every name that a resource of one environment shares with one of another.

    Args:
        readings: by environment, how it was read and the estate that came of it.
        report: takes what is wrong.
    """
    taken: dict[tuple[str, str, str], tuple[str, str, str]] = {}
    for environment, (reading, estate) in readings.items():
        for kind, name, inputs in _paired(estate):
            reach = "" if kind.names_are_worldwide else estate.account
            for path, full in _names(estate, name, inputs):
                same = full.lower() if kind.names_ignore_case else full
                owner = taken.setdefault((kind.section, same, reach), (environment, name, full))
                if owner[0] != environment:
                    where = "worldwide" if kind.names_are_worldwide else f"in account {estate.account}"
                    mine, case = (f"'{full}' ", ", whatever their case") if owner[2] != full else ("", "")
                    report.error(
                        reading.place((kind.section, name, *path)),
                        f"'{owner[2]}' is the name of {kind.noun} '{owner[1]}' in environment {owner[0]} and "
                        f"{mine}of '{name}' in {environment}",
                        f"names are unique {where}{case}: give one of the two another name",
                    )


def _paired(estate: Estate) -> Iterator[tuple[Kind, str, PairedInputs]]:
    for kind in KINDS:
        for name, inputs in estate.sections.get(kind.section, {}).items():
            yield kind, name, inputs


def _names(estate: Estate, name: str, inputs: PairedInputs) -> Iterator[tuple[tuple[Step, ...], str]]:
    """What the resource is called in AWS, before a Region's code, with the path that says so."""
    yield ("name",) if inputs.name else (), estate.names.label(name, inputs.name)
    for code, override in inputs.regions.items():
        own = getattr(override, "name", None)
        if own is not None:
            yield ("regions", code, "name"), own
