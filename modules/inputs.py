"""What the spec's parts have in common, whatever their kind."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, field_validator

from futago.names import NAME_PATTERN
from regions import Region


class RefusedError(ValueError):
    """A value that the spec may not have.

    Args:
        wrong: what is wrong, naming the value.
        allowed: what would be right, as the end of the sentence "…; …".
    """

    def __init__(self, wrong: str, allowed: str) -> None:
        super().__init__(f"{wrong}; {allowed}")
        self.wrong = wrong
        self.allowed = allowed


def _resource_name(value: str) -> str:
    if not NAME_PATTERN.fullmatch(value):
        raise RefusedError(
            f"'{value}' is no name",
            "allowed are lower-case letters, digits and single hyphens, a letter first, "
            "at most 41 characters",
        )
    return value


def _tags(tags: dict[str, str]) -> dict[str, str]:
    for key in tags:
        for prefix, keeper in (("aws:", "AWS"), ("futago:", "futago")):
            if key.lower().startswith(prefix):
                raise RefusedError(
                    f"tag key '{key}' starts with '{prefix}'", f"{keeper} keeps these for itself"
                )
    return tags


ResourceName = Annotated[str, AfterValidator(_resource_name)]
"""A resource's name in the spec."""

Tags = Annotated[
    dict[
        Annotated[str, Field(min_length=1, max_length=128)],
        Annotated[str, Field(max_length=256)],
    ],
    Field(max_length=50),
    AfterValidator(_tags),
]
"""AWS tags (AWS Tag Editor User Guide, "Tag naming limits and requirements")."""

IamPrincipalArn = Annotated[
    str,
    Field(
        pattern=r"^arn:aws:iam::[0-9]{12}:(root|(user|role)/[A-Za-z0-9_+=,.@/-]+)$",
        max_length=600,
        examples=["arn:aws:iam::123456789012:role/settlement"],
    ),
]
"""An IAM user, role or account, as a policy's principal."""


class Inputs(BaseModel):
    """A mapping in the spec: frozen, every default filled in.

    Keys that it does not know are the loader's to report: one left out here would only be lost.
    """

    model_config = ConfigDict(frozen=True, extra="ignore", validate_default=True)


class Overrides(Inputs):
    """What one Region may have otherwise than its twin; everything else is equal by construction."""


class PairedInputs(Inputs):
    """A resource that exists in both Regions.

    Each kind narrows ``regions`` to the overrides it declares.
    """

    name: Annotated[
        str | None,
        Field(
            min_length=1,
            description="The name in AWS, in place of <estate>-<name>; a Region's code is put behind it "
            "where AWS wants one name a Region",
        ),
    ] = None
    tags: Annotated[Tags, Field(description="Tags besides the estate's")] = {}
    regions: Annotated[
        Mapping[str, Overrides], Field(description="What one Region has otherwise, by the Region's code")
    ] = {}

    @field_validator("name", mode="before")
    @classmethod
    def _a_name(cls, value: object) -> object:
        """Before a kind's own pattern, so that every kind says it in the same words."""
        if value == "":
            raise RefusedError("name is empty", "leave it out, or say the name in AWS")
        return value

    def in_region(self, region: Region) -> Self:
        """These inputs as they hold in ``region``: overrides laid over, tags joined."""
        override = self.regions.get(region.code)
        if override is None:
            return self
        changed: dict[str, Any] = {field: getattr(override, field) for field in override.model_fields_set}
        if "tags" in changed:
            changed["tags"] = {**self.tags, **changed["tags"]}
        return self.model_copy(update=changed)
