"""What an application does with each resource of the estate that it uses."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, Literal, TypeAlias

from pydantic import BeforeValidator, Field, field_validator

from modules.inputs import Inputs, RefusedError, ResourceName

Access: TypeAlias = Literal["read", "write", "read-write"]
StrongReads: TypeAlias = Literal["nowhere", "home", "everywhere"]


def _access(value: object) -> object:
    return {"access": value} if isinstance(value, str) else value


class Use(Inputs):
    """How an application uses a resource."""

    access: Access

    @property
    def reads(self) -> bool:
        """Whether it reads."""
        return self.access != "write"

    @property
    def writes(self) -> bool:
        """Whether it writes."""
        return self.access != "read"


class StoreUse(Use):
    """How an application uses what has a home Region: a table, a bucket or a database.

    A strong read sees every write that was made before it. With one home Region it can be had there alone.
    """

    strong_reads: Annotated[
        StrongReads,
        Field(description="home: in the home Region and only there; everywhere: wherever it runs"),
    ] = "nowhere"


class DatabaseUse(StoreUse):
    """How an application uses a database: as which user it connects, by IAM database authentication."""

    user: Annotated[
        str | None,
        Field(
            pattern=r"^[a-z_][a-z0-9_]{0,31}$",
            examples=["ledger_api"],
            description="The user of the database; by default the application's name with _ for -",
        ),
    ] = None


class SecretUse(Use):
    """How an application uses a secret: it reads it."""

    access: Annotated[Access, Field(description="Always read")]

    @field_validator("access")
    @classmethod
    def _read(cls, value: Access) -> Access:
        if value != "read":
            raise RefusedError(
                f"access {value}: a secret is written by its rotation, by Terraform or by people, and its "
                "replica can't be written at all",
                "allowed is read",
            )
        return value


class KeyUse(Use):
    """How an application uses a key by itself: ``read`` decrypts, ``write`` encrypts.

    What a store encrypts for it needs no entry here.
    """

    access: Annotated[Access, Field(description="read: decrypt; write: encrypt")]


class Uses(Inputs):
    """What an application uses, by the section of the spec and the resource's name there."""

    databases: Mapping[
        ResourceName,
        Annotated[DatabaseUse, BeforeValidator(_access, json_schema_input_type=Access | DatabaseUse)],
    ] = {}
    tables: Mapping[
        ResourceName, Annotated[StoreUse, BeforeValidator(_access, json_schema_input_type=Access | StoreUse)]
    ] = {}
    buckets: Mapping[
        ResourceName, Annotated[StoreUse, BeforeValidator(_access, json_schema_input_type=Access | StoreUse)]
    ] = {}
    secrets: Mapping[
        ResourceName,
        Annotated[SecretUse, BeforeValidator(_access, json_schema_input_type=Access | SecretUse)],
    ] = {}
    keys: Mapping[
        ResourceName, Annotated[KeyUse, BeforeValidator(_access, json_schema_input_type=Access | KeyUse)]
    ] = {}

    def each(self) -> Iterator[tuple[str, str, Use]]:
        """Every use as (section, resource, use), in the order of the sections."""
        for section in type(self).model_fields:
            uses: Mapping[str, Use] = getattr(self, section)
            for name, use in uses.items():
                yield section, name, use
