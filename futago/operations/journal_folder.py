"""The journals of one estate's promotions in a folder."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from futago.errors import JournalError
from futago.operations.journal import Past, read
from modules.estate import Estate


def journals_of(folder: Path, estate: Estate) -> list[tuple[Path, Past]]:
    """Every journal of the estate that can be read, with what it says, the oldest first.

    One that is damaged is left out: what is wrong with it is told when it is asked for by name.
    """
    found = []
    for path in folder.glob("*.jsonl"):
        with suppress(JournalError):
            past = read(path)
            if (past.header.estate, past.header.account) == (estate.names.prefix, estate.account):
                found.append((path, past))
    return sorted(found, key=lambda each: (each[1].began_at, each[0]))
