"""The one gate that values of a plan pass on their way out.

A value is hidden if Terraform marks it, before or after; if its place says that it is a secret (environment
variables, user data, ``password``); if it looks like one; or if it holds one that is marked elsewhere.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from futago.review.plan.known_secrets import KnownSecrets
from futago.review.plan.secret_text import is_reference, looks_secret, names_a_secret, names_an_environment
from modules.review import Change, Path, Special, Value

SENSITIVE = "(sensitive)"
"""Stands for a value that Terraform marks."""
HIDDEN = "(hidden: may be a secret)"
"""Stands for a value that has no mark and may well be a secret."""
UNKNOWN = "(known after apply)"
ABSENT = "(absent)"

MAX_SHOWN = 400
"""Characters of one value; of longer ones the length is told."""
MAX_DEPTH = 48
"""Levels of a value; deeper ones are hidden."""
MAX_DOCUMENT = 200_000
"""Characters of a text that is taken for JSON."""

SCRIPTS = frozenset(
    {"user_data", "user_data_base64", "userdata", "custom_data", "content_base64", "startup_script"}
)
_SETTINGS = {
    "aws_ssm_parameter": frozenset({"value", "insecure_value"}),
    "aws_s3_object": frozenset({"content"}),
    "aws_s3_bucket_object": frozenset({"content"}),
    "aws_cloudformation_stack": frozenset({"parameters"}),
    "aws_glue_job": frozenset({"default_arguments"}),
    "aws_lambda_invocation": frozenset({"input", "result"}),
}
"""Attributes that carry whatever their users put there."""
_PLAIN_KEY = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,63}")
_LABELS = frozenset({"name", "key", "Name", "Key", "type"})
"""What stays readable in a list of environment variables, beside ``_VALUES``."""
_VALUES = frozenset({"value", "valueFrom", "Value"})
_as_json = json.JSONEncoder(ensure_ascii=False).encode
"""As ``json.dumps``, which makes an encoder for each call."""


def has_open_settings(kind: str) -> bool:
    """Whether a type has attributes that carry whatever their users put there."""
    return kind in _SETTINGS


def json_in(text: str) -> Any:
    """The list or mapping that a text of JSON holds; None for any other text."""
    if len(text) > MAX_DOCUMENT or not text.startswith(("{", "[", " ", "\n", "\t")):
        return None
    stripped = text.lstrip()
    if not stripped.startswith(("{", "[")):
        return None
    try:
        found = json.loads(stripped)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict | list) else None


class Place:
    """Where in a resource a walk is: what its surroundings say about the values there.

    Attributes:
        name: the nearest attribute or map key.
        secret: whether everything here is taken for a secret.
        labelled: whether it is in a list of environment variables, whose names are shown.
    """

    __slots__ = ("labelled", "name", "secret")

    def __init__(self, name: str = "", *, secret: bool = False, labelled: bool = False) -> None:
        self.name = name
        self.secret = secret
        self.labelled = labelled


_TOP = Place()
"""The resource as a whole."""


class Redaction:
    """Turns values of a plan into text that may be shown.

    Args:
        known: the sensitive values of all plans under review.
    """

    def __init__(self, known: KnownSecrets) -> None:
        self._known = known
        self._whole = lru_cache(maxsize=16384)(self._look_through)

    # Places

    def attribute(self, kind: str, name: str, value: Any) -> Place:
        """The place of a resource's attribute."""
        whole = name in SCRIPTS or name in _SETTINGS.get(kind, ())
        return Place(name, secret=whole) if whole else self.inside(_TOP, name, value, None)

    def inside(self, place: Place, key: str, value: Any, siblings: Mapping[str, Any] | None) -> Place:
        """The place of a key's value: one step further in. ``siblings`` are the mapping that holds it."""
        secret, labelled = place.secret, place.labelled
        if labelled and key in _LABELS and siblings and not _VALUES.isdisjoint(siblings):
            return Place(key)
        if not secret:
            secret = names_a_secret(key) or self._is_named_secret(key, siblings)
            if not secret and isinstance(value, dict | list | str) and names_an_environment(key):
                secret = labelled = not isinstance(value, str) or json_in(value) is not None
        return Place(key, secret=secret, labelled=labelled)

    @staticmethod
    def _is_named_secret(key: str, siblings: Mapping[str, Any] | None) -> bool:
        """Whether it is the value of a pair like ``{"name": "DB_PASSWORD", "value": …}``."""
        if not siblings or key.lower() not in {"value", "values", "default"}:
            return False
        name = siblings.get("name") or siblings.get("key") or siblings.get("Name") or siblings.get("Key")
        where = siblings.get("namespace")
        return (isinstance(name, str) and names_a_secret(name)) or (
            isinstance(where, str) and where.endswith(":environment")
        )

    # Values

    def hides(self, value: Any, place: Place) -> str | None:
        """What stands in place of a plain value that may not be shown; None for one that may."""
        if value is None or isinstance(value, bool):
            return None
        if not isinstance(value, str):
            return HIDDEN if place.secret else None
        if not value:
            return None
        if self._known.are_in(value):
            return SENSITIVE
        if place.secret and not is_reference(value):
            return HIDDEN
        return HIDDEN if looks_secret(value, place.name) else None

    def written(self, value: Any, marks: Any, place: Place) -> str:
        """A value as text, with what may not be shown hidden in it."""
        if marks is True:
            return SENSITIVE
        inner = json_in(value) if isinstance(value, str) else value
        if not isinstance(inner, dict | list):
            return self.hides(value, place) or written(value)
        masked = self.masked(inner, marks, place)
        return masked if masked == HIDDEN else written(masked)

    def whole(self, text: str) -> str:
        """A text of any length; hidden as a whole if it holds a secret."""
        return self._whole(text)

    def _look_through(self, text: str) -> str:
        if self._known.are_in(text):
            return SENSITIVE
        return HIDDEN if looks_secret(text) else text

    def text(self, text: str) -> str:
        """A message, an id or another text from a plan, cut where it is long."""
        return cut(well_formed(self.whole(text)))

    def key(self, key: str) -> str:
        """A map key, as part of a path."""
        shown = self.whole(key)
        if shown != key or _PLAIN_KEY.fullmatch(key):
            return shown
        return f'["{cut(well_formed(key), 80)}"]'

    def address(self, address: str) -> str:
        """An address; only its keys can be values of the plan, the rest stands in the code."""
        if "[" not in address:
            return HIDDEN if looks_secret(address, "id") else cut(well_formed(address))
        if '"' in _KEYS.sub("", address):  # no address that Terraform writes
            return self.text(address)
        return cut(_KEYS.sub(lambda match: self._index(match[0]), well_formed(address)))

    def _index(self, index: str) -> str:
        inner = index[2:-1]
        shown = self.whole(inner)
        return index if shown == inner else f"[{shown}]"

    def masked(self, value: Any, marks: Any, place: Place, depth: int = MAX_DEPTH) -> Any:
        """A value with texts in place of what may not be shown; JSON texts are looked into."""
        if marks is True:
            return SENSITIVE
        if not isinstance(value, dict | list):
            inner = json_in(value) if isinstance(value, str) else None
            if inner is None:
                return self.hides(value, place) or value
            return _as_json(self.masked(inner, None, place, depth - 1))
        if depth <= 0:
            return HIDDEN
        if isinstance(value, dict):
            own = marks if isinstance(marks, dict) else {}
            return {
                self.whole(key): self.masked(
                    item, own.get(key), self.inside(place, key, item, value), depth - 1
                )
                for key, item in value.items()
            }
        each = marks if isinstance(marks, list) else ()
        return [
            self.masked(item, each[index] if index < len(each) else None, place, depth - 1)
            for index, item in enumerate(value)
        ]

    def shown(self, change: Change, path: Path, value: Value) -> str:
        """A value of a change as text, cut where it is long.

        Args:
            change: the change.
            path: where the value stands in it.
            value: the value, as ``change.was(*path)`` or ``change.will_be(*path)`` gave it.
        """
        if isinstance(value, Special):
            return UNKNOWN if value is Special.UNKNOWN else ABSENT
        place: Place | None = None
        was, then = change.before, change.after
        was_marks, then_marks = change.before_sensitive, change.after_sensitive
        for step in path:
            inner_was = _at(was, step)
            holder, was, then = then if inner_was is None else was, inner_was, _at(then, step)
            was_marks, then_marks = _mark_at(was_marks, step), _mark_at(then_marks, step)
            if isinstance(step, str):
                inner = then if was is None else was
                siblings = holder if isinstance(holder, dict) else None
                place = (
                    self.inside(place, step, inner, siblings)
                    if place
                    else self.attribute(change.type, step, inner)
                )
        if was_marks is True or then_marks is True:
            return SENSITIVE
        if value is was:
            return self.written(value, was_marks, place or Place())
        return self.written(value, then_marks if value is then else then_marks or was_marks, place or Place())

    def path(self, path: Sequence[str | int]) -> str:
        """A path as text: ``rule[0].status``."""
        text = ""
        for step in path:
            text = join(text, f"[{step}]" if isinstance(step, int) else self.key(step))
        return text


_KEYS = re.compile(r'\["(?:[^"\\]|\\.)*"\]')


def join(path: str, step: str) -> str:
    """A path with one more step."""
    return f"{path}{step}" if not path or step.startswith("[") else f"{path}.{step}"


def written(value: Any) -> str:
    """A value as text, as JSON writes it, cut where it is long."""
    if isinstance(value, str):
        return _as_json(well_formed(cut(value)))
    return cut(well_formed(_as_json(value)))


def cut(text: str, limit: int = MAX_SHOWN) -> str:
    """A text that is at most ``limit`` characters long, and the length of what it was."""
    return text if len(text) <= limit else f"{text[:limit]}… ({len(text):,} characters)"


def well_formed(text: str) -> str:
    """A text without lone surrogates, which JSON can hold and UTF-8 can't (RFC 8259, 8.2)."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode()


def _mark_at(marks: Any, step: str | int) -> Any:
    return _at(marks, step) if marks and marks is not True else marks


def _at(value: Any, step: str | int) -> Any:
    if isinstance(value, dict):
        return value.get(step)
    if isinstance(value, list) and isinstance(step, int) and -len(value) <= step < len(value):
        return value[step]
    return None
