"""``futago promote``."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import click

from futago.cli.options import (
    DETACH,
    EMULATOR,
    ENVIRONMENT,
    JOURNALS,
    JSON,
    MODES,
    SPEC,
    check_failover_only,
    cities_of,
    region_of,
    warn,
)

if TYPE_CHECKING:
    from modules.estate import Estate
    from modules.operation import Promotion


@click.command("promote")
@click.argument("region", required=False, metavar="[REGION]")
@SPEC
@click.option("--mode", type=click.Choice(MODES), help="How; see above.")
@ENVIRONMENT
@EMULATOR
@click.option("--dry-run", is_flag=True, help="Observe, decide, say it, and change nothing.")
@click.option("--only", multiple=True, metavar="WORD", help="A kind, a resource or a step; can be repeated.")
@click.option("--skip", multiple=True, metavar="WORD", help="Likewise, to be left out.")
@DETACH
@click.option(
    "--although-well",
    is_flag=True,
    help="Fail over although AWS says that the writer is well; what it had not replicated is lost.",
)
@click.option("--with-key-primacy", is_flag=True, help="Move the keys' primacy too; never in a failover.")
@click.option(
    "--outage-since", metavar="TIME", help="When the outage began (ISO 8601); the RTO counts from it."
)
@click.option("--yes", metavar="ESTATE", help="Do not ask; the estate's name, as a person would type it.")
@click.option(
    "--resume",
    is_flag=False,
    flag_value="",
    default=None,
    metavar="[JOURNAL]",
    help="Go on with a promotion that was stopped or killed; by default with the last one.",
)
@JOURNALS
@click.option(
    "--take-lock", metavar="OPERATION", help="Take the lock over from an operation whose operator is gone."
)
@click.option(
    "--report",
    metavar="FILE",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write the report there too, as markdown.",
)
@click.option(
    "--trace",
    type=click.Choice(["none", "console", "otlp"]),
    help="Where OpenTelemetry's spans go.  [default: OTEL_TRACES_EXPORTER, else none]",
)
@click.option("--print-policy", is_flag=True, help="Print the IAM policy that it needs, by Region.")
@JSON
def command(region: str | None, spec: Path | None, **given: Any) -> int:
    """Promote REGION: make it the home of the estate, or say every reason why not.

    \b
    switchover  planned, both Regions well, nothing is lost
    failover    the other Region is dark; what it had not replicated is lost
    failback    after a failover: the old Region joins as reader, then becomes home again

    It looks, decides, says what it will do and what that may lose, and asks once. Every call is in a journal
    before it is made: one that was stopped or killed goes on with --resume, and nothing is done twice.

    \b
    Examples:
      futago promote ap-northeast-3 --mode switchover --dry-run
      futago promote ap-northeast-3 --mode failover --outage-since 2026-11-22T03:10:00+09:00
      futago promote --resume                  # after a crash or Ctrl-C, or for a fence that was left
      futago promote ap-northeast-3 --mode failover --print-policy

    Exit codes: 0 promoted (or, with --dry-run, nothing is in the way); 1 refused, failed or not whole;
    2 bad input; 130 interrupted.
    """
    from futago.cli.promotion import Options, print_policy, promote, resume  # noqa: PLC0415 # imports boto3
    from futago.operations.tracing import exporter_of_environment  # noqa: PLC0415 # likewise
    from futago.spec import find_spec, load  # noqa: PLC0415 # costs a tenth of a second

    journal = given.pop("resume")
    if journal is not None and region and not spec:
        spec = Path(region)  # the Region is in the journal
    loaded = load(find_spec(spec), given.pop("environment"))
    warn(loaded.warnings)
    asked = {
        name: given.pop(name)
        for name in ("mode", "detach", "although_well", "with_key_primacy", "print_policy")
    }
    since = _outage_since(given.pop("outage_since"))
    trace = given.pop("trace") or exporter_of_environment()
    options = Options(**given, trace=trace, outage_since=since)
    if journal is not None:
        return resume(loaded.estate, Path(journal) if journal else None, options)
    promotion = _promotion(loaded.estate, region, SimpleNamespace(**asked))
    return print_policy(promotion) if asked["print_policy"] else promote(promotion, options)


def _promotion(estate: Estate, region: str | None, asked: SimpleNamespace) -> Promotion:
    """What is asked for, or a usage error that says what may be asked for."""
    from futago.operations.promote import new_operation_id  # noqa: PLC0415 # imports boto3
    from modules.operation import Mode, Promotion  # noqa: PLC0415 # only for a promotion

    if region is None:
        raise click.UsageError(f"which Region is to be promoted? Allowed are {cities_of(estate)}")
    to = region_of(estate, region, "REGION")
    if asked.mode is None:
        raise click.UsageError(f"--mode is missing; allowed are {', '.join(MODES)}")
    mode = Mode(asked.mode)
    check_failover_only("--detach", given=asked.detach, mode=mode)
    check_failover_only("--although-well", given=asked.although_well, mode=mode)
    if asked.with_key_primacy and mode is Mode.FAILOVER:
        raise click.UsageError(
            "--with-key-primacy with --mode failover: the keys' replicas encrypt and decrypt by themselves; "
            "allowed is only with switchover and failback"
        )
    return Promotion(
        estate,
        mode,
        to,
        new_operation_id(),
        detach=asked.detach,
        with_key_primacy=asked.with_key_primacy,
        although_well=asked.although_well,
    )


def _outage_since(text: str | None) -> datetime | None:
    """The stated beginning of the outage, UTC."""
    if text is None:
        return None
    try:
        since = datetime.fromisoformat(text).astimezone(UTC)
    except ValueError:
        raise click.UsageError(
            f"--outage-since {text} is no time; allowed is such as 2026-11-22T03:10:00+09:00"
        ) from None
    if since > datetime.now(UTC):
        raise click.UsageError(f"--outage-since {text} is still to come; allowed is a time that is past")
    return since
