"""What is wrong with the pair, as a value: from what was seen to what mends it. Calls nobody."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import groupby
from typing import Any

from futago.parity.comparison import Row, Verdict
from futago.parity.sight import Resource, Sight, Survey
from modules.estate import Estate
from modules.operation import Unreachable
from modules.parity import Setting
from modules.reconciliation import Reconciliation, Standing
from regions import Region


class Sort(StrEnum):
    """What kind of wrong it is, in the order in which it is said."""

    BROKEN = "broken"
    """No pair any more, however calm Terraform is."""
    ABSENT = "absent"
    """In the spec and not in AWS, or in one Region only."""
    MOVED = "moved"
    """A pair, of which the other Region writes than the spec says."""
    DIFFERENT = "different"
    """A setting that the spec does not want so, or that only one Region has."""
    STRAY = "stray"
    """In AWS, by the estate's tag or name, and not in the spec."""
    UNKNOWN = "unknown"
    """Nobody knows: never taken for equal."""


@dataclass(frozen=True)
class Finding:
    """One thing wrong, or unknown.

    Attributes:
        sort: what kind of wrong it is.
        noun: the kind's noun.
        name: the resource's name in the spec; of a stray one its name in AWS.
        setting: the setting, dotted; empty where it is the whole resource.
        says: what is wrong, in a sentence.
        regions: the codes of the Regions where it is wrong.
        spec: what the spec wants, by the Region's code; None where it leaves it to AWS.
        seen: what there is, by the Region's code; only of what is different.
        spec_path: the dotted path in the spec that says it; empty where none does.
        remedies: what mends it, in order: commands, or what a person has to do.
        caution: what must not be done before.
    """

    sort: Sort
    noun: str
    name: str
    says: str
    setting: str = ""
    regions: tuple[str, ...] = ()
    spec: Mapping[str, Any] | None = None
    seen: Mapping[str, Any] = field(default_factory=dict)
    spec_path: str = ""
    remedies: tuple[str, ...] = ()
    caution: str = ""


def findings(
    survey: Survey, compared: Mapping[tuple[str, str], Sequence[Row]], right: Region | None
) -> tuple[Finding, ...]:
    """Everything that is wrong or unknown, what is worst first.

    Args:
        survey: what was seen.
        compared: the rows of each resource.
        right: the Region whose side is right where the two have parted; None where nobody knows.
    """
    found = [
        *(each for resource in survey.resources for each in _of_resource(survey, resource, compared, right)),
        *_strays(survey),
    ]
    order = list(Sort)
    return tuple(sorted(found, key=lambda each: order.index(each.sort)))


def _of_resource(
    survey: Survey,
    resource: Resource,
    compared: Mapping[tuple[str, str], Sequence[Row]],
    right: Region | None,
) -> Iterator[Finding]:
    estate, sights = survey.estate, survey.sights[resource.key]
    standing = _standing(estate, resource, sights, right)
    moved = standing is not None and standing.standing in {Standing.BROKEN, Standing.MOVED}
    absent = [code for code, sight in sights.items() if sight.exists is False]
    if absent and (not moved or len(absent) == len(sights)):
        yield _absent(estate, resource, absent)
    elif standing is not None and moved:
        yield _stands(estate, resource, standing)
    its = compared[resource.key]
    for row in its:
        # What Terraform leaves alone was said by the standing already.
        if row.verdict is Verdict.DIFFERENT and not (moved and not row.setting.stack):
            yield _different(estate, resource, row)
    yield from _unknown(resource, [row for row in its if any(cell.unknown for cell in row.seen.values())])
    yield from _unsettled(resource, sights, its)


def _standing(
    estate: Estate, resource: Resource, sights: Mapping[str, Sight], right: Region | None
) -> Reconciliation | None:
    if resource.reconciler is None:
        return None
    seen = {code: sight.observation for code, sight in sights.items()}
    return resource.reconciler.reconcile(estate, resource.name, resource.inputs, seen, right)


def _absent(estate: Estate, resource: Resource, absent: Sequence[str]) -> Finding:
    where = " and ".join(estate.pair[code].city for code in absent)
    return Finding(
        Sort.ABSENT,
        resource.noun,
        resource.name,
        f"it is in the spec and not in {where}",
        regions=tuple(absent),
        spec_path=_line(resource, None),
        remedies=("futago synth, then plan and apply the estate's stacks in their order",),
    )


def _stands(estate: Estate, resource: Resource, standing: Reconciliation) -> Finding:
    broken = standing.standing is Standing.BROKEN
    says = f"this pair is broken: {standing.seen}" if broken else standing.seen
    calm = [f"{estate.names.stack(part)}: {what}" for part, what in standing.terraform.items()]
    if calm:
        says += f". What Terraform says of it in {'; in '.join(calm)}"
    commands = tuple(shlex.join(each.argv) for each in standing.mending)
    return Finding(
        Sort.BROKEN if broken else Sort.MOVED,
        resource.noun,
        resource.name,
        says,
        spec_path="" if broken else f"{resource.section}.{resource.name}.home",
        remedies=commands or ("futago reconcile",),
        caution=standing.caution,
    )


def _different(estate: Estate, resource: Resource, row: Row) -> Finding:
    wrong = tuple(code for code, cell in row.seen.items() if cell.differs)
    cities = [estate.pair[code].city for code in wrong]
    says = f"{' and '.join(cities)} differ{'s' if len(wrong) == 1 else ''} from the spec"
    if row.spec is None:
        says = f"{' and '.join(cities)} differ, and the spec wants neither in particular"
    if row.setting.judge is not None:
        says = f"{' and '.join(cities)} {row.setting.judge.says}"
    line = _line(resource, row.setting)
    return Finding(
        Sort.DIFFERENT,
        row.noun,
        row.name,
        says,
        setting=row.path,
        regions=wrong,
        spec=row.spec,
        seen=_known(row),
        spec_path=line,
        remedies=tuple(_remedies(estate, row, wrong)),
    )


def _known(row: Row) -> dict[str, Any]:
    return {code: cell.value for code, cell in row.seen.items() if not (cell.unknown or cell.shared)}


def _remedies(estate: Estate, row: Row, wrong: Sequence[str]) -> Iterator[str]:
    setting = row.setting
    parts = {
        "own": [estate.pair[code].short_code for code in wrong],
        "first": [estate.pair.first.short_code],
        "": [],
    }.get(setting.stack, [setting.stack])
    for part in parts:
        yield f"npx cdktf deploy {estate.names.stack(part)}"
    if setting.remedy:
        yield setting.remedy
    if setting.judge is not None:
        for code in wrong:
            yield setting.judge.remedy(estate.pair[code], _known(row))


def _line(resource: Resource, setting: Setting | None) -> str:
    """The path in the spec of a resource, or of one of its settings; empty where no line says it."""
    if setting is not None and not setting.spec:
        return ""
    steps = (resource.section, resource.name, setting.spec if setting else "")
    return ".".join(step for step in steps if step)


def _unknown(resource: Resource, its: Sequence[Row]) -> Iterator[Finding]:
    """One finding for all settings of a resource that are unknown in a Region for the same reason."""
    reasons = sorted(
        (code, cell.unknown, row.setting.path)
        for row in its
        for code, cell in row.seen.items()
        if cell.unknown
    )
    for (code, why), each in groupby(reasons, key=lambda reason: reason[:2]):
        settings = ", ".join(dict.fromkeys(path for _code, _why, path in each))
        yield Finding(
            Sort.UNKNOWN,
            resource.noun,
            resource.name,
            f"not seen: {why}",
            setting=settings,
            regions=(code,),
            remedies=("futago parity --print-policy, where it is denied; else again",),
        )


def _unsettled(resource: Resource, sights: Mapping[str, Sight], its: Sequence[Row]) -> Iterator[Finding]:
    """A resource of which not even that is known whether it is there, and of which no row says so."""
    said = {code for row in its for code, cell in row.seen.items() if cell.unknown}
    for code, sight in sights.items():
        if isinstance(sight.observation, Unreachable) and code not in said:
            yield Finding(
                Sort.UNKNOWN,
                resource.noun,
                resource.name,
                f"not seen: {sight.observation.why}",
                regions=(code,),
                remedies=("futago parity --print-policy, where it is denied; else again",),
            )


def _strays(survey: Survey) -> Iterator[Finding]:
    estate = survey.estate
    for (noun, code), found in sorted(survey.found.items(), key=lambda item: item[0]):
        region = estate.pair[code]
        if isinstance(found, Unreachable):
            if not found.dark:  # what is dark is said with each resource
                says = f"what else is there is unknown: {found.why}"
                yield Finding(Sort.UNKNOWN, noun, "*", says, regions=(code,))
            continue
        known = {
            name
            for each in survey.known
            for name in each.comparer.known(estate, each.name, each.inputs, region)
        }
        for each in found:
            if each.name not in known:
                by = "the estate's tag" if each.tagged else "a name of the estate's"
                yield Finding(
                    Sort.STRAY,
                    noun,
                    each.name,
                    f"{region.city} has it by {by}, and the spec does not know it: {each.arn}",
                    regions=(code,),
                    remedies=("add it to the spec, or take it (or its futago:estate tag) away",),
                )
