"""A folder with all runbooks of an estate, as it is checked in beside the spec."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import unified_diff
from pathlib import Path

from futago.errors import RunbookError
from futago.runbooks import markdown, page
from futago.runbooks.runbook import runbooks
from futago.runbooks.times import Times
from futago.whole_file import write_whole
from modules.estate import Estate

DIFF_LINES = 12
"""Lines of a difference that are shown of a file: enough to see what has changed."""
_ENDINGS = (".md", ".html")


@dataclass(frozen=True)
class Difference:
    """A file that is not what would be rendered now.

    Attributes:
        file: its name.
        what: ``missing``, ``outdated`` or ``left over``.
        lines: the first lines of the difference; empty if the file is missing or left over.
    """

    file: str
    what: str
    lines: tuple[str, ...] = ()


def documents(estate: Estate, spec: str, times: Times) -> dict[str, str]:
    """Every runbook of the estate by its file's name, in both forms."""
    made = {}
    for book in runbooks(estate, spec, times):
        made[f"{book.file_name}.md"] = markdown.render(book)
        made[f"{book.file_name}.html"] = page.render(book)
    return made


def write(folder: Path, made: Mapping[str, str]) -> None:
    """Write the documents, each whole or not at all; what is no longer rendered is left to a person.

    Raises:
        RunbookError: the folder can't be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in made.items():
            write_whole(folder / name, text)
    except OSError as error:
        raise RunbookError(
            f"{folder} can't be written: {error.strerror}; name a folder that can, by --out"
        ) from error


def differences(folder: Path, made: Mapping[str, str]) -> Iterator[Difference]:
    """How the files of the folder differ from what would be rendered now.

    Raises:
        RunbookError: a file can't be read.
    """
    for name, text in made.items():
        there = _read(folder / name)
        if there is None:
            yield Difference(name, "missing")
        elif there != text:
            lines = unified_diff(there.splitlines(), text.splitlines(), lineterm="", n=0)
            yield Difference(name, "outdated", tuple(lines)[2 : 2 + DIFF_LINES])
    found = {each.name for each in folder.glob("*-to-*") if each.suffix in _ENDINGS}
    for name in sorted(found - made.keys()):
        yield Difference(name, "left over")


def _read(path: Path) -> str | None:
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise RunbookError(f"{path} can't be read: {error}", next_command=f"git checkout {path}") from error
