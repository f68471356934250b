"""``futago runbook``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from futago.cli.options import ENVIRONMENT, MODES, SPEC, region_of, warn

if TYPE_CHECKING:
    from futago.runbooks.times import Times
    from modules.estate import Estate

FORMATS = ("markdown", "html")


@click.command("runbook")
@SPEC
@ENVIRONMENT
@click.option("--mode", type=click.Choice(MODES), help="Print the runbook for this mode alone.")
@click.option("--to", metavar="REGION", help="With --mode: the Region activated.  [default: not the home]")
@click.option(
    "--format", "form", type=click.Choice(FORMATS), default="markdown", show_default=True, help="With --mode."
)
@click.option(
    "--out",
    "folder",
    metavar="DIR",
    type=click.Path(path_type=Path, file_okay=False),
    help="The folder of all runbooks.  [default: runbooks/ESTATE]",
)
@click.option("--check", is_flag=True, help="Write nothing; fail unless the folder is up to date.")
def command(
    *,
    spec: Path | None,
    environment: str | None,
    mode: str | None,
    to: str | None,
    form: str,
    folder: Path | None,
    check: bool,
) -> int:
    """Render the steps of a promotion as a document that a tired person can follow at 3 a.m.

    Without --mode all of them, each mode towards each Region, as markdown and as a page for print, go into a
    folder that is meant to be checked in. Times that rehearsals measured lie there too and are part of them.

    Exit codes: 0 done, or nothing differs (--check); 1 a checked-in runbook is outdated; 2 bad input.

    \b
    Examples:
      futago runbook
      futago runbook --check
      futago runbook --mode failover --to ap-northeast-3
      futago runbook --mode failover --format html > failover.html
    """
    if mode and (check or folder):
        raise click.UsageError("--mode prints one runbook: give it without --check and --out")
    if to and not mode:
        raise click.UsageError("--to goes with --mode")
    from futago.runbooks import times  # noqa: PLC0415 # costs a tenth of a second
    from futago.spec import find_spec, load  # noqa: PLC0415 # likewise

    path = find_spec(spec)
    loaded = load(path, environment)
    warn(loaded.warnings)
    estate = loaded.estate
    folder = folder or Path("runbooks") / estate.names.prefix
    known = times.read(folder)
    if mode:
        click.echo(_one(estate, path, known, mode=mode, to=to, form=form), nl=False)
        return 0
    return _all(estate, path, folder, known, check=check)


def _one(estate: Estate, path: Path, known: Times, *, mode: str, to: str | None, form: str) -> str:
    from futago.runbooks import markdown, page, runbook  # noqa: PLC0415 # only here
    from modules.operation import Mode  # noqa: PLC0415 # likewise

    region = region_of(estate, to, "--to") if to else estate.pair.other(estate.home)
    book = runbook.runbook(estate, str(path), Mode(mode), region, known)
    return page.render(book) if form == "html" else markdown.render(book)


def _all(estate: Estate, path: Path, folder: Path, known: Times, *, check: bool) -> int:
    from futago.runbooks.folder import differences, documents, write  # noqa: PLC0415 # only here

    made = documents(estate, str(path), known)
    if not check:
        write(folder, made)
        click.echo(f"{len(made)} files written to {folder}: check them in", err=True)
        return 0
    found = list(differences(folder, made))
    for each in found:
        click.secho(f"{folder / each.file}: {each.what}", fg="red", err=True)
        for line in each.lines:
            click.echo(f"    {line}", err=True)
    if found:
        environment = f" --environment {estate.environment}" if estate.environment else ""
        click.echo(f"Next: futago runbook {path}{environment} --out {folder}", err=True)
        return 1
    click.echo(f"{len(made)} files in {folder} are those of {path}", err=True)
    return 0
