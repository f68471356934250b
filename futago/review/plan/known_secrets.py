"""Values that a plan marks as sensitive somewhere: they are secret wherever else they stand.

``terraform_data`` drops the mark from ``output``, a secret can be a key of a map and so a part of an address,
and a provider can copy a value into an attribute that its schema does not mark.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from ahocorasick_rs import AhoCorasick, Implementation

from futago.review.plan.configuration import mapping
from futago.review.plan.document import Document
from futago.review.plan.region_words import is_region
from futago.review.plan.secret_text import is_reference
from modules.review import Change

_MIN_LENGTH = 6
"""A shorter value (``1``, ``true``, ``root``) stands in too many places to say anything."""
_MIN_LENGTH_INSIDE_WORDS = 12
"""A shorter value counts only as a whole word: ``postgres`` is no secret in ``aurora-postgresql``."""
_MAX_DEPTH = 64
_PROVIDER_SECRETS = ("secret_key", "token")
_WORDS_OF_CODE = re.compile(r"(?!.*\d)(?:[a-z_]+|[A-Z_]+|[a-zA-Z]+)")
"""A key like this is the name of an attribute or a variable: hidden everywhere, nothing could be read."""


class KnownSecrets:
    """The sensitive values of all plans under review, searched for in everything that gets out."""

    def __init__(self) -> None:
        self._values: dict[str, None] = {}
        self._search: AhoCorasick | None = None

    def add_changes(self, changes: Iterable[Change]) -> None:
        """Take the sensitive values of resources."""
        for change in changes:
            self._add_marked(change.before, change.before_sensitive)
            self._add_marked(change.after, change.after_sensitive)

    def add_document(self, document: Document) -> None:
        """Take the other sensitive values of a plan: those of outputs, variables and providers."""
        for each in mapping(document.output_changes).values():
            change = mapping(each)
            self._add_marked(change.get("before"), change.get("before_sensitive"))
            self._add_marked(change.get("after"), change.get("after_sensitive"))
        self._add_variables(document)

    def add(self, text: str) -> None:
        """Take one value, and the texts in it if it is JSON."""
        if len(text) < _MIN_LENGTH or is_reference(text) or is_region(text):
            return
        self._values[text] = self._search = None
        if text.lstrip().startswith(("{", "[")):
            try:
                inside = json.loads(text)
            except (ValueError, RecursionError):
                return
            for value in _texts(inside, _MAX_DEPTH):
                if len(value) >= _MIN_LENGTH:
                    self._values[value] = None

    def values(self) -> Iterator[str]:
        """Each of them; to search with, never to show."""
        yield from self._values

    def are_in(self, text: str) -> bool:
        """Whether a text holds one of them."""
        if len(text) < _MIN_LENGTH or not self._values:
            return False
        if self._search is None:
            self._search = AhoCorasick(list(self._values), implementation=Implementation.ContiguousNFA)
        return any(
            end - start >= _MIN_LENGTH_INSIDE_WORDS or _is_whole_word(text, start, end)
            for _, start, end in self._search.find_matches_as_indexes(text, overlapping=True)
        )

    def _add_marked(self, value: Any, marks: Any) -> None:
        if marks:
            for text in _marked(value, marks, _MAX_DEPTH):
                self.add(text)

    def _add_variables(self, document: Document) -> None:
        configuration = mapping(document.configuration)
        declared = mapping(mapping(configuration.get("root_module")).get("variables"))
        given = mapping(document.variables)
        for name, variable in declared.items():
            if mapping(variable).get("sensitive"):
                for value in (mapping(given.get(name)).get("value"), mapping(variable).get("default")):
                    for text in _texts(value, _MAX_DEPTH):
                        self.add(text)
        for provider in mapping(configuration.get("provider_config")).values():
            expressions = mapping(mapping(provider).get("expressions"))
            for name in _PROVIDER_SECRETS:
                for text in _texts(mapping(expressions.get(name)).get("constant_value"), 1):
                    self.add(text)


def _is_whole_word(text: str, start: int, end: int) -> bool:
    before, after = text[start - 1 : start], text[end : end + 1]
    return not (before.isalnum() or after.isalnum())


def _marked(value: Any, marks: Any, depth: int) -> Iterator[str]:
    if marks is True:
        yield from _texts(value, depth)
    elif not depth:
        return
    elif isinstance(marks, dict) and isinstance(value, dict):
        for key, mark in marks.items():
            if mark:
                yield from _marked(value.get(key), mark, depth - 1)
    elif isinstance(marks, list) and isinstance(value, list):
        for item, mark in zip(value, marks, strict=False):
            if mark:
                yield from _marked(item, mark, depth - 1)


def _texts(value: Any, depth: int) -> Iterator[str]:
    """Every text in a value, and the keys that are more than names."""
    if isinstance(value, str):
        yield value
    elif not depth:
        return
    elif isinstance(value, dict):
        for key, item in value.items():
            if not _WORDS_OF_CODE.fullmatch(key):
                yield key
            yield from _texts(item, depth - 1)
    elif isinstance(value, list):
        for item in value:
            yield from _texts(item, depth - 1)
