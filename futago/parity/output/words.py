"""What all forms of a comparison say in the same words."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Final

from futago.parity.comparison import Verdict
from futago.parity.finding import Finding, Sort
from futago.parity.parity import Parity
from futago.parity.values import apart_from_region
from futago.rendering.inert import clipped
from futago.rendering.listing import listed

VALUE_MAX: Final = 400
"""Characters of a value that are shown; JSON has all of it."""
NAMES_MAX: Final = 12
"""Resources named in one sentence."""
_HEADINGS: Final = {
    Sort.BROKEN: "This pair is broken",
    Sort.ABSENT: "In the spec and not in AWS",
    Sort.MOVED: "The other Region writes",
    Sort.DIFFERENT: "Different",
    Sort.STRAY: "In AWS and not in the spec",
    Sort.UNKNOWN: "Unknown, and so not taken for equal",
}

PlaceOf = Callable[[str], str]
"""From a dotted path in the spec to ``file:line``."""


@dataclass(frozen=True)
class Column:
    """One of the three columns of a finding.

    Attributes:
        head: whose it is.
        text: the value.
        differs: whether it is what is wrong.
    """

    head: str
    text: str
    differs: bool = False


@dataclass(frozen=True)
class Shown:
    """A finding, or several that say the same of several resources, ready to be shown.

    Attributes:
        title: which resource and setting.
        says: what is wrong.
        columns: spec, first Region, second Region; empty where it is no setting.
        remedies: what mends it.
        caution: what must not be done before.
    """

    title: str
    says: str
    columns: tuple[Column, ...]
    remedies: tuple[str, ...]
    caution: str


@dataclass(frozen=True)
class Section:
    """The findings of one sort.

    Attributes:
        sort: which.
        heading: the sort, for people.
        items: its findings.
    """

    sort: Sort
    heading: str
    items: tuple[Shown, ...]


def headline(parity: Parity) -> str:
    """The verdict in a sentence."""
    first, second = parity.estate.pair
    pair = f"{parity.estate.names.prefix}: {first.city} and {second.city}"
    counts = Counter(each.sort for each in parity.findings)
    listed = ", ".join(f"{counts[sort]} {sort.value}" for sort in Sort if counts[sort])
    return {
        Verdict.EQUAL: f"{pair} are equal, and as the spec says",
        Verdict.DIFFERENT: f"{pair} are not equal: {listed}",
        Verdict.UNKNOWN: f"{pair}: unknown, for not all could be seen: {listed}",
    }[parity.verdict]


def counted(parity: Parity) -> str:
    """How much was compared, in a sentence."""
    verdicts = Counter(row.verdict for row in parity.rows)
    declared = sum(row.declared for row in parity.rows)
    return (
        f"{sum(verdicts.values()):,} settings of {len(parity.survey.resources):,} resources: "
        f"{verdicts[Verdict.EQUAL]:,} equal ({declared:,} of them declared different in the spec), "
        f"{verdicts[Verdict.DIFFERENT]:,} different, {verdicts[Verdict.UNKNOWN]:,} unknown; "
        f"{sum(parity.survey.calls.values()):,} calls"
    )


def sections(parity: Parity, place_of: PlaceOf) -> Iterator[Section]:
    """The findings by sort, what is worst first."""
    for sort, group in groupby(parity.findings, key=lambda each: each.sort):
        its = tuple(group)
        if sort is Sort.UNKNOWN:
            yield Section(sort, _HEADINGS[sort], tuple(_together(parity, its)))
        else:
            yield Section(sort, _HEADINGS[sort], tuple(_shown(parity, each, place_of) for each in its))


def _shown(parity: Parity, finding: Finding, place_of: PlaceOf) -> Shown:
    remedies = list(finding.remedies)
    if finding.spec_path:
        remedies.append(f"{finding.spec_path} in {place_of(finding.spec_path)} says what is wanted")
    title = f"{finding.noun} {finding.name}".rstrip()
    return Shown(
        f"{title}: {finding.setting}" if finding.setting else title,
        finding.says,
        tuple(_columns(parity, finding)),
        tuple(remedies),
        finding.caution,
    )


def _columns(parity: Parity, finding: Finding) -> Iterator[Column]:
    if finding.sort is not Sort.DIFFERENT:
        return
    yield Column("spec", clipped(_wanted(parity, finding.spec), VALUE_MAX))
    for region in parity.estate.pair:
        text = value(finding.seen[region.code]) if region.code in finding.seen else "not asked, or unknown"
        yield Column(region.city, clipped(text, VALUE_MAX), region.code in finding.regions)


def _wanted(parity: Parity, spec: Mapping[str, Any] | None) -> str:
    if spec is None:
        return "left to AWS, and equal"
    pair = parity.estate.pair
    alike = [value(apart_from_region(its, pair[code], pair)) for code, its in spec.items()]
    texts = {code: value(its) for code, its in spec.items()}
    if len(set(alike)) == 1:  # said once: as it is, or with <region> where each has its own
        return alike[0]
    return "; ".join(f"{pair[code].city}: {text}" for code, text in texts.items())


def value(its: Any) -> str:
    """A value for people."""
    if its is None or its in ({}, []):
        return "nothing"
    return its if isinstance(its, str) else json.dumps(its, ensure_ascii=False, default=str)


def _together(parity: Parity, unknown: tuple[Finding, ...]) -> Iterator[Shown]:
    """What is unknown for one reason in one Region, said once for all resources."""
    by_reason: dict[tuple[tuple[str, ...], str], list[Finding]] = {}
    for each in unknown:
        by_reason.setdefault((each.regions, each.says), []).append(each)
    for (codes, says), its in by_reason.items():
        names = [f"{each.noun} {each.name}".rstrip() for each in its]
        settings = sorted({setting for each in its for setting in each.setting.split(", ") if setting})
        whole = f" ({', '.join(settings)})" if settings and len(its) == 1 else ""
        cities = " and ".join(parity.estate.pair[code].city for code in codes)
        yield Shown(f"{cities}: {listed(names, NAMES_MAX)}{whole}", says, (), its[0].remedies, "")
