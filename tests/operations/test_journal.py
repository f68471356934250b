"""The journal: what is in it is on the disk, and what does not add up is no journal."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from futago.errors import JournalError
from futago.operations.journal import Header, Journal, read

HEADER = Header(
    operation="20261122t000000z-abcdef",
    estate="payments",
    account="123456789012",
    spec_digest="0" * 64,
    mode="failover",
    to="ap-northeast-3",
    embedded=True,
    operator="ann@desk",
    futago="0.1.0",
    only=("database/ledger",),
)


def written(folder: Path, *events: str) -> Path:
    """A journal with these events."""
    with Journal.begin(folder, HEADER) as journal:
        for number, event in enumerate(events):
            journal.write(event, number=number, text="東京\u202e\n")
    return journal.path


def test_reads_what_was_written(tmp_path: Path) -> None:
    """Header and entries come back as they were, in their order."""
    past = read(written(tmp_path, "observed", "confirmed"))
    assert HEADER == past.header
    assert [("observed", 0), ("confirmed", 1)] == [(it.event, it.details["number"]) for it in past.entries]
    assert {"東京\u202e\n"} == {entry.details["text"] for entry in past.entries}


def test_each_line_is_a_json_object(tmp_path: Path) -> None:
    """A journal is JSON lines, for whoever has nothing but jq."""
    lines = written(tmp_path, "observed").read_text(encoding="utf-8").splitlines()
    assert ["operation", "observed"] == [json.loads(line)["event"] for line in lines]


def test_second_operation_of_the_id_is_refused(tmp_path: Path) -> None:
    """A journal is never begun twice."""
    written(tmp_path)
    with pytest.raises(JournalError, match="File exists"):
        Journal.begin(tmp_path, HEADER)


@given(cut=st.integers(1, 10_000))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
def test_torn_at_any_byte(tmp_path: Path, cut: int) -> None:
    """Cut off at any byte behind the first line, the whole lines before it are read, and it can go on."""
    folder = tmp_path / os.urandom(8).hex()
    path = written(folder, "observed", "confirmed", "step")
    content = path.read_bytes()
    first = content.index(b"\n") + 1
    cut = first + cut % (len(content) - first)
    path.write_bytes(content[:cut])
    whole = content[:cut].count(b"\n")
    past = read(path)
    assert whole - 1 == len(past.entries)
    assert past.torn == (not content[:cut].endswith(b"\n"))
    with Journal.reopen(path) as journal:
        journal.write("resumed")
    assert [*(entry.event for entry in past.entries), "resumed"] == [it.event for it in read(path).entries]


@given(place=st.integers(0, 10_000), bit=st.integers(0, 7))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=100)
def test_flipped_bit_is_found(tmp_path: Path, place: int, bit: int) -> None:
    """A journal in which one bit is another is refused, or ends before that bit as if it were torn."""
    path = written(tmp_path / os.urandom(8).hex(), "observed", "confirmed", "step")
    content = bytearray(path.read_bytes())
    before = read(path)
    content[place % len(content)] ^= 1 << bit
    path.write_bytes(bytes(content))
    try:
        past = read(path)
    except JournalError:
        return
    assert past.torn
    assert before.header == past.header
    assert before.entries[: len(past.entries)] == past.entries


def test_line_taken_out_is_found(tmp_path: Path) -> None:
    """A line that is missing from the middle breaks the chain of checksums."""
    path = written(tmp_path, "observed", "confirmed", "step")
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join([*lines[:2], *lines[3:], b""]) + lines[3])
    with pytest.raises(JournalError, match=r"jsonl:3: the journal is damaged here"):
        read(path)


@pytest.mark.parametrize("content", [b"", b"hello\n", b"{}\n", b"[1]\n", bytes(range(256))])
def test_what_is_no_journal(tmp_path: Path, content: bytes) -> None:
    """Another file is refused, and named."""
    path = tmp_path / "some.jsonl"
    path.write_bytes(content)
    with pytest.raises(JournalError, match=r"some\.jsonl"):
        read(path)


def test_missing_journal(tmp_path: Path) -> None:
    """A journal that is not there is named."""
    with pytest.raises(JournalError, match=r"none\.jsonl: No such file"):
        read(tmp_path / "none.jsonl")


def test_full_disk_leaves_no_half_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a line can't be put on the disk the error says so, and what was there stays whole."""
    path = written(tmp_path, "observed")
    with Journal.reopen(path) as journal:
        monkeypatch.setattr(os, "fsync", _full)
        with pytest.raises(JournalError, match=r"No space left.*--journals"):
            journal.write("step")
        monkeypatch.undo()
        journal.write("confirmed")
    assert ["observed", "confirmed"] == [entry.event for entry in read(path).entries]


def _full(_descriptor: int) -> None:
    raise OSError(28, "No space left on device")


def test_only_the_owner_reads_it(tmp_path: Path) -> None:
    """A journal is nobody else's to read."""
    assert 0o600 == written(tmp_path).stat().st_mode & 0o777


@pytest.mark.parametrize(
    ("details", "finished"),
    [
        ({"done": True, "left": []}, True),
        ({"done": True, "left": ["x"]}, False),
        ({"done": False, "left": []}, False),
    ],
)
def test_finished(tmp_path: Path, *, details: dict[str, Any], finished: bool) -> None:
    """An operation is finished when all is done and no fence is left for later."""
    with Journal.begin(tmp_path, replace(HEADER, operation="other")) as journal:
        journal.write("ended", **details)
    assert finished == read(journal.path).is_finished
