"""The AWS CLI's equivalents of the calls of a promotion, for a person without futago."""

from __future__ import annotations

from modules.operation import Command
from regions import Region


def aws_cli(region: Region, service: str, operation: str, *options: str, expected: str) -> Command:
    """``aws <service> <operation> --region <code> <options>``.

    Args:
        region: the Region that is asked.
        service: the CLI's name of the service.
        operation: the CLI's name of the operation.
        options: names and values, one word each.
        expected: what the output should show.
    """
    return Command(("aws", service, operation, "--region", region.code, *options), expected)
