"""What is wrong with the variables of an application: what Systems Manager refuses, and two of one name."""

from __future__ import annotations

from collections.abc import Iterator

from modules.applications.inputs import ApplicationInputs, regions_of
from modules.applications.variables import variables
from modules.estate import Estate
from modules.kind import Finding
from modules.variable import Whereabouts

_RESERVED = ("aws", "ssm")
"""What no parameter's name may start with (Systems Manager User Guide, "Understanding parameter name
requirements and constraints")."""


def check_variables(estate: Estate, name: str, inputs: ApplicationInputs) -> Iterator[Finding]:
    """Every finding of an application's variables."""
    prefix = estate.names.prefix
    if prefix.startswith(_RESERVED):
        yield Finding(
            (),
            f"its environment can't lie in Systems Manager under /{prefix}",
            f"an estate with applications may not be called something with {' or '.join(_RESERVED)} in front",
        )
    meanings: dict[str, str] = {}
    for region in regions_of(estate, inputs)[:1]:  # names are the same in every Region
        for each in variables(Whereabouts(estate, region, lambda _database, _which: None), name, inputs):
            other = meanings.setdefault(each.name, each.holds)
            if other != each.holds:
                yield Finding(
                    ("uses",),
                    f"variable {each.name} would be both the {other} and the {each.holds}",
                    "call one of the two otherwise in the spec",
                )
