"""The text of a spec file."""

from __future__ import annotations

import re
from pathlib import Path

from futago.errors import Problem, SpecError, SpecNotFoundError

SIZE_MAX = 4 * 1024 * 1024
"""Bytes; a spec of 10,000 resources has less than half of it."""

# What YAML calls printable (YAML 1.2.2, 5.1), turned round.
_UNPRINTABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_OTHER_ENCODINGS = {b"\xff\xfe": "UTF-16", b"\xfe\xff": "UTF-16", b"\x00\x00": "UTF-32"}


def read(path: Path) -> str:
    """The text of the file, without a byte order mark.

    Raises:
        SpecNotFoundError: there is no file, or it cannot be read.
        SpecError: it is too large, or no text in UTF-8.
    """
    try:
        with path.open("rb") as file:
            content = file.read(SIZE_MAX + 1)
    except FileNotFoundError:
        raise SpecNotFoundError(f"there is no file {path}", next_command="futago validate SPEC") from None
    except IsADirectoryError:
        raise SpecNotFoundError(
            f"{path} is a folder; a spec is one YAML file", next_command="futago validate SPEC"
        ) from None
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise SpecNotFoundError(f"{path} can't be read: {reason}") from None
    if len(content) > SIZE_MAX:
        raise _refused(path, "", f"the file is larger than {SIZE_MAX >> 20} MiB", "a spec has at most that")
    return _text(path, content)


def _text(path: Path, content: bytes) -> str:
    encoding = _OTHER_ENCODINGS.get(content[:2])
    if encoding:
        raise _refused(path, "", f"the file is in {encoding}", "save it in UTF-8")
    try:
        text = content.decode().removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        before = content[: error.start].decode()
        wrong = f"byte 0x{content[error.start]:02x} is not UTF-8"
        raise _refused(path, before, wrong, "save the file in UTF-8") from None
    unprintable = _UNPRINTABLE.search(text)
    if unprintable:
        wrong = f"character U+{ord(unprintable[0]):04X} is not allowed in YAML"
        raise _refused(path, text[: unprintable.start()], wrong, "remove it")
    return text


def _refused(path: Path, before: str, wrong: str, allowed: str) -> SpecError:
    """The error at the place behind ``before``."""
    line = before.count("\n") + 1
    column = len(before) - before.rfind("\n")
    return SpecError([Problem(str(path), line, column, "", wrong, allowed)])
