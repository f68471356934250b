"""Which variable of the environment contract holds what: what a literal is replaced with."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import TYPE_CHECKING

from futago.names import ACCOUNT_VARIABLE, REGION_VARIABLE, variable

if TYPE_CHECKING:
    from modules.estate import Estate
    from modules.variable import Endpoint
    from regions import Region


@dataclass(frozen=True, slots=True)
class ContractVariable:
    """A variable that an application finds in its environment.

    Attributes:
        name: the same in every Region.
        values: what it holds, by the Region's code; ``*`` and ``?`` stand for what only AWS knows, such as
            the identifier inside a cluster's endpoint.
    """

    name: str
    values: Mapping[str, str]


@dataclass(frozen=True)
class Contract:
    """The variables of an estate.

    Attributes:
        variables: all of them; empty where no estate is given.
        regions: the codes of the estate's Regions, each with its short code.
        account: the estate's account.
    """

    variables: tuple[ContractVariable, ...] = ()
    regions: Mapping[str, str] = field(default_factory=dict)
    account: str = ""

    def holding(self, text: str) -> str:
        """The variable whose value the text is, or else the one whose value says most of it; may be empty."""
        best, most = "", 0
        for pattern, length, name in self._patterns:
            if length > most and (found := pattern.search(text)):
                if found[0] == text:
                    length += len(text)  # noqa: PLW2901 # all of the text beats any part
                if length > most:
                    best, most = name, length
        return best

    def region(self, code: str) -> str:
        """What replaces a Region's code; nothing does if the estate is not in that Region."""
        return REGION_VARIABLE if not self.regions or code in self.regions else ""

    def of_account(self, account: str) -> str:
        """What replaces an account's id; nothing does if it is not the estate's."""
        return ACCOUNT_VARIABLE if self.account in ("", account) else ""

    @cached_property
    def _patterns(self) -> list[tuple[re.Pattern[str], int, str]]:
        """A pattern for each value, its length and the variable's name."""
        return [
            (
                re.compile(rf"(?<![A-Za-z0-9_.-]){_pattern(value)}(?![A-Za-z0-9_-])"),
                len(value),
                each.name,
            )
            for each in self.variables
            for value in dict.fromkeys(each.values.values())
        ]


def _pattern(value: str) -> str:
    return re.escape(value).replace(r"\*", "[A-Za-z0-9]+").replace(r"\?", "[A-Za-z0-9?*]")


def contract_of(estate: Estate) -> Contract:
    """The contract of an estate's applications, as far as the spec alone tells it."""
    codes = {region.code: region.short_code for region in estate.pair}
    return Contract(tuple(_variables(estate)), codes, estate.account)


def _variables(estate: Estate) -> Iterator[ContractVariable]:
    """The variables of every resource, with what they replace before their own values: the first counts."""
    from modules.applications.variables import variables_of_estate  # noqa: PLC0415 # pydantic
    from modules.variable import Whereabouts  # noqa: PLC0415 # likewise

    yield from _reached_otherwise(estate)
    values: dict[str, dict[str, str]] = {}
    for region in estate.pair:
        around = Whereabouts(estate, region, partial(_endpoint, estate, region))
        for each in variables_of_estate(around):
            if each.ties and each.value is not None:
                values.setdefault(each.name, {})[region.code] = each.value
    yield from (ContractVariable(name, by_region) for name, by_region in values.items())


def _reached_otherwise(estate: Estate) -> Iterator[ContractVariable]:
    """What code may say, and the variable that it is to read in place of that.

    A strong bucket is reached by its access point only. A secret's ARN ends in what Secrets Manager chooses,
    and the secret's name does as well.
    """
    from modules.s3.inputs import BucketInputs  # noqa: PLC0415 # pydantic, which only an estate needs
    from modules.s3.names import bucket_name  # noqa: PLC0415 # likewise
    from modules.s3.variables import access_point_variable  # noqa: PLC0415 # likewise

    for name, inputs in estate.sections.get("buckets", {}).items():
        if isinstance(inputs, BucketInputs) and inputs.consistency == "strong":
            buckets = {region.code: bucket_name(estate, name, inputs, region) for region in estate.pair}
            yield ContractVariable(access_point_variable(name), buckets)
    names = estate.names
    for name, inputs in estate.sections.get("secrets", {}).items():
        secret = names.secret(name, inputs.name)
        arns = {region.code: names.secret_arn(secret, region.code) for region in estate.pair}
        yield ContractVariable(variable("secret", name, "name"), arns)


def _endpoint(estate: Estate, region: Region, database: str, endpoint: Endpoint) -> str:
    """A pattern of a cluster's host (Aurora User Guide, "Amazon Aurora endpoint connections")."""
    inputs = estate.sections["databases"][database]
    cluster = estate.names.cluster(estate.names.label(database, inputs.name), region.short_code)
    part = {"writer": "cluster-*", "reader": "cluster-ro-*"}[endpoint]
    return f"{cluster}.{part}.{region.code}.rds.amazonaws.com"
