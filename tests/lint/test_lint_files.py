"""Files of every encoding and size."""

from __future__ import annotations

import codecs

import pytest

from futago.lint import file_lint
from tests.lint.trees import CODE, REGION, Write, findings, found_paths, unread

LINES = f"# été 東京\nname = 'é'; region = '{REGION}'\n"


@pytest.mark.parametrize(
    "content",
    [
        LINES.encode(),
        codecs.BOM_UTF8 + LINES.encode(),
        codecs.BOM_UTF16_LE + LINES.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + LINES.encode("utf-16-be"),
        codecs.BOM_UTF32_LE + LINES.encode("utf-32-le"),
        codecs.BOM_UTF32_BE + LINES.encode("utf-32-be"),
        LINES.replace("東京", "").encode("latin-1"),
        LINES.encode().replace("東京".encode(), b"\xff\xfe\x80"),
        LINES.replace("\n", "\r\n").encode(),
    ],
    ids=[
        "utf-8",
        "utf-8 mark",
        "utf-16-le",
        "utf-16-be",
        "utf-32-le",
        "utf-32-be",
        "latin-1",
        "invalid",
        "crlf",
    ],
)
def test_encodings(tree: Write, content: bytes) -> None:
    """The column counts characters of what a person sees, where the encoding is known."""
    tree("a.py", content)
    found = [(each.line, each.text) for each in findings("a.py")]
    assert [(2, REGION)] == found
    if "東京".encode() in content:
        assert 23 == findings("a.py")[0].column


@pytest.mark.parametrize(
    "content", [b"\x7fELF\0" + CODE.encode(), b"\xff\xd8\xff" + CODE.encode() + b"\0", b""]
)
def test_binary_and_empty_files(tree: Write, content: bytes) -> None:
    """A file with a zero byte and no mark is no text."""
    tree("a.py", content)
    assert [] == findings("a.py")


def test_what_is_for_people_is_left_out(tree: Write) -> None:
    """Notes, logs, tables and what tools have locked are no code."""
    for name in (
        "notes.txt",
        "run.log",
        "data.csv",
        "poetry.lock",
        "package-lock.json",
        "app.min.js",
        "go.sum",
    ):
        tree(name)
    assert [] == found_paths(".")


def test_long_files(tree: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file longer than a block is examined in blocks, with lines counted through."""
    monkeypatch.setattr(file_lint, "BLOCK_BYTES", 4096)
    lines = ["x = 1\n"] * 5000
    for number in (0, 700, 2500, 4999):
        lines[number] = CODE
    tree("a.py", "".join(lines))
    assert [1, 701, 2501, 5000] == [each.line for each in findings("a.py")]


def test_lines_without_end(tree: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    """A line of many blocks is examined, too."""
    monkeypatch.setattr(file_lint, "BLOCK_BYTES", 4096)
    monkeypatch.setattr(file_lint, "LINE_MAX_BYTES", 16384)
    tree("a.json", '{"a": "' + "x" * 50_000 + f'", "region": "{REGION}"}}')
    assert [REGION] == [each.text for each in findings("a.json")]


def test_long_binary_files(tree: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    """A zero byte in the second block makes a file binary as well."""
    monkeypatch.setattr(file_lint, "BLOCK_BYTES", 4096)
    tree("a.py", "x = 1\n" * 1000 + "\0" + CODE)
    assert [] == findings("a.py")


def test_long_utf_16(tree: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    """UTF-16 is read as a whole up to a limit, and told where it is longer."""
    monkeypatch.setattr(file_lint, "BLOCK_BYTES", 4096)
    text = codecs.BOM_UTF16_LE + ("x = 1\n" * 1000 + CODE).encode("utf-16-le")
    tree("a.py", text)
    assert [1001] == [each.line for each in findings("a.py")]
    monkeypatch.setattr(file_lint, "WIDE_MAX_BYTES", 4096)
    assert ["a.py"] == [path for path, _ in unread("a.py")]
    assert [] == findings("a.py")
