"""What a spec says about the estate itself, beside its resources."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field, ValidationInfo, field_validator

from modules.inputs import Inputs, RefusedError, ResourceName, Tags
from regions import PAIRS, pair_of

_ACCOUNT = re.compile(r"[0-9]{12}")
_CODES = [[region.code for region in pair] for pair in PAIRS]


def _account(value: object) -> object:
    if isinstance(value, int | float) and not isinstance(value, bool):
        raise RefusedError("a number, which loses its leading zeros", "allowed are twelve digits in quotes")
    return value


def _twelve_digits(value: str) -> str:
    if not _ACCOUNT.fullmatch(value):
        raise RefusedError(f"'{value}' is no AWS account", "allowed are twelve digits in quotes")
    return value


def _pair(codes: tuple[str, ...]) -> tuple[str, ...]:
    if pair_of(list(codes)) is None:
        allowed = " and ".join(f"[{', '.join(pair)}]" for pair in _CODES)
        raise RefusedError(f"[{', '.join(codes)}] is no pair of Regions", f"allowed are {allowed}")
    return codes


Account = Annotated[
    str,
    BeforeValidator(_account),
    AfterValidator(_twelve_digits),
    Field(
        description="The AWS account, in quotes",
        examples=["123456789012"],
        json_schema_extra={"pattern": "^[0-9]{12}$"},
    ),
]


class EstateInputs(Inputs):
    """The estate: its name, account, Regions and tags."""

    estate: Annotated[ResourceName, Field(description="The estate's name; every name in AWS starts with it")]
    account: Account
    pair: Annotated[
        tuple[str, ...],
        AfterValidator(_pair),
        Field(
            description="The two Regions. Things are first made in the first; the order never changes",
            json_schema_extra={"enum": list(_CODES)},
        ),
    ] = tuple(_CODES[0])
    home: Annotated[
        str | None,
        Field(
            description="The Region that writes what says nothing else; by default the pair's first",
            json_schema_extra={"enum": _CODES[0]},
        ),
    ] = None
    tags: Tags = Field(default_factory=dict, description="Tags of every resource in both Regions")

    @field_validator("home")
    @classmethod
    def _home(cls, value: str | None, info: ValidationInfo) -> str | None:
        codes = info.data.get("pair", _CODES[0])
        if value is not None and value not in codes:
            raise RefusedError(f"'{value}' is not a Region of the pair", f"allowed are {' and '.join(codes)}")
        return value
