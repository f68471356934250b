"""The AWS provider of each stack: one a Region, told which account it may touch."""

from __future__ import annotations

from cdktf import TerraformProvider

from modules.estate import Estate
from modules.terraform.provider import SOURCE, VERSION
from modules.terraform.reference import literal
from modules.terraform.stack import Stack
from regions import Region
from stacks.target import Target

TERRAFORM = ">= 1.11.0"
"""Write-only arguments and the S3 backend's own lock file came with 1.11."""


def names_of(regions: tuple[Region, ...]) -> dict[str, str]:
    """How blocks name their provider, by Region code: with an alias only where a stack has two Regions."""
    if len(regions) == 1:
        return {regions[0].code: "aws"}
    return {region.code: f"aws.{region.short_code}" for region in regions}


def add_providers(stack: Stack, estate: Estate, regions: tuple[Region, ...], target: Target) -> None:
    """Configure the provider for each Region of the stack."""
    for region in regions:
        provider = TerraformProvider(
            stack,
            f"aws-{region.short_code}",
            terraform_resource_type="aws",
            terraform_provider_source=SOURCE,
        )
        name = stack.providers[region.code]
        arguments = {
            "region": region.code,
            "allowed_account_ids": [estate.account],
            "default_tags": [{"tags": estate.default_tags}],
            **target.provider_arguments.get(region.code, {}),
        }
        if "." in name:
            # The base class's own alias does nothing in cdktf 0.21, nor would it say anything.
            arguments["alias"] = name.removeprefix("aws.")
        for argument, value in arguments.items():
            provider.add_override(argument, literal(value))
    stack.add_override("terraform.required_version", TERRAFORM)
    stack.add_override("terraform.required_providers.aws.version", VERSION)
