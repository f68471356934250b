"""Parity of an estate: everything seen, compared, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from futago.errors import ParityError
from futago.parity.comparison import Row, Verdict, rows
from futago.parity.finding import Finding, Sort, findings
from futago.parity.sight import Resource, Survey
from modules.estate import Estate
from modules.operation import Permission
from regions import Region


@dataclass(frozen=True)
class Parity:
    """How a pair compares.

    Attributes:
        estate: the estate.
        survey: what was seen.
        compared: the rows of each resource, by noun and name.
        findings: what is wrong or unknown, what is worst first.
    """

    estate: Estate
    survey: Survey
    compared: Mapping[tuple[str, str], Sequence[Row]]
    findings: tuple[Finding, ...]

    @property
    def verdict(self) -> Verdict:
        """Different if anything is; else unknown if anything is; else equal."""
        sorts = {each.sort for each in self.findings}
        if sorts - {Sort.UNKNOWN}:
            return Verdict.DIFFERENT
        return Verdict.UNKNOWN if sorts else Verdict.EQUAL

    @property
    def rows(self) -> Iterable[Row]:
        """Every row."""
        return (row for its in self.compared.values() for row in its)


def compare(survey: Survey, right: Region | None = None) -> Parity:
    """Compare what was seen with the spec. Calls nobody.

    Args:
        survey: what was seen.
        right: the Region that was activated last, whose side is right where the two have parted; None where
            nobody knows.
    """
    compared = {
        each.key: tuple(rows(survey.estate, each, survey.sights[each.key])) for each in survey.resources
    }
    return Parity(survey.estate, survey, compared, findings(survey, compared, right))


def selected(resources: Sequence[Resource], only: Sequence[str]) -> tuple[Resource, ...]:
    """The resources that ``only`` names: ``noun`` or ``noun/name``; all if it names none.

    Raises:
        ParityError: it names what is not there.
    """
    if not only:
        return tuple(resources)
    names = {each.noun for each in resources} | {_named(each) for each in resources}
    for each in only:
        if each not in names:
            raise ParityError(
                f"--only {each}: there is no such resource; allowed are {', '.join(sorted(names))}"
            )
    return tuple(each for each in resources if each.noun in only or _named(each) in only)


def _named(resource: Resource) -> str:
    return "/".join(filter(None, resource.key))


def permissions(estate: Estate, resources: Sequence[Resource]) -> tuple[Permission, ...]:
    """What comparing needs to be allowed: reading, and no values of secrets."""
    calls = dict.fromkeys(call for each in resources for call in each.comparer.CALLS)
    return tuple(
        Permission(
            (call.action,), (call.resource.format(region=region.code, account=estate.account),), region.code
        )
        for region in estate.pair
        for call in calls
    )
