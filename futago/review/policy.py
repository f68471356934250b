"""What a project decided about the rules: levels, and waivers that end.

The file, ``futago-review.yaml`` by default::

    levels:
      s3-lifecycle-deletes: error      # note, warning, error or off
    waivers:
      - rule: s3-force-destroy
        address: module.scratch.*      # * and ? match as in file names
        reason: Nothing in it outlives a day.
        expires: 2027-03-31            # the last day on which it holds
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path

from futago.errors import PolicyError, Problem, SpecError, SpecNotFoundError
from futago.review.catalog import close_to, rule_of, rules
from futago.review.model import Finding, Waiver
from futago.review.rules.waiver_expired import RULE as EXPIRED
from futago.review.rules.waiver_unused import RULE as UNUSED
from futago.spec.composition import compose
from futago.spec.nodes import Entry, ListNode, MappingNode, Node, ScalarNode
from futago.spec.source import read
from futago.spec.words import type_of
from modules.review import Change, Level, Rule

_LEVELS: Mapping[str, Level | None] = {
    "note": Level.NOTE,
    "warning": Level.WARNING,
    "error": Level.ERROR,
    "off": None,
}
_WAIVER_KEYS = ("rule", "address", "reason", "expires")


@dataclass(frozen=True)
class ReviewPolicy:
    """Levels and waivers; the default has neither.

    Attributes:
        levels: by rule id; None for a rule that is switched off.
        waivers: in the order of the file.
        today: the day that waivers are held against.
    """

    levels: Mapping[str, Level | None] = field(default_factory=dict)
    waivers: tuple[Waiver, ...] = ()
    today: date = field(default_factory=lambda: datetime.now(UTC).date())

    def level(self, rule: Rule) -> Level | None:
        """How bad findings of this rule are here; None where the project switched it off."""
        return self.levels.get(rule.id, rule.level)

    def waiver(self, rule: Rule, address: str) -> Waiver | None:
        """The waiver that covers this rule at this (unredacted) address today, if any."""
        for pattern, waiver in self._running.get(rule.id, ()):
            if pattern.fullmatch(address):
                return waiver
        return None

    def findings(self) -> tuple[Finding, ...]:
        """A finding for each waiver whose day has passed."""
        level = self.level(EXPIRED)
        if level is None:
            return ()
        return tuple(
            Finding(
                EXPIRED,
                level,
                f"{each.rule} at {each.address} was waived until {each.expires} ({each.place})",
            )
            for each in self.waivers
            if each.expires < self.today
        )

    def unused(self, findings: Iterable[Finding], changes: Iterable[Change]) -> tuple[Finding, ...]:
        """A finding for each waiver whose rule looked at what it names and found nothing to waive.

        A waiver of what these plans leave as it is, or do not hold, may well be needed by others.

        Args:
            findings: what was found.
            changes: what the rules were asked about.
        """
        level = self.level(UNUSED)
        used = {finding.waived for finding in findings}
        idle = [
            (pattern, each, rule_of(each.rule))
            for own in self._running.values()
            for pattern, each in own
            if each not in used
        ]
        if level is None or not idle:
            return ()
        judged = list(changes)
        return tuple(
            Finding(UNUSED, level, f"{each.rule} finds nothing at {each.address} ({each.place})")
            for pattern, each, rule in idle
            if any(
                rule.judges(change.type, change.action, is_drift=change.is_drift)
                and pattern.fullmatch(change.address)
                for change in judged
            )
        )

    @cached_property
    def _running(self) -> Mapping[str, list[tuple[re.Pattern[str], Waiver]]]:
        running: dict[str, list[tuple[re.Pattern[str], Waiver]]] = {}
        for each in self.waivers:
            if each.expires >= self.today:
                running.setdefault(each.rule, []).append((_pattern(each.address), each))
        return running


def _pattern(address: str) -> re.Pattern[str]:
    """Addresses hold brackets, which mean themselves: ``aws_s3_bucket.this["a"]``."""
    return re.compile(re.escape(address).replace(r"\*", ".*").replace(r"\?", "."), re.DOTALL)


def load_policy(path: Path, today: date | None = None) -> ReviewPolicy:
    """The policy in a file.

    Args:
        path: the file.
        today: the day that waivers are held against; by default this day, UTC.

    Raises:
        PolicyError: it can't be read, or something in it is wrong: every problem, each with its place.
    """
    try:
        top, flaws = compose(read(path))
    except SpecNotFoundError as error:
        raise PolicyError(
            [Problem(str(path), 1, 1, "", error.message, "name a file that is there")]
        ) from None
    except SpecError as error:
        raise PolicyError(error.problems) from None
    reading = _Reading(path)
    reading.problems.extend(
        Problem(str(path), flaw.place.line, flaw.place.column, "", flaw.wrong, flaw.allowed) for flaw in flaws
    )
    policy = reading.policy(top, today or datetime.now(UTC).date())
    if reading.problems:
        raise PolicyError(sorted(reading.problems))
    return policy


class _Reading:
    """Turns nodes into a policy and notes what is wrong."""

    def __init__(self, path: Path) -> None:
        self.problems: list[Problem] = []
        self._path = str(path)
        self._ids = frozenset(rule.id for rule in rules())

    def policy(self, top: Node, today: date) -> ReviewPolicy:
        if not isinstance(top, MappingNode):
            self._wrong(top, "", f"the file is {type_of(top)}", "allowed are levels: and waivers:")
            return ReviewPolicy(today=today)
        self._only(top, "", ("levels", "waivers"))
        return ReviewPolicy(dict(self._levels(top)), tuple(self._waivers(top)), today)

    def _levels(self, top: MappingNode) -> Iterator[tuple[str, Level | None]]:
        entry = top.entries.get("levels")
        if entry is None:
            return
        if not isinstance(entry.node, MappingNode):
            self._wrong(
                entry.node, "levels", f"this is {type_of(entry.node)}", "allowed are lines <rule>: <level>"
            )
            return
        for name, each in entry.node.entries.items():
            self._known(name, each, f"levels.{name}")
            text = each.node.text if isinstance(each.node, ScalarNode) else ""
            if text in _LEVELS:
                yield name, _LEVELS[text]
            else:
                wrong = f"'{text}' is no level" if text else f"this is {type_of(each.node)}"
                self._wrong(each.node, f"levels.{name}", wrong, f"allowed are {', '.join(_LEVELS)}")

    def _waivers(self, top: MappingNode) -> Iterator[Waiver]:
        entry = top.entries.get("waivers")
        if entry is None:
            return
        if not isinstance(entry.node, ListNode):
            allowed = "allowed is a list of waivers, each with " + ", ".join(_WAIVER_KEYS)
            self._wrong(entry.node, "waivers", f"this is {type_of(entry.node)}", allowed)
            return
        for number, node in enumerate(entry.node.items):
            waiver = self._waiver(node, f"waivers[{number}]")
            if waiver is not None:
                yield waiver

    def _waiver(self, node: Node, path: str) -> Waiver | None:
        if not isinstance(node, MappingNode):
            allowed = "a waiver has " + ", ".join(_WAIVER_KEYS)
            self._wrong(node, path, f"this is {type_of(node)}", allowed)
            return None
        self._only(node, path, _WAIVER_KEYS)
        texts = {key: self._text(node, key, path) for key in _WAIVER_KEYS}
        if texts["rule"]:
            self._known(texts["rule"], node.entries["rule"], f"{path}.rule", at=node.entries["rule"].node)
        expires = self._day(node, texts["expires"], f"{path}.expires")
        if expires is None or not all(texts.values()):
            return None
        place = f"{self._path}:{node.line}"
        return Waiver(texts["rule"], texts["address"], texts["reason"], expires, place)

    def _text(self, node: MappingNode, key: str, path: str) -> str:
        entry = node.entries.get(key)
        if entry is None:
            self._wrong(node, path, f"{key} is missing", "a waiver has " + ", ".join(_WAIVER_KEYS))
            return ""
        text = entry.node.text.strip() if isinstance(entry.node, ScalarNode) else ""
        if not text:
            self._wrong(entry.node, f"{path}.{key}", f"this is {type_of(entry.node)}", "write text")
        return text

    def _day(self, node: MappingNode, text: str, path: str) -> date | None:
        if not text:
            return None
        try:
            return date.fromisoformat(text)
        except ValueError:
            at = node.entries["expires"].node
            self._wrong(at, path, f"'{text}' is no day", "write it as 2027-03-31")
            return None

    def _known(self, rule_id: str, entry: Entry, path: str, at: Node | None = None) -> None:
        if rule_id not in self._ids:
            place = at or entry
            self._wrong(place, path, f"there is no rule '{rule_id}'", close_to(rule_id))

    def _only(self, node: MappingNode, path: str, allowed: tuple[str, ...]) -> None:
        for key, entry in node.entries.items():
            if key not in allowed:
                where = f"{path}.{key}" if path else key
                self._wrong(
                    entry, where, f"there is no key '{key}' here", f"allowed are {', '.join(allowed)}"
                )

    def _wrong(self, at: Node | Entry, path: str, wrong: str, allowed: str) -> None:
        self.problems.append(Problem(self._path, at.line, at.column, path, wrong, allowed))
