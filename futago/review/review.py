"""Plans to one review: paired, counted, judged by the rules, and redacted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, partial
from itertools import chain

from futago.review.model import (
    UNKNOWN_REGION,
    Check,
    Entry,
    Finding,
    OutputChange,
    PlanSummary,
    Policy,
    Review,
    Row,
)
from futago.review.plan.collector import collector_paused
from futago.review.plan.configuration import mapping
from futago.review.plan.differences import differences
from futago.review.plan.drift import split_drift
from futago.review.plan.fingerprint import fingerprint
from futago.review.plan.pairing import Pairing, beside_twins, logical_name, pair, region_key
from futago.review.plan.reading import PlanFile, PlanFiles
from futago.review.plan.redaction import Redaction
from futago.review.versions import version_findings
from futago.review.warning import warnings_of
from modules.estate import Estate
from modules.review import GLOBAL_REGION, Action, Change, Concern, Level, Plans, Rule, Special
from regions import OSAKA, TOKYO

_BY_DANGER = (
    Action.DELETE,
    Action.REPLACE,
    Action.FORGET,
    Action.UPDATE,
    Action.CREATE,
    Action.READ,
    Action.NO_OP,
)
_DANGER = {action: rank for rank, action in enumerate(_BY_DANGER)}
_NOT_COUNTED = (Action.NO_OP, Action.READ)
_JUDGING_FAILED = (TypeError, ValueError, KeyError, IndexError, AttributeError, RecursionError)
"""What a rule raises where a value has a shape that no provider gives it."""
_ACTIONS = {"create": Action.CREATE, "update": Action.UPDATE, "delete": Action.DELETE}
"""Of outputs, which are never replaced."""

_Judgement = tuple[Rule, Level, Concern]


def review(
    plans: PlanFiles, rules: Sequence[Rule], estate: Estate | None = None, policy: Policy | None = None
) -> Review:
    """Review plans as one.

    Args:
        plans: the plans, read (``futago.review.plan.reading.read_plans``).
        rules: what to look for (``futago.review.catalog.rules``).
        estate: the estate that they are of, where its spec is known.
        policy: what the project decided about the rules.
    """
    with collector_paused():
        return _Reviewer(plans, rules, estate, policy).review()


class _Reviewer:
    def __init__(
        self, plans: PlanFiles, rules: Sequence[Rule], estate: Estate | None, policy: Policy | None
    ) -> None:
        self._files = plans.files
        self._plans = plans
        self._rules = rules
        self._estate = estate
        self._policy = policy
        self._pair = [region.code for region in (estate.pair if estate else (TOKYO, OSAKA))]
        self._redaction = Redaction(plans.known_secrets)
        self._entries: dict[int, Entry] = {}
        self._unjudged: Counter[str] = Counter()

    def review(self) -> Review:
        changes = [change for file in self._files for change in file.changes]
        drift, settled = self._drift()
        pairings = pair((change for change in changes if change.mode == "managed"), self._estate)
        drift_pairings = beside_twins(pair(drift, self._estate), pairings)
        findings = self._findings(changes, drift, (*pairings, *drift_pairings))
        rows = tuple(self._rows(pairings))
        drift_rows = tuple(self._rows(drift_pairings))
        return Review(
            estate=self._estate.names.prefix if self._estate else "",
            regions=self._regions(chain(rows, drift_rows)),
            plans=tuple(map(_summary, self._files)),
            warnings=(*warnings_of(self._files, self._estate), *self._judging_warnings()),
            rows=rows,
            counts=self._counts(changes, self._regions(rows)),
            moved=sum(change.moved_from is not None for change in changes),
            imported=sum(change.imported_as is not None for change in changes),
            findings=findings,
            drift=drift_rows,
            settled=settled,
            outputs=tuple(chain.from_iterable(map(self._outputs, self._files))),
            checks=tuple(chain.from_iterable(map(self._checks, self._files))),
            fingerprint=fingerprint(self._plans),
        )

    # Rows

    def _rows(self, pairings: Iterable[Pairing]) -> Iterator[Row]:
        loud = [each for each in pairings if not all(map(_is_quiet, each.sides.values()))]
        rows = [(each, self._row(each)) for each in loud]
        rows.sort(key=lambda each: (_danger(each[0]), each[1].type, each[1].name))
        return (row for _, row in rows)

    def _row(self, pairing: Pairing) -> Row:
        changes = [pairing.sides[region] for region in sorted(pairing.sides, key=self._column)]
        name = logical_name([change.address for change in changes], {c.type for c in changes}, self._estate)
        sides = {region_key(change): self._entry(change) for change in changes}
        return Row(self._redaction.address(name), changes[0].type, sides)

    def _entry(self, change: Change) -> Entry:
        entry = self._entries.get(id(change))
        if entry is None:
            redaction = self._redaction
            entry = self._entries[id(change)] = Entry(
                stack=change.stack,
                address=redaction.address(change.address),
                type=change.type,
                region=region_key(change),
                action=change.action,
                reason=change.reason,
                moved_from=redaction.address(change.moved_from) if change.moved_from else None,
                imported_as=redaction.text(change.imported_as) if change.imported_as else None,
                create_before_destroy=change.create_before_destroy,
                deferred=change.deferred,
                compute=partial(differences, change, redaction),
            )
        return entry

    def _regions(self, rows: Iterable[Row]) -> tuple[str, ...]:
        return tuple(sorted({region for row in rows for region in row.sides}, key=self._column))

    def _column(self, region: str) -> tuple[int, str]:
        """The order of columns: the pair, other Regions, what is global, what nobody knows."""
        if region in self._pair:
            return self._pair.index(region), region
        return {GLOBAL_REGION: 4, UNKNOWN_REGION: 5}.get(region, 3), region

    def _counts(
        self, changes: Iterable[Change], regions: Iterable[str]
    ) -> Mapping[str, Mapping[Action, int]]:
        """What is hit in each Region; where only one of two twins changes, the other's Region has none."""
        counts: dict[str, Counter[Action]] = {region: Counter() for region in regions}
        for change in changes:
            if change.action not in _NOT_COUNTED and not change.deferred:
                counts.setdefault(region_key(change), Counter())[change.action] += 1
        is_empty = not any(counts.values())
        return {} if is_empty else {region: counts[region] for region in sorted(counts, key=self._column)}

    def _drift(self) -> tuple[list[Change], int]:
        news: list[Change] = []
        settled = 0
        for file in self._files:
            own, others = split_drift(file.drift, file.changes)
            news += own
            settled += others
        return news, settled

    # Findings

    def _findings(
        self, changes: Sequence[Change], drift: Sequence[Change], pairings: Iterable[Pairing]
    ) -> tuple[Finding, ...]:
        partners = {
            id(change): tuple(other for other in each.sides.values() if other is not change)
            for each in pairings
            if len(each.sides) > 1
            for change in each.sides.values()
        }
        plans = Plans((*changes, *drift), self._estate, lambda change: partners.get(id(change), ()))
        found = list(self._policy.findings()) if self._policy else []
        found += version_findings(tuple(map(_summary, self._files)), self._policy, self._estate)
        for is_drift, subjects in ((False, changes), (True, drift)):
            rules_for = cache(partial(self._rules_for, is_drift=is_drift))
            for change in subjects:
                if change.deferred or _is_quiet(change):
                    continue
                judged = self._judged(change, plans, rules_for(change.type, change.action))
                for rule, level, concern in _said_once(judged) if is_drift else judged:
                    found.append(self._finding(rule, level, change, concern))
        if self._policy:
            asked = (each for each in chain(changes, drift) if not (each.deferred or _is_quiet(each)))
            found += self._policy.unused(found, asked)
        found.sort(key=_urgency)
        return tuple(found)

    def _judged(
        self, change: Change, plans: Plans, rules: Iterable[tuple[Rule, Level]]
    ) -> Iterator[_Judgement]:
        """What the rules find in a change."""
        for rule, level in rules:
            try:
                concerns = tuple(rule.find(change, plans))
            except _JUDGING_FAILED:
                self._unjudged[rule.id] += 1
                continue
            for concern in concerns:
                yield rule, level, concern

    def _rules_for(self, kind: str, action: Action, *, is_drift: bool) -> Sequence[tuple[Rule, Level]]:
        """The rules that look at a resource type and an action, each with its level here."""
        looking = [
            (rule, self._policy.level(rule) if self._policy else rule.level)
            for rule in self._rules
            if rule.judges(kind, action, is_drift=is_drift)
        ]
        return [(rule, level) for rule, level in looking if level is not None]

    def _finding(self, rule: Rule, level: Level, change: Change, concern: Concern) -> Finding:
        path = concern.path
        was = path if concern.path_before is None else concern.path_before
        return Finding(
            rule=rule,
            level=level,
            says=concern.says,
            entry=self._entry(change),
            path=self._redaction.path(path),
            before=self._shown(change, was, change.was(*was)) if was else None,
            after=self._shown(change, path, change.will_be(*path)) if path else None,
            unknown=concern.unknown,
            waived=self._policy.waiver(rule, change.address) if self._policy else None,
            takes_effect_in=concern.region,
        )

    def _shown(self, change: Change, path: Sequence[str | int], value: object) -> str | None:
        return None if value is Special.ABSENT else self._redaction.shown(change, tuple(path), value)

    def _judging_warnings(self) -> Iterator[str]:
        for rule, count in sorted(self._unjudged.items()):
            changes = "1 change" if count == 1 else f"{count} changes"
            yield f"{rule} could not judge {changes}: their values have a shape that it does not know."

    # What else a plan says

    def _outputs(self, file: PlanFile) -> Iterator[OutputChange]:
        for name, value in sorted(file.output_changes.items()):
            change = mapping(value)
            actions = change.get("actions")
            action = _ACTIONS.get(actions[0]) if isinstance(actions, list) and len(actions) == 1 else None
            if action is None:
                continue
            own = Change(
                stack=file.stack,
                address=f"output.{name}",
                type="output",
                mode="managed",
                region=None,
                action=action,
                before=_output_side(name, change.get("before")),
                after=_output_side(name, change.get("after")),
                after_unknown={name: change.get("after_unknown")},
                before_sensitive={name: change.get("before_sensitive")},
                after_sensitive={name: change.get("after_sensitive")},
                configured=frozenset({name}),
            )
            shown = differences(own, self._redaction)
            yield OutputChange(file.stack, self._redaction.text(name), action, shown)

    def _checks(self, file: PlanFile) -> Iterator[Check]:
        for each in file.checks:
            for instance in mapping(each).get("instances") or (each,):
                status = mapping(instance).get("status")
                if status in ("fail", "error", "unknown"):
                    address = mapping(mapping(instance).get("address")).get("to_display")
                    problems = mapping(instance).get("problems") or ()
                    yield Check(
                        file.stack,
                        self._redaction.address(str(address)),
                        status,
                        tuple(
                            self._redaction.text(str(mapping(problem).get("message", "")))
                            for problem in problems
                        ),
                    )


def _output_side(name: str, value: object) -> Mapping[str, object] | None:
    return None if value is None else {name: value}


def _said_once(judged: Iterable[_Judgement]) -> Iterator[_Judgement]:
    """What a rule for the type says of an attribute, one for all types need not say again."""
    found = tuple(judged)
    told = {concern.path[:1] for rule, _, concern in found if rule.types}
    return (each for each in found if each[0].types or each[2].path[:1] not in told)


def _is_quiet(change: Change) -> bool:
    nothing = change.action in _NOT_COUNTED
    return nothing and not (change.moved_from or change.imported_as or change.deferred)


def _danger(pairing: Pairing) -> int:
    return min(_DANGER[change.action] for change in pairing.sides.values())


def _urgency(finding: Finding) -> tuple[bool, int, str, str, str]:
    """The order of findings: the worst first, waived ones last."""
    address = finding.entry.address if finding.entry else ""
    return finding.waived is not None, -finding.level, finding.rule.id, address, finding.path


def _summary(file: PlanFile) -> PlanSummary:
    return PlanSummary(
        file.path, file.stack, file.terraform_version, file.provider_constraints, file.errored, file.complete,
        file.applyable, file.timestamp,
    )  # fmt: skip
