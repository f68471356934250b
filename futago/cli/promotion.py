"""A promotion as a person lives through it: what is seen, the one question, the run, the report."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import click

from futago.cli.clients import clients_of
from futago.cli.promote_progress import shown_progress
from futago.cli.promote_screen import show_decision, show_report
from futago.errors import JournalError, UnconfirmedError
from futago.operations import journal as journals
from futago.operations.calls import Calls, calls_for
from futago.operations.decide import Decision, decide
from futago.operations.decision_json import decision_as_json
from futago.operations.finishing import not_over
from futago.operations.journal import Journal, Past
from futago.operations.journal_copy import JournalCopy
from futago.operations.lock import Holder, LockElsewhere, here
from futago.operations.observe import resources_of
from futago.operations.permissions import permissions_of, policies
from futago.operations.prepare import assumed, check_caller, prepare
from futago.operations.promote import begin, carry_out, confirm, operator, resumption, unfinished
from futago.operations.report import Report, as_json, report
from futago.operations.report_markdown import as_markdown
from futago.operations.run import Outcome, StopRequest
from futago.operations.selection import Selection
from futago.operations.stopping import stopping_on_signals
from futago.operations.tracing import Exporter, traced
from modules.estate import Estate
from modules.operation import Promotion


@dataclass(frozen=True)
class Options:
    """What was given on the command line, besides what is to be promoted.

    Attributes:
        emulator: folder of the embedded AWS; None for AWS.
        dry_run: whether to change nothing.
        only: see ``futago.operations.selection``.
        skip: likewise.
        yes: the estate's name, where nobody is to be asked.
        journals: the folder of the journals.
        take_lock: id of the operation whose lock is to be taken over.
        report: where to write the report, as markdown.
        as_json: whether to print JSON.
        trace: where OpenTelemetry's spans go.
        outage_since: when the outage began, UTC, as the operator says it.
    """

    emulator: Path | None
    dry_run: bool
    only: tuple[str, ...]
    skip: tuple[str, ...]
    yes: str | None
    journals: Path
    take_lock: str | None
    report: Path | None
    as_json: bool
    trace: Exporter
    outage_since: datetime | None


def print_policy(promotion: Promotion) -> int:
    """Print the policies for the steps that there are where all is as the spec has it; asks nobody."""
    resources = resources_of(promotion.estate)
    decision = decide(promotion, resources, assumed(promotion, resources))
    click.echo(json.dumps(policies(permissions_of([decision], resources)), indent=2))
    return 0


def promote(promotion: Promotion, options: Options) -> int:
    """Promote a Region; returns the exit code."""
    clients = clients_of(options.emulator)
    calls = calls_for(clients, promotion)
    decision = prepare(calls, promotion, Selection(options.only, options.skip))
    decision = replace(decision, obstacles=(*decision.obstacles, *not_over(options.journals, promotion)))
    if options.as_json and (options.dry_run or not decision.is_allowed):
        click.echo(json.dumps(decision_as_json(decision), indent=2))
    show_decision(decision)
    if options.dry_run or not decision.is_allowed:
        return 0 if decision.is_allowed else 1
    if not decision.steps:
        click.echo(f"Nothing is to be done: {promotion.to.city} is home already.", err=True)
        return 0
    for path in unfinished(options.journals, promotion.estate):
        click.echo(f"An earlier promotion did not come to its end: futago promote --resume {path}", err=True)
    _ask(decision, options.yes)
    with _locked(calls, promotion, options):
        embedded, since = clients.is_embedded, options.outage_since
        journal = begin(options.journals, decision, embedded=embedded, outage_since=since)
        return _carry_out(decision, calls, journal, options)


def resume(estate: Estate, path: Path | None, options: Options) -> int:
    """Go on with a promotion, by default with the last of the estate that did not come to its end."""
    clients = clients_of(options.emulator)
    path = path or _last_unfinished(options.journals, estate)
    resumed = resumption(path, estate, embedded=clients.is_embedded)
    promotion, header = resumed.decision.promotion, resumed.past.header
    calls = calls_for(clients, promotion)
    check_caller(calls.reading, promotion.to, estate.account)
    click.echo(f"Going on with operation {header.operation}, begun by {header.operator}.", err=True)
    if resumed.past.torn:
        click.echo("The journal's last line is only half there: what it announced was not begun.", err=True)
    show_decision(resumed.decision, resumed.past.done)
    if options.dry_run:
        return 0
    _ask(resumed.decision, options.yes)
    with _locked(calls, promotion, options):
        journal = Journal.reopen(path)
        confirm(journal, resumed.decision)
        return _carry_out(resumed.decision, calls, journal, options, past=resumed.past)


def _last_unfinished(folder: Path, estate: Estate) -> Path:
    paths = unfinished(folder, estate)
    if not paths:
        raise JournalError(
            f"{folder}: there is no promotion of {estate.names.prefix} to go on with",
            next_command="futago promote REGION --mode … --dry-run",
        )
    return paths[-1]


def _ask(decision: Decision, yes: str | None) -> None:
    """Ask once; nothing but the estate's name is a yes.

    Raises:
        UnconfirmedError: something else was given.
    """
    promotion = decision.promotion
    name = promotion.estate.names.prefix
    losses = " What it loses is gone for good." if decision.losses else ""
    question = f"{promotion.mode.value.capitalize()} to {promotion.to.city}?{losses} Type {name} to go ahead"
    given = click.prompt(question, err=True, default="", show_default=False) if yes is None else yes
    if given.strip() != name:
        raise UnconfirmedError(f"'{given}' is not {name}: nothing was done")


@contextmanager
def _locked(calls: Calls, promotion: Promotion, options: Options) -> Iterator[None]:
    """Hold the locks, here and in the Region that is activated."""
    mode = f"{promotion.mode.value} to {promotion.to.code}"
    since = datetime.now(UTC).isoformat(timespec="seconds")
    holder = Holder(promotion.operation, operator(), mode, since)
    with here(options.journals, promotion.estate, holder):
        elsewhere = LockElsewhere(calls.acting, promotion.estate, promotion.to, holder)
        unlocked = elsewhere.acquire(take_from=options.take_lock)
        if unlocked:
            click.echo(f"warning: {unlocked}", err=True)
        try:
            yield
        finally:
            left = None if unlocked else elsewhere.release()
            if left:
                click.echo(f"warning: {left}", err=True)


def _carry_out(
    decision: Decision, calls: Calls, journal: Journal, options: Options, past: Past | None = None
) -> int:
    promotion = decision.promotion
    click.echo(f"Journal: {journal.path}", err=True)
    copy = JournalCopy(calls.acting, promotion.estate, promotion.to, journal)
    try:
        with journal, copy:
            outcome = _run(decision, calls, journal, options, past)
    except KeyboardInterrupt:
        raise KeyboardInterrupt(_how_to_resume(journal.path)) from None
    finally:
        told = f"Copy of the journal: {copy.place}"
        click.echo(f"warning: no copy of the journal: {copy.trouble}" if copy.trouble else told, err=True)
    summed = report(decision, outcome, journals.read(journal.path))
    if options.report is not None:
        _write_report(options.report, summed)
    if options.as_json:
        click.echo(json.dumps(as_json(summed), indent=2))
    show_report(summed)
    if outcome.interrupted:
        raise KeyboardInterrupt(_how_to_resume(journal.path))
    return 0 if summed.is_done else 1


def _run(decision: Decision, calls: Calls, journal: Journal, options: Options, past: Past | None) -> Outcome:
    """Carry it out, shown on the screen, traced, and stopped in good order by Ctrl-C."""
    began_at = datetime.now(UTC)
    if past is not None:
        began_at = next(entry.at for entry in past.entries if entry.event == "confirmed")
    stop = StopRequest()
    with (
        shown_progress(decision, options.outage_since or began_at) as screen,
        traced(screen, decision.promotion, options.trace) as observer,
        stopping_on_signals(stop, observer),
    ):
        return carry_out(decision, calls, journal, observer, past=past, stop=stop)


def _write_report(path: Path, summed: Report) -> None:
    """Write it; that it can't be written is no failure of the promotion."""
    try:
        path.write_text(as_markdown(summed), encoding="utf-8")
    except OSError as error:
        click.echo(f"warning: --report {path}: {error.strerror or error}", err=True)


def _how_to_resume(path: Path) -> str:
    return f"Interrupted. What AWS has begun goes on by itself. To go on: futago promote --resume {path}"
