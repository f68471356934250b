"""``futago emulator``."""

from __future__ import annotations

import json
from pathlib import Path

import click

from futago.cli.options import ENVIRONMENT, JSON, SPEC

FOLDER = click.option(
    "--dir",
    "folder",
    default=".futago",
    show_default=True,
    type=click.Path(path_type=Path, file_okay=False),
    help="The folder that it keeps everything in.",
)
REGION = click.argument("region")


@click.group("emulator")
def command() -> None:
    """Start, stop and darken the embedded AWS.

    \b
    Examples:
      futago emulator start
      eval "$(futago emulator env)"       # cdktf, terraform and futago now use it
      cdktf deploy --auto-approve --skip-provider-lock '*'
      futago emulator dark ap-northeast-1
      futago emulator lit ap-northeast-1
      futago emulator stop
    """


@command.command("start")
@SPEC
@ENVIRONMENT
@FOLDER
def start(spec: Path | None, environment: str | None, folder: Path) -> None:
    """Start the embedded AWS for a spec's account and Regions; it runs until it is stopped."""
    from futago.emulator.process import Emulator  # noqa: PLC0415 # only here
    from futago.spec import find_spec, load  # noqa: PLC0415 # costs a tenth of a second

    estate = load(find_spec(spec), environment).estate
    emulator = Emulator.start(folder, [region.code for region in estate.pair], estate.account, detached=True)
    for region in estate.pair:
        click.echo(f"{region.city}: {emulator.endpoints.regions[region.code]}", err=True)
    click.echo(f'Next: eval "$(futago emulator env --dir {folder})"', err=True)


@command.command("env")
@FOLDER
def env(folder: Path) -> None:
    """Print the variables that make cdktf, terraform and futago use it, for a shell's eval."""
    import shlex  # noqa: PLC0415 # only here

    from futago.emulator.endpoints import Endpoints  # noqa: PLC0415 # only here
    from futago.toolchain.providers import find_provider_source  # noqa: PLC0415 # only here
    from futago.toolchain.terraform_environment import terraform_environment  # noqa: PLC0415 # only here

    Endpoints.read(folder / "emulator.json")
    variables = {
        **terraform_environment(Path(), find_provider_source(Path()), {}),
        "FUTAGO_EMULATOR": str(folder.absolute()),
        # cdktf would put the providers into the home directory.
        "CDKTF_DISABLE_PLUGIN_CACHE_ENV": "1",
    }
    for name, value in variables.items():
        click.echo(f"export {name}={shlex.quote(value)}")


@command.command("dark")
@REGION
@FOLDER
@click.option(
    "--silent", is_flag=True, help="Accept connections and never answer, in place of refusing them."
)
def dark(region: str, folder: Path, *, silent: bool) -> None:
    """Make a Region dark."""
    from futago.emulator.process import Emulator  # noqa: PLC0415 # only here

    Emulator.attach(folder).dark(region, "silent" if silent else "closed")
    click.echo(f"{region} is dark.", err=True)


@command.command("lit")
@REGION
@FOLDER
def lit(region: str, folder: Path) -> None:
    """Let a dark Region answer again, with all that it held."""
    from futago.emulator.process import Emulator  # noqa: PLC0415 # only here

    Emulator.attach(folder).lit(region)
    click.echo(f"{region} answers again.", err=True)


@command.command("status")
@FOLDER
@JSON
def status(folder: Path, *, as_json: bool) -> None:
    """Say where it listens and which Regions are dark."""
    from futago.emulator.process import Emulator  # noqa: PLC0415 # only here

    emulator = Emulator.attach(folder)
    lights = {code: str(light) for code, light in emulator.lights().items()}
    if as_json:
        click.echo(json.dumps({"endpoints": emulator.endpoints.regions, "lights": lights}, indent=2))
        return
    for code, url in emulator.endpoints.regions.items():
        click.echo(f"{code}  {url}  {lights[code]}")


@command.command("stop")
@FOLDER
def stop(folder: Path) -> None:
    """Stop it; all that it held is gone."""
    from futago.emulator.process import Emulator  # noqa: PLC0415 # only here

    Emulator.attach(folder).stop()
    click.echo("Stopped.", err=True)
