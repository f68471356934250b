"""What is looked for in a text besides what is AWS's own: the names of an estate."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from futago.lint import spellings
from futago.lint.contract import Contract, contract_of
from futago.lint.rule import Span

if TYPE_CHECKING:
    from modules.estate import Estate

_TWELVE_DIGITS = re.compile(
    r"(?<![A-Za-z0-9+])(?<!\d\.)(?<![0-9a-f]{4}-)[0-9]{12}(?!(?![LlNn]\b)[A-Za-z0-9]|\.\d|-compute@)"
)
"""An account, by its shape: no phone number, not the end of a UUID, no decimal number, no project number of
Google's. What follows may say that a number is long, as Java's and JavaScript's ``123456789012n`` do."""
_CACHE_HOST = re.compile(rf"\.(?:{spellings.SHORT_CODE})\.cache\.amazonaws\.")


@dataclass(frozen=True)
class Sought:
    """What counts as a literal of the estate; empty where no estate is given.

    Attributes:
        names: the names in AWS of what the estate holds.
        contract: which variable replaces what; with it come the account and the pair's short codes.
    """

    names: frozenset[str] = frozenset()
    contract: Contract = field(default_factory=Contract)

    @property
    def account(self) -> str:
        """The estate's account; empty without an estate."""
        return self.contract.account

    def regions(self, text: str, start: int = 0, end: int | None = None) -> Iterator[Span]:
        """Where Regions stand, however they are spelled."""
        limit = len(text) if end is None else end
        yield from spellings.regions(text, start, limit)
        if self._short_codes:
            yield from (each.span() for each in self._short_codes.finditer(text, start, limit))

    def zones(self, text: str, start: int = 0, end: int | None = None) -> Iterator[Span]:
        """Where zones stand, by name or id."""
        return spellings.zones(text, start, len(text) if end is None else end)

    def accounts(self, text: str, start: int = 0, end: int | None = None) -> Iterator[Span]:
        """Where twelve digits stand that could be an account's."""
        yield from (
            each.span() for each in _TWELVE_DIGITS.finditer(text, start, len(text) if end is None else end)
        )

    def estate_names(self, text: str, start: int = 0, end: int | None = None) -> Iterator[Span]:
        """Where names of the estate stand as whole tokens."""
        if self._names:
            limit = len(text) if end is None else end
            yield from (each.span() for each in self._names.finditer(text, start, limit))

    def ties(self, text: str, start: int, end: int) -> int:
        """Where in a part of a text the last literal of any kind ends; 0 if none is there."""
        kinds = (self.regions, self.zones, self.accounts)
        ends = [last for kind in kinds for _, last in kind(text, start, end)]
        if self._labels:
            ends += [each.end() for each in self._labels.finditer(text, start, end)]
        ends += [each.end() for each in _CACHE_HOST.finditer(text, start, end)]
        return max(ends, default=0)

    @cached_property
    def _names(self) -> re.Pattern[str] | None:
        return _tokens(self.names)

    @cached_property
    def _labels(self) -> re.Pattern[str] | None:
        """The names as parts of a host or an ARN, where a dot may follow: ``<bucket>.s3.amazonaws.com``."""
        either = "|".join(sorted(map(re.escape, self.names), key=len, reverse=True))
        if not either:
            return None
        # In an ARN six characters follow a secret's name (Secrets Manager User Guide, "What's in a secret?"),
        # for which IAM's policies say ``-??????`` or ``-*``.
        secret = rf"(?<=:secret:)(?:{either})-(?:[A-Za-z0-9]{{6}}|\?{{6}}|\*)(?![A-Za-z0-9_-])"
        return re.compile(rf"(?<![A-Za-z0-9_.-])(?:{either})(?![A-Za-z0-9_-])|{secret}")

    @cached_property
    def _short_codes(self) -> re.Pattern[str] | None:
        codes = "|".join(self.contract.regions.values())
        if not codes:
            return None
        return re.compile(rf"(?<![A-Za-z0-9])(?i:{codes})(?![A-Za-z0-9]|[-_](?i:az)\d)")


def _tokens(names: Iterable[str]) -> re.Pattern[str] | None:
    """The names as whole tokens: no name goes on with a letter, digit, hyphen, underscore or dotted word.

    A name of one plain word counts where it is all of a quoted text or of a value: ``sessions`` is also a
    word, ``payments-sessions`` is not.
    """
    plain = [re.escape(name) for name in names if name.isalnum()]
    compound = sorted((re.escape(name) for name in names if not name.isalnum()), key=len, reverse=True)
    patterns = []
    if compound:
        patterns.append(rf"(?<![A-Za-z0-9_.-])(?:{'|'.join(compound)})(?![A-Za-z0-9_-]|\.[A-Za-z0-9])")
    if plain:
        either = "|".join(sorted(plain, key=len, reverse=True))
        patterns.append(
            rf"(?<=[\"'])(?:{either})(?=[\"'])|(?<=[:=] )(?:{either})(?=\s*$)|(?<==)(?:{either})(?=\s*$)"
        )
    return re.compile("|".join(patterns)) if patterns else None


def sought_in(estate: Estate) -> Sought:
    """What is looked for in the applications of an estate."""
    contract = contract_of(estate)
    names = {
        value
        for variable in contract.variables
        if variable.name.endswith(("_NAME", "_ALIAS"))
        for value in variable.values.values()
        if not value.startswith("arn:")
    }
    names |= {
        value.partition(".")[0]
        for each in contract.variables
        if each.name.endswith("_ENDPOINT")
        for value in each.values.values()
    }
    return Sought(frozenset(names), contract)
