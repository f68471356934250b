"""``futago demo``."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from futago.cli.clients import clients_of
from futago.cli.demo_backfill import prove_backfill, put_existing_objects
from futago.cli.demo_report import DemoResult, show
from futago.cli.embedded_aws import FOLDER, OUT, embedded_aws, terraform_runner
from futago.cli.options import ENVIRONMENT, JSON, SPEC, warn
from futago.cli.synthesis import synthesize

if TYPE_CHECKING:
    from futago.deploy.terraform_run import TerraformRunner
    from modules.estate import Estate
    from modules.proof import Evidence


@click.command("demo")
@SPEC
@ENVIRONMENT
@click.option("--keep", is_flag=True, help="Leave the embedded AWS up, with the estate in it.")
@JSON
def command(spec: Path | None, environment: str | None, *, keep: bool, as_json: bool) -> int:
    """Build the estate on the embedded AWS and prove the pair. Needs no AWS account and costs nothing.

    Synthesizes the spec, applies every stack in order with real Terraform and the real AWS provider, shows
    that a second plan of every stack is empty, and then reads back what must be so: an object and an item
    written in each Region arrive in the other, a value encrypted in one decrypts in the other, objects from
    before the replication are backfilled, and so on.

    \b
    Examples:
      futago demo
      futago demo examples/peer.yaml --json
      futago demo --keep && eval "$(futago emulator env)"   # then: cdktf diff, terraform, aws
    """
    from futago.spec import find_spec, load  # noqa: PLC0415 # costs a tenth of a second

    started = time.monotonic()
    path = find_spec(spec)
    loaded = load(path, environment)
    warn(loaded.warnings)
    estate = loaded.estate
    click.echo(f"{path}: {_summary(estate)}", err=True)
    runner = terraform_runner()
    with embedded_aws(estate, keep=keep, again="futago demo"):
        result = _build_and_prove(estate, runner, started)
    show(result, as_json=as_json)
    if keep:
        click.echo(
            'The embedded AWS is up. Next: eval "$(futago emulator env)", then cdktf diff or terraform; '
            "at the end: futago emulator stop",
            err=True,
        )
    return 0 if result.holds else 1


def _summary(estate: Estate) -> str:
    cities = " and ".join(region.city for region in estate.pair)
    counts = ", ".join(
        f"{len(named)} {section.removesuffix('s') if len(named) == 1 else section}"
        for section, named in estate.sections.items()
        if named
    )
    return f"{counts} in {cities}"


def _build_and_prove(estate: Estate, runner: TerraformRunner, started: float) -> DemoResult:
    from futago.deploy.apply import apply_stacks, check_settled  # noqa: PLC0415 # only where Terraform runs
    from futago.deploy.order import in_order  # noqa: PLC0415 # likewise
    from futago.deploy.progress import shown_progress  # noqa: PLC0415 # likewise
    from futago.deploy.stack_directory import StackDirectory, read_stacks  # noqa: PLC0415 # likewise

    synthesized = time.monotonic()
    synthesize(estate, OUT, FOLDER)
    synthesis_seconds = time.monotonic() - synthesized
    stacks = in_order(read_stacks(OUT))
    links = estate.names.stack("links")
    with shown_progress([stack.name for stack in stacks]) as observer:
        applied = apply_stacks([each for each in stacks if each.name != links], runner, observer)
        put_existing_objects(estate)
        alone = [StackDirectory(each.name, each.path) for each in stacks if each.name == links]
        applied += apply_stacks(alone, runner, observer)
        settled = check_settled(stacks, runner, observer)
    evidence = tuple(_proofs(estate))
    return DemoResult(synthesis_seconds, applied, settled, evidence, time.monotonic() - started)


def _proofs(estate: Estate) -> Iterator[Evidence]:
    from futago.proof import prove  # noqa: PLC0415 # only where there is something to prove

    click.echo("Proving the pair by reading back …", err=True)
    yield from prove(clients_of(FOLDER), estate)
    yield from prove_backfill(estate)
