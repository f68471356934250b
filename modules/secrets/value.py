"""A generated value for a secret, which is never in a plan or a state."""

from __future__ import annotations

from collections.abc import Sequence

from futago.names import GENERATED_STAGE
from modules.secrets.inputs import GenerateInputs
from modules.terraform.aws import (
    SecretsmanagerRandomPasswordEphemeral,
    SecretsmanagerSecret,
    SecretsmanagerSecretVersion,
)
from modules.terraform.block import Block, Lifecycle
from modules.terraform.reference import Reference, expression
from modules.terraform.stack import Part


def generated_value(part: Part, use: str, generate: GenerateInputs) -> Reference:
    """A value generated anew in each run of Terraform.

    It is ephemeral: Terraform takes it in write-only arguments alone (``*_wo``), which write it only
    when their version is raised (Terraform language, "Ephemeral values", "Write-only arguments").
    """
    password = SecretsmanagerRandomPasswordEphemeral(
        part,
        use,
        password_length=generate.length,
        exclude_characters=generate.exclude_characters,
        exclude_lowercase=generate.exclude_lowercase,
        exclude_uppercase=generate.exclude_uppercase,
        exclude_numbers=generate.exclude_numbers,
        exclude_punctuation=generate.exclude_punctuation,
        include_space=generate.include_space,
        require_each_included_type=generate.require_each_included_type,
    ).random_password
    if generate.username is None:
        return password
    inner = password.removeprefix("${").removesuffix("}")
    # A validated user name holds no quotation mark, backslash or template.
    return expression(f'jsonencode({{"username" = "{generate.username}", "password" = {inner}}})')


def generated_version(
    part: Part,
    use: str,
    *,
    secret: SecretsmanagerSecret,
    value: Reference,
    value_version: int,
    after: Sequence[Block] = (),
    replaced_with: Sequence[str] = (),
) -> SecretsmanagerSecretVersion:
    """The version of ``secret`` that holds a generated value, written when ``value_version`` changes.

    It is made after the blocks ``after``, and anew when one of the attributes ``replaced_with`` is.

    A staging label of its own keeps the version: Secrets Manager deletes versions that have none (User
    Guide, "What's in a Secrets Manager secret?"), as this one would after two rotations, and Terraform
    would then write a new value over the current one. For the same reason the labels that rotations
    move are left alone.
    """
    lifecycle: Lifecycle = {"ignore_changes": ["version_stages"]}
    if replaced_with:
        lifecycle["replace_triggered_by"] = replaced_with
    return SecretsmanagerSecretVersion(
        part,
        use,
        secret_id=secret.id,
        secret_string_wo=value,
        secret_string_wo_version=value_version,
        version_stages=["AWSCURRENT", GENERATED_STAGE],
        depends_on=after,
        lifecycle=lifecycle,
    )
