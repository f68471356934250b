"""Where each stack keeps its state: in the Region that it belongs to."""

from __future__ import annotations

from cdktf import LocalBackend, S3Backend

from modules.estate import Estate
from modules.terraform.stack import Stack
from regions import Region
from stacks.target import Target


def add_backend(stack: Stack, estate: Estate, region: Region, target: Target) -> None:
    """Keep the stack's state in S3 in ``region``, locked by S3 itself; locally for the emulator."""
    key = estate.names.state_key(stack.stack_name)
    if target.state_directory is not None:
        LocalBackend(stack, path=str(target.state_directory / key))
        return
    backend = S3Backend(
        stack,
        bucket=estate.names.state_bucket(region.short_code),
        key=key,
        region=region.code,
        encrypt=True,
    )
    # cdktf 0.21 does not know the lock that Terraform 1.11 made stable ("Backend Type: s3", State Locking).
    backend.add_override("use_lockfile", True)  # noqa: FBT003 # the value, not a flag
