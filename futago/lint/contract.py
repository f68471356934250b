"""Which variable of the environment contract holds what: what a literal is replaced with."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from futago.names import ACCOUNT_VARIABLE, REGION_VARIABLE, variable

if TYPE_CHECKING:
    from modules.estate import Estate


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
    return re.escape(value).replace(r"\*", "[A-Za-z0-9-]+?").replace(r"\?", "[A-Za-z0-9?*]")


def contract_of(estate: Estate) -> Contract:
    """The contract of an estate's applications, as far as the spec alone tells it."""
    codes = {region.code: region.short_code for region in estate.pair}
    return Contract(tuple(_variables(estate)), codes, estate.account)


def _variables(estate: Estate) -> Iterator[ContractVariable]:
    yield from _buckets(estate)
    names, codes = estate.names, [region.code for region in estate.pair]
    for name, inputs in estate.sections.get("tables", {}).items():
        table = names.table(names.label(name, inputs.name))
        yield ContractVariable(variable("table", name, "name"), dict.fromkeys(codes, table))
        arns = {code: names.table_arn(table, code) for code in codes}
        yield ContractVariable(variable("table", name, "arn"), arns)
    for name, inputs in estate.sections.get("secrets", {}).items():
        secret = names.secret(name, inputs.name)
        yield ContractVariable(variable("secret", name, "name"), dict.fromkeys(codes, secret))
        arns = {code: names.secret_arn(secret, code) for code in codes}
        yield ContractVariable(variable("secret", name, "arn"), arns)
    for name, inputs in estate.sections.get("keys", {}).items():
        alias = names.key_alias(names.label(name, inputs.name))
        yield ContractVariable(variable("key", name, "alias"), dict.fromkeys(codes, alias))
    yield from _databases(estate)


def _buckets(estate: Estate) -> Iterator[ContractVariable]:
    from modules.s3.inputs import BucketInputs  # noqa: PLC0415 # pydantic, which only an estate needs
    from modules.s3.names import bucket_name  # noqa: PLC0415 # likewise

    for name, inputs in estate.sections.get("buckets", {}).items():
        if isinstance(inputs, BucketInputs):
            buckets = {region.code: bucket_name(estate, name, inputs, region) for region in estate.pair}
            yield ContractVariable(variable("bucket", name, "name"), buckets)
            arns = {code: estate.names.bucket_arn(bucket) for code, bucket in buckets.items()}
            yield ContractVariable(variable("bucket", name, "arn"), arns)


def _databases(estate: Estate) -> Iterator[ContractVariable]:
    """The endpoints (Aurora User Guide, "Amazon Aurora endpoint connections")."""
    for name, inputs in estate.sections.get("databases", {}).items():
        label = estate.names.label(name, inputs.name)
        clusters = {region.code: estate.names.cluster(label, region.short_code) for region in estate.pair}
        for what, part in (("reader-endpoint", "cluster-ro-*"), ("writer-endpoint", "cluster-*")):
            hosts = {code: f"{cluster}.{part}.{code}.rds.amazonaws.com" for code, cluster in clusters.items()}
            yield ContractVariable(variable("database", name, what), hosts)
