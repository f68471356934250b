"""Finds rules: every file of a ``rules`` folder holds one, as ``RULE``, and is named for it."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

from modules.review import Rule


def rules_in(package: str) -> tuple[Rule, ...]:
    """The rules in the files of a package, by name.

    Args:
        package: the dotted name, such as ``modules.s3.rules``.

    Raises:
        AttributeError: a file in it has no ``RULE``.
    """
    names = sorted(module.name for module in iter_modules(import_module(package).__path__))
    rules = []
    for name in names:
        rule: Rule = import_module(f"{package}.{name}").RULE
        rules.append(rule)
    return tuple(rules)
