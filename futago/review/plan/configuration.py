"""What a plan's configuration tells of each resource: the Region of its provider, and what its code sets.

Values of the configuration and of variables stand in plain text, secrets among them (Terraform, "JSON Output
Format"): only Regions and names of attributes leave this file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from futago.review.plan.document import Document
from futago.review.plan.region_words import is_region

_INDEX = re.compile(r'\[(?:"(?:[^"\\]|\\.)*"|\d+)\]')
_STEP = re.compile(r'\.([\w-]+)|\["((?:[^"\\]|\\.)*)"\]')
_MAX_MODULES_DEEP = 32
"""A variable is followed through so many modules; more would be a circle in a made-up file."""


def without_indexes(address: str) -> str:
    """An address without the keys of ``count`` and ``for_each``."""
    return _INDEX.sub("", address) if "[" in address else address


@dataclass(frozen=True, slots=True)
class Configured:
    """What the code says of a resource.

    Attributes:
        provider: the key of its provider; ``module.tokyo:aws`` for one that a module configures.
        attributes: the arguments that the code sets.
    """

    provider: str = ""
    attributes: frozenset[str] = frozenset()


@dataclass
class Configuration:
    """The ``configuration`` and ``variables`` of a plan.

    Args:
        root: ``configuration.root_module``.
        providers: ``configuration.provider_config``.
        variables: ``variables``.
    """

    root: Mapping[str, Any]
    providers: Mapping[str, Any]
    variables: Mapping[str, Any]
    _resources: dict[str, Configured] = field(init=False)
    _regions: dict[str, str | None] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self._resources = dict(_resources(self.root, "", _MAX_MODULES_DEEP))

    @classmethod
    def of(cls, document: Document) -> Configuration:
        """The configuration of a plan; an empty one where there is none."""
        configuration = mapping(document.configuration)
        return cls(
            mapping(configuration.get("root_module")),
            mapping(configuration.get("provider_config")),
            mapping(document.variables),
        )

    def resource(self, address: str) -> Configured | None:
        """What the code says of a resource; None for one whose code is gone."""
        return self._resources.get(without_indexes(address))

    def provider_region(self, key: str) -> str | None:
        """The Region of a provider; None where the code does not tell."""
        if key not in self._regions:
            self._regions[key] = self._find_region(key)
        return self._regions[key]

    def version_constraints(self) -> dict[str, str]:
        """By provider, the constraints that the code sets."""
        found: dict[str, set[str]] = {}
        for each in self.providers.values():
            name, constraint = mapping(each).get("full_name"), mapping(each).get("version_constraint")
            if isinstance(name, str) and isinstance(constraint, str) and constraint:
                found.setdefault(name.removeprefix("registry.terraform.io/"), set()).add(constraint)
        return {name: ", ".join(sorted(found[name])) for name in sorted(found)}

    def _find_region(self, key: str) -> str | None:
        module, _, local = key.rpartition(":")
        while True:
            config = mapping(self.providers.get(f"{module}:{local}" if module else local))
            if config:
                path = _module_path(str(config.get("module_address", "")))
                return self._region_of(mapping(config.get("expressions")).get("region"), path)
            if not module:
                return None
            module = module.rpartition(".module.")[0]

    def _region_of(self, expression: Any, module: tuple[str, ...]) -> str | None:
        """The Region that an expression in a module comes to."""
        for _ in range(_MAX_MODULES_DEEP):
            constant = mapping(expression).get("constant_value")
            if is_region(constant):
                return str(constant)
            references = mapping(expression).get("references")
            reference = references[0] if isinstance(references, list) and references else None
            if not isinstance(reference, str) or not reference.startswith("var."):
                return None
            name, *steps = (plain or quoted for plain, quoted in _STEP.findall(reference[3:]))
            if not module:
                return self._variable(name, steps)
            call = mapping(mapping(self._module(module[:-1]).get("module_calls")).get(module[-1]))
            given = mapping(call.get("expressions")).get(name)
            if given is None:
                default = _variable_default(mapping(call.get("module")), name)
                return _region_at(default, steps)
            expression, module = given, module[:-1]
        return None

    def _variable(self, name: str, steps: list[str]) -> str | None:
        value = mapping(self.variables.get(name)).get("value", _variable_default(self.root, name))
        return _region_at(value, steps)

    def _module(self, path: tuple[str, ...]) -> Mapping[str, Any]:
        module = self.root
        for name in path:
            module = mapping(mapping(mapping(module.get("module_calls")).get(name)).get("module"))
        return module


def mapping(value: Any) -> Mapping[str, Any]:
    """The value if it is a mapping, else an empty one: a made-up file may hold anything anywhere."""
    return value if isinstance(value, dict) else {}


def _resources(module: Mapping[str, Any], prefix: str, depth: int) -> Iterator[tuple[str, Configured]]:
    resources = module.get("resources")
    for each in resources if isinstance(resources, list) else ():
        resource = mapping(each)
        key = resource.get("provider_config_key")
        attributes = frozenset(mapping(resource.get("expressions")))
        yield (
            f"{prefix}{resource.get('address')}",
            Configured(key if isinstance(key, str) else "", attributes),
        )
    if depth:
        for name, call in mapping(module.get("module_calls")).items():
            inner = mapping(mapping(call).get("module"))
            yield from _resources(inner, f"{prefix}module.{name}.", depth - 1)


def _module_path(address: str) -> tuple[str, ...]:
    return tuple(without_indexes(address).split(".")[1::2])


def _variable_default(module: Mapping[str, Any], name: str) -> Any:
    return mapping(mapping(module.get("variables")).get(name)).get("default")


def _region_at(value: Any, steps: list[str]) -> str | None:
    for step in steps:
        value = mapping(value).get(step)
    return value if is_region(value) else None
