"""From the yes to the end, and from where a killed one stopped to the end."""

from __future__ import annotations

import getpass
import os
import secrets
import socket
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from futago import __version__
from futago.errors import JournalError
from futago.operations import journal as journals
from futago.operations import remembered
from futago.operations.calls import Calls
from futago.operations.decide import Decision, decide
from futago.operations.digest import spec_digest
from futago.operations.events import Observer
from futago.operations.journal import Header, Journal, Past
from futago.operations.journal_folder import journals_of
from futago.operations.observe import Resource, resources_of
from futago.operations.run import Outcome, StopRequest, run
from futago.operations.selection import Selection
from futago.operations.workers import Workers
from modules.estate import Estate
from modules.operation import Mode, Promotion


def new_operation_id() -> str:
    """An id that no other operation has, and that says when it began."""
    return f"{datetime.now(UTC):%Y%m%dt%H%M%Sz}-{secrets.token_hex(3)}"


def operator() -> str:
    """Who runs this, as ``user@host``."""
    try:
        user = getpass.getuser()
    except (OSError, KeyError):  # a container whose user has no name
        user = str(os.getuid())
    return f"{user}@{socket.gethostname()}"


def begin(
    folder: Path, decision: Decision, *, embedded: bool, outage_since: datetime | None = None
) -> Journal:
    """Open the journal of a promotion to which the operator has just said yes.

    Raises:
        JournalError: it can't be written.
    """
    promotion = decision.promotion
    estate = promotion.estate
    journal = Journal.begin(
        folder,
        Header(
            operation=promotion.operation,
            estate=estate.names.prefix,
            account=estate.account,
            spec_digest=spec_digest(estate),
            mode=promotion.mode.value,
            to=promotion.to.code,
            embedded=embedded,
            operator=operator(),
            futago=__version__,
            detach=promotion.detach,
            with_key_primacy=promotion.with_key_primacy,
            although_well=promotion.although_well,
            only=decision.selection.only,
            skip=decision.selection.skip,
            outage_since=outage_since.isoformat() if outage_since else None,
        ),
    )
    journal.write("observed", observations=remembered.to_json(decision.observations))
    confirm(journal, decision)
    return journal


def confirm(journal: Journal, decision: Decision) -> None:
    """Write down that the operator said yes, and to which losses."""
    losses = [f"{loss.noun} {loss.name}: {loss.statement}" for loss in decision.losses]
    journal.write("confirmed", by=operator(), losses=losses, warnings=list(decision.warnings))


def carry_out(
    decision: Decision,
    calls: Calls,
    journal: Journal,
    observer: Observer | None = None,
    *,
    past: Past | None = None,
    stop: StopRequest | None = None,
    workers: Workers | None = None,
) -> Outcome:
    """Do what was decided and confirmed, and write into the journal how it ended.

    See ``futago.operations.run.run``.
    """
    try:
        outcome = run(decision, calls, journal, observer, past=past, stop=stop, workers=workers)
    except KeyboardInterrupt:
        with suppress(JournalError):
            journal.write("interrupted", at_once=True)
        raise
    if outcome.interrupted:
        journal.write("interrupted", at_once=False)
    else:
        left = [result.step.id for result in outcome.left]
        journal.write("ended", done=outcome.is_done, left=left)
    return outcome


@dataclass(frozen=True)
class Resumption:
    """A promotion to be gone on with.

    Attributes:
        path: its journal.
        past: what that says.
        decision: what was decided then, decided again from what was seen then.
    """

    path: Path
    past: Past
    decision: Decision


def resumption(
    path: Path, estate: Estate, *, embedded: bool, resources: Sequence[Resource] | None = None
) -> Resumption:
    """Take up a promotion that did not come to its end. Changes nothing.

    The decision is made again from the observations in the journal, so that the steps are the very same;
    each looks where it stands before it does anything.

    Raises:
        JournalError: the journal is of another estate, account, spec or AWS, or the promotion is finished.
    """
    past = journals.read(path)
    _check_same(path, past.header, estate, embedded=embedded)
    if past.is_finished:
        raise JournalError(
            f"{path}: operation {past.header.operation} is finished: there is nothing to resume"
        )
    observed = past.last("observed")
    if observed is None or past.last("confirmed") is None:
        raise JournalError(
            f"{path}: operation {past.header.operation} ended before it was confirmed, and touched nothing",
            next_command=f"futago promote {past.header.to} --mode {past.header.mode}",
        )
    header = past.header
    promotion = Promotion(
        estate=estate,
        mode=Mode(header.mode),
        to=estate.pair[header.to],
        operation=header.operation,
        detach=header.detach,
        with_key_primacy=header.with_key_primacy,
        although_well=header.although_well,
    )
    taking_part = resources_of(estate) if resources is None else resources
    observations = remembered.from_json(observed.details["observations"])
    decision = decide(promotion, taking_part, observations, Selection(header.only, header.skip))
    return Resumption(path, past, decision)


def unfinished(folder: Path, estate: Estate) -> tuple[Path, ...]:
    """The journals of this estate's promotions that did not come to their end, the newest last."""
    return tuple(
        path
        for path, past in journals_of(folder, estate)
        if not past.is_finished and past.last("confirmed") is not None
    )


def _check_same(path: Path, header: Header, estate: Estate, *, embedded: bool) -> None:
    aws = {True: "the embedded AWS", False: "AWS"}
    for what, then, now in (
        ("estate", header.estate, estate.names.prefix),
        ("account", header.account, estate.account),
        ("target", aws[header.embedded], aws[embedded]),
    ):
        if then != now:
            raise JournalError(f"{path}: this journal is of {what} {then}, and not of {now}")
    if header.spec_digest != spec_digest(estate):
        raise JournalError(
            f"{path}: the spec is another than when operation {header.operation} was begun; go on with the "
            f"spec of {header.operation[:15]}, or begin anew",
            next_command=f"futago promote {header.to} --mode {header.mode} --dry-run",
        )
