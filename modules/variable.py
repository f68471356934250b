"""A variable of the contract between the estate and an application, as each kind says its own.

An application reads what differs between Regions from variables that are called the same in both. Each kind's
``variables.py`` says those of its resources; ``modules/applications/variables.py`` puts them together.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, TypeAlias

from modules.estate import Estate
from regions import Region

ValueType: TypeAlias = Literal["string", "integer"]
Endpoint: TypeAlias = Literal["writer", "reader"]


@dataclass(frozen=True)
class Variable:
    """One variable in one Region.

    Attributes:
        name: from ``futago.names``, the same in every Region.
        holds: what it holds, in words for people that are part of the contract: committed contracts hold
            them, and other words are a changed meaning, which breaks whoever relied on the old one.
        value: what it holds in the Region; None where only AWS knows and nobody has asked.
        type: what the value is read as.
        ties: whether the value, standing in an application's code, ties it to this estate; a port does not.
    """

    name: str
    holds: str
    value: str | None
    type: ValueType = "string"
    ties: bool = True


@dataclass(frozen=True)
class Whereabouts:
    """Where variables are wanted, and the endpoints that only AWS knows.

    Attributes:
        estate: the estate.
        region: the Region.
        endpoint: from a database's name in the spec to the host of its cluster in the Region, that of the
            writer or of the readers; None where nobody knows it yet.
    """

    estate: Estate
    region: Region
    endpoint: Callable[[str, Endpoint], str | None]
