"""A file is written as a whole or not at all."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from futago.whole_file import write_whole


def test_new_file_holds_the_text(tmp_path: Path) -> None:
    """What was written is there, as UTF-8, and nothing lies beside it."""
    write_whole(tmp_path / "twins", "双子\n")
    assert ["twins"] == [each.name for each in tmp_path.iterdir()]
    assert "双子\n".encode() == (tmp_path / "twins").read_bytes()


def test_permissions_stay(tmp_path: Path) -> None:
    """A file that nobody else could read can't be read by others afterwards."""
    path = tmp_path / "twins"
    path.touch(mode=0o600)
    write_whole(path, "new")
    assert 0o600 == stat.S_IMODE(path.stat().st_mode)


def test_link_stays_a_link(tmp_path: Path) -> None:
    """Behind a link the file is replaced, not the link."""
    (tmp_path / "here").mkdir()
    (tmp_path / "here" / "twins").write_text("old")
    link = tmp_path / "link"
    link.symlink_to(Path("here", "twins"))
    write_whole(link, "new")
    assert (True, "new") == (link.is_symlink(), (tmp_path / "here" / "twins").read_text())


def test_device_stays_a_device(tmp_path: Path) -> None:
    """What is no regular file is refused: a rename would take its place."""
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(OSError, match="it is not a regular file"):
        write_whole(tmp_path / "pipe", "new")
    assert stat.S_ISFIFO((tmp_path / "pipe").stat().st_mode)


def test_interrupt_leaves_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A Ctrl-C while it is written costs the new text, and no more."""
    path = tmp_path / "twins"
    path.write_text("old")

    def interrupt(_descriptor: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("futago.whole_file.os.fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_whole(path, "new")
    monkeypatch.undo()
    assert (["twins"], "old") == ([each.name for each in tmp_path.iterdir()], path.read_text())
