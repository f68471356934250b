"""What the commands of ``futago backfill`` have in common: which directions, and seen by whom."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from futago.cli.options import EMULATOR, ENVIRONMENT, SPEC, warn

if TYPE_CHECKING:
    from futago.aws import Clients
    from futago.backfill.direction import Direction

S = TypeVar("S")
T = TypeVar("T")

FOLDER = Path(".futago")
AT_ONCE = 8

BUCKET = click.option(
    "--bucket", "buckets", multiple=True, metavar="NAME", help="Only this bucket of the spec; again for more."
)
FROM = click.option(
    "--from", "source", metavar="REGION", help="Only the direction out of this Region, such as apne1."
)
YES = click.option("--yes", is_flag=True, help="Do not ask.")


@dataclass(frozen=True)
class Selection:
    """Which directions a command is about.

    Attributes:
        spec: the spec; None to look for it.
        environment: which of the spec's environments.
        emulator: the folder of the embedded AWS; None for AWS.
        buckets: the buckets' names in the spec; all if empty.
        source: the Region to copy from; both if None.
    """

    spec: Path | None
    environment: str | None
    emulator: Path | None
    buckets: tuple[str, ...]
    source: str | None

    def chosen(self) -> tuple[Clients, tuple[Direction, ...]]:
        """SDK clients, and the directions; the spec's warnings are said.

        A Region that does not answer is asked a few times, and then only now and then.
        """
        from futago.aws import Manners  # noqa: PLC0415 # imports botocore
        from futago.backfill.direction import directions  # noqa: PLC0415 # likewise
        from futago.breaker import Breakers  # noqa: PLC0415 # only where AWS is asked
        from futago.cli.clients import clients_of  # noqa: PLC0415 # only where AWS is asked
        from futago.spec import find_spec, load  # noqa: PLC0415 # costs a tenth of a second

        loaded = load(find_spec(self.spec), self.environment)
        warn(loaded.warnings)
        clients = clients_of(self.emulator).mannered(lambda _code: Manners(), Breakers())
        return clients, directions(loaded.estate, self.buckets, self.source)


def selection(command: Callable[..., Any]) -> Callable[..., Any]:
    """The argument and the options that choose directions, handed over as one ``selected``."""

    @wraps(command)
    def bundled(
        *,
        spec: Path | None,
        environment: str | None,
        emulator: Path | None,
        buckets: tuple[str, ...],
        source: str | None,
        **others: Any,
    ) -> Any:
        return command(selected=Selection(spec, environment, emulator, buckets, source), **others)

    made: Callable[..., Any] = bundled
    for option in (FROM, BUCKET, EMULATOR, ENVIRONMENT, SPEC):
        made = option(made)
    return made


def of_each(what: Callable[[S], T], those: Sequence[S]) -> list[T]:
    """Do the same for each, several at once; the results in their order."""
    from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415 # only where AWS is asked

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(what, those))
