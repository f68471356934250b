"""The ``secrets`` section: secrets of Secrets Manager, replicated to the pair's second Region."""

from __future__ import annotations

import re
import string
from collections.abc import Iterable, Mapping
from typing import Annotated, Self

from pydantic import BeforeValidator, Field, ValidationInfo, field_validator, model_validator

from futago.names import SECRET_MAX
from modules.consistency import Consistency, DataStoreInputs, check_home
from modules.estate import Estate
from modules.inputs import Inputs, Overrides, RefusedError
from modules.kind import Finding
from modules.kms.inputs import check_key

RECOVERY_WINDOW_MIN_DAYS = 7
"""Days; Secrets Manager API Reference, DeleteSecret."""
_LOOKS_LIKE_END_OF_ARN = re.compile(r"-[A-Za-z0-9]{6}$")


class GenerateInputs(Inputs):
    """How the first value is generated (Secrets Manager API Reference, GetRandomPassword)."""

    username: Annotated[
        str | None,
        Field(
            pattern=r"^[A-Za-z0-9_.@+=/-]{1,128}$",
            examples=["app"],
            description='The value is JSON then: {"username": …, "password": …}',
        ),
    ] = None
    length: Annotated[int, Field(ge=8, le=4096, description="Characters of the password")] = 32
    exclude_lowercase: bool = False
    exclude_uppercase: bool = False
    exclude_numbers: bool = False
    exclude_punctuation: bool = False
    include_space: bool = False
    require_each_included_type: bool = True
    exclude_characters: Annotated[
        str, Field(max_length=4096, description="By default what RDS refuses and URLs and shells mistake")
    ] = "\"'/@\\`$"

    @model_validator(mode="after")
    def _something_is_left(self) -> Self:
        included = {
            "lowercase letters": "" if self.exclude_lowercase else string.ascii_lowercase,
            "uppercase letters": "" if self.exclude_uppercase else string.ascii_uppercase,
            "numbers": "" if self.exclude_numbers else string.digits,
            "punctuation": "" if self.exclude_punctuation else string.punctuation,
        }
        left = {
            words: set(characters) - set(self.exclude_characters)
            for words, characters in included.items()
            if characters
        }
        emptied = [words for words, characters in left.items() if not characters]
        if not any(left.values()):
            raise RefusedError("no character is left to generate from", "at least one type is needed")
        if emptied and self.require_each_included_type:
            raise RefusedError(
                f"exclude_characters takes all {' and '.join(emptied)}, and each included type is required",
                "exclude the whole type, or say require_each_included_type: false",
            )
        return self


def _generate(value: object) -> object:
    if value is True:
        return GenerateInputs()
    if value is False:
        return None
    if isinstance(value, Mapping | GenerateInputs):
        return value
    raise RefusedError(
        f"'{value}' is no way to generate a value",
        "allowed are true, false (people set the value) and a mapping such as {length: 48}",
    )


class RotationInputs(Inputs):
    """Rotation by a Lambda function (Secrets Manager User Guide, "Rotation by Lambda function")."""

    lambda_arn: Annotated[
        str,
        Field(
            pattern=r"^arn:aws:lambda:[a-z0-9-]+:[0-9]{12}:function:[A-Za-z0-9_-]+(:[A-Za-z0-9_$-]+)?$",
            examples=["arn:aws:lambda:ap-northeast-1:123456789012:function:rotate"],
            description="The function, in the pair's first Region",
        ),
    ]
    automatically_after_days: Annotated[int | None, Field(ge=1, le=1000)] = None
    schedule_expression: Annotated[
        str | None,
        Field(
            pattern=r"^(rate|cron)\([0-9A-Za-z#?*/, -]+\)$",
            examples=["cron(0 16 1 * ? *)", "rate(30 days)"],
            max_length=256,
            description="In UTC",
        ),
    ] = None
    duration: Annotated[
        str | None,
        Field(pattern=r"^[0-9]{1,2}h$", examples=["3h"], description="The rotation window in hours"),
    ] = None
    rotate_immediately: Annotated[
        bool, Field(description="Rotate when rotation is set up, and not at its first time")
    ] = True

    @model_validator(mode="after")
    def _one_schedule(self) -> Self:
        if (self.automatically_after_days is None) == (self.schedule_expression is None):
            raise RefusedError(
                "rotation needs one of automatically_after_days and schedule_expression",
                "allowed is exactly one of the two",
            )
        return self


class SecretInputs(DataStoreInputs):
    """A secret, made in the pair's first Region with a replica in the second.

    A replica takes its name, value, tags and rotation from the primary, and of its own only the key
    (Secrets Manager User Guide, "Replicate Secrets Manager secrets across Regions"); so there is nothing
    that one Region may have otherwise.
    """

    name: Annotated[
        str | None,
        Field(
            pattern=r"^[A-Za-z0-9/_+=.@-]+$",
            examples=["payments/stripe"],
            description="The name in AWS, in place of <estate>/<name>",
        ),
    ] = None
    description: Annotated[str, Field(max_length=2048)] = ""
    consistency: Annotated[Consistency, Field(description="Always strong: a replica can't be written")] = (
        "strong"
    )
    generate: Annotated[
        GenerateInputs | None,
        BeforeValidator(_generate, json_schema_input_type=bool | GenerateInputs),
        Field(description="Whether and how the first value is generated; false: people set it"),
    ] = GenerateInputs()
    value_version: Annotated[int, Field(ge=1, description="Raise it to have a new value generated")] = 1
    recovery_window_in_days: Annotated[
        int, Field(ge=0, le=30, description="How long a deletion can be taken back; 0: deleted at once")
    ] = 30
    rotation: RotationInputs | None = None
    writable_in_outage: Annotated[
        bool,
        Field(
            description="Whether a failover makes the replica a secret of its own, so that its value can be "
            "changed while the other Region is dark"
        ),
    ] = False
    regions: Mapping[str, Overrides] = {}

    @field_validator("consistency")
    @classmethod
    def _strong(cls, value: Consistency) -> Consistency:
        if value != "strong":
            raise RefusedError(
                "consistency is eventual, and a replica of a secret can't be written", "allowed is strong"
            )
        return value

    @field_validator("value_version")
    @classmethod
    def _generated(cls, value: int, info: ValidationInfo) -> int:
        if value != 1 and info.data.get("generate", True) is None:
            raise RefusedError(
                f"value_version is {value} with generate: false, where people set the value",
                "allowed is one of the two",
            )
        return value

    @field_validator("recovery_window_in_days")
    @classmethod
    def _window(cls, value: int) -> int:
        if 0 < value < RECOVERY_WINDOW_MIN_DAYS:
            raise RefusedError(
                f"recovery_window_in_days is {value}",
                "allowed are 7 to 30, and 0, with which a deletion is immediate and can't be taken back",
            )
        return value

    @field_validator("regions")
    @classmethod
    def _equal(cls, value: Mapping[str, Overrides]) -> Mapping[str, Overrides]:
        if value:
            raise RefusedError(
                "a replica of a secret has nothing of its own but its key, which follows from key",
                "nothing is allowed here",
            )
        return value


def check(estate: Estate, name: str, inputs: SecretInputs) -> Iterable[Finding]:
    """What only the whole estate shows: key, home, the name in AWS, the rotation function's Region."""
    yield from check_key(estate, inputs.key)
    yield from check_home(estate, inputs)
    yield from _check_name(estate, name, inputs)
    if inputs.rotation is not None:
        code = inputs.rotation.lambda_arn.split(":")[3]
        if code != estate.pair.first.code:
            yield Finding(
                ("rotation", "lambda_arn"),
                f"the function is in {code}, and rotation runs where the primary is",
                f"allowed is a function in {estate.pair.first.code}",
            )


def _check_name(estate: Estate, name: str, inputs: SecretInputs) -> Iterable[Finding]:
    path = () if inputs.name is None else ("name",)
    full = estate.names.secret(name, inputs.name)
    if len(full) > SECRET_MAX:
        yield Finding(path, f"name '{full}' has {len(full)} characters", f"at most {SECRET_MAX} are allowed")
    if _LOOKS_LIKE_END_OF_ARN.search(full):
        yield Finding(
            path,
            f"name '{full}' ends in a hyphen and six characters, as a secret's ARN does",
            "allowed is any other ending" + ("; say it with name" if inputs.name is None else ""),
        )
    if inputs.name is None:
        return
    others = (
        other
        for other, its in estate.sections.get("secrets", {}).items()
        if other != name and estate.names.secret(other, its.name) == full
    )
    for other in others:
        yield Finding(path, f"secret '{other}' is named '{full}' too", "allowed is a name that no other has")
