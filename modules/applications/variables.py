"""The variables that an application finds in its environment: the contract between the estate and it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from futago.names import ACCOUNT_VARIABLE, REGION_VARIABLE, variable
from modules.applications.entitlements import database_user
from modules.applications.inputs import ApplicationInputs
from modules.applications.uses import DatabaseUse
from modules.aurora.variables import variables as of_database
from modules.dynamodb.variables import variables as of_table
from modules.kms.variables import variables as of_key
from modules.s3.variables import variables as of_bucket
from modules.secrets.variables import variables as of_secret
from modules.variable import Variable, Whereabouts

_OF_KIND: dict[str, Any] = {
    "databases": of_database,
    "tables": of_table,
    "buckets": of_bucket,
    "secrets": of_secret,
    "keys": of_key,
}


def variables(around: Whereabouts, name: str, inputs: ApplicationInputs) -> tuple[Variable, ...]:
    """The environment of the application ``name`` in a Region: of what it uses, and of nothing else.

    Names, meanings and types are the same in both Regions.
    """
    return (
        Variable(REGION_VARIABLE, "code of the Region that the application runs in", around.region.code),
        Variable(ACCOUNT_VARIABLE, "id of the AWS account", around.estate.account),
        *_of_uses(around, name, inputs),
    )


def _of_uses(around: Whereabouts, name: str, inputs: ApplicationInputs) -> Iterator[Variable]:
    for section, resource, use in inputs.uses.each():
        yield from _of_resource(around, section, resource)
        if isinstance(use, DatabaseUse):
            yield Variable(
                variable("database", resource, "user"),
                f"user as whom the application connects to database {resource}",
                database_user(name, use),
                ties=False,
            )


def variables_of_estate(around: Whereabouts) -> Iterator[Variable]:
    """What applications could be told of every resource of the estate."""
    for section in _OF_KIND:
        for resource in around.estate.sections.get(section, {}):
            yield from _of_resource(around, section, resource)


def _of_resource(around: Whereabouts, section: str, resource: str) -> Iterator[Variable]:
    found: Iterator[Variable] = _OF_KIND[section](around, resource, around.estate.sections[section][resource])
    return found
