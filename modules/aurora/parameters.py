"""Parameters of parameter groups, as a spec says them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator

from modules.inputs import Inputs, RefusedError

GLOBAL_RPO = "rds.global_db_rpo"


def _text(value: object) -> object:
    """Values are text to AWS; true and false are 1 and 0 to both engines."""
    if isinstance(value, bool):
        return str(int(value))
    return str(value) if isinstance(value, int | float) else value


def _whole(value: object) -> object:
    """``name: 1`` is short for ``name: {value: 1}``."""
    return value if isinstance(value, Mapping | Parameter) else {"value": value}


def _no_global_rpo(value: Mapping[str, Parameter]) -> Mapping[str, Parameter]:
    if GLOBAL_RPO in value:
        raise RefusedError(
            f"{GLOBAL_RPO} stops commits while no secondary keeps up: with two Regions, every failover would "
            "block the new writer",
            "leave it out; watch AuroraGlobalDBRPOLag instead",
        )
    return value


class Parameter(Inputs):
    """A parameter's value, and when it takes effect; only dynamic ones can at once."""

    value: Annotated[str, BeforeValidator(_text, json_schema_input_type=str | int | float | bool)]
    apply_method: Literal["immediate", "pending-reboot"] = "pending-reboot"


Parameters = Annotated[
    Mapping[
        str,
        Annotated[
            Parameter, BeforeValidator(_whole, json_schema_input_type=str | int | float | bool | Parameter)
        ],
    ],
    AfterValidator(_no_global_rpo),
]
"""Parameters by name (for the refused one: Aurora User Guide, "Managing RPOs for Aurora PostgreSQL-based
global databases")."""
