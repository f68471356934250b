"""The embedded AWS of a command that brings it up, and the Terraform that fills it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from futago.deploy.terraform_run import TerraformRunner
    from futago.emulator.process import Emulator
    from modules.estate import Estate

FOLDER = Path(".futago")
OUT = FOLDER / "demo"


def terraform_runner() -> TerraformRunner:
    """Terraform and the provider, found on this machine."""
    from futago.deploy.terraform_run import TerraformRunner  # noqa: PLC0415 # only where Terraform runs
    from futago.toolchain.providers import find_provider_source  # noqa: PLC0415 # likewise
    from futago.toolchain.terraform import find_terraform  # noqa: PLC0415 # likewise
    from futago.toolchain.terraform_environment import terraform_environment  # noqa: PLC0415 # likewise

    terraform = find_terraform()
    source = find_provider_source(Path())
    click.echo(f"Terraform {terraform.version} from {terraform.origin}; provider {source}", err=True)
    return TerraformRunner(terraform, terraform_environment(Path(), source))


@contextmanager
def embedded_aws(estate: Estate, *, keep: bool, again: str) -> Iterator[Emulator]:
    """The embedded AWS, fresh; stopped at the end, or when anything fails or is interrupted.

    Args:
        estate: what it is for.
        keep: whether it stays up if all goes well.
        again: the command that begins anew after an interrupt.
    """
    from futago.emulator.process import Emulator  # noqa: PLC0415 # only here

    emulator = Emulator.start(FOLDER, [region.code for region in estate.pair], estate.account, detached=keep)
    kept = False
    try:
        # What an earlier embedded AWS held went with it, so its state describes nothing.
        for stale in (FOLDER / "state", OUT):
            shutil.rmtree(stale, ignore_errors=True)
        for region in estate.pair:
            click.echo(f"{region.city} plays at {emulator.endpoints.regions[region.code]}", err=True)
        yield emulator
        kept = keep
    except KeyboardInterrupt:
        click.echo(f"Terraform and the embedded AWS are stopped. To begin again: {again}", err=True)
        raise
    finally:
        if not kept:
            emulator.stop()
