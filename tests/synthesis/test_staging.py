"""A synthesis moves into place file by file; stopped between any two, it can't be taken for a whole one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from futago.errors import SynthesisError
from stacks import staging
from stacks.staging import MANIFEST, staged

FILES = ("stacks/one/cdk.tf.json", "stacks/two/cdk.tf.json", MANIFEST)


class StoppedError(BaseException):
    """The process ends here."""


def write(out: Path, text: str) -> None:
    with staged(out) as stage:
        for name in FILES:
            (stage / name).parent.mkdir(parents=True, exist_ok=True)
            (stage / name).write_text(text)


def read(out: Path) -> dict[str, str]:
    return {name: (out / name).read_text() for name in FILES if (out / name).exists()}


def stopping_at(count: int, replace: Callable[[Path, Path], Path]) -> Callable[[Path, Path], Path]:
    """A replace that ends the process instead of its ``count``-th call."""
    calls = iter(range(count))

    def stopping(path: Path, target: Path) -> Path:
        if next(calls, None) is None:
            raise StoppedError
        return replace(path, target)

    return stopping


@pytest.mark.parametrize("moved", [0, 1, 2])
def test_stop_leaves_no_manifest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, moved: int) -> None:
    """Between the first file and the last there is no manifest, so nothing deploys a mixture."""
    write(tmp_path, "old")
    monkeypatch.setattr(Path, "replace", stopping_at(moved, Path.replace))
    with pytest.raises(StoppedError):
        write(tmp_path, "new")
    expected = {name: "new" if number < moved else "old" for number, name in enumerate(FILES[:2])}
    assert expected == read(tmp_path)


def test_stop_before_the_end_leaves_the_old(tmp_path: Path) -> None:
    """While files are still written, the old synthesis is whole."""
    write(tmp_path, "old")

    def write_half() -> None:
        with staged(tmp_path) as stage:
            (stage / MANIFEST).write_text("new")
            raise StoppedError

    with pytest.raises(StoppedError):
        write_half()
    assert dict.fromkeys(FILES, "old") == read(tmp_path)


def test_the_next_synthesis_mends(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After a stop at any point the next one is whole again."""
    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", stopping_at(1, Path.replace))
        with pytest.raises(StoppedError):
            write(tmp_path, "new")
    write(tmp_path, "newer")
    assert dict.fromkeys(FILES, "newer") == read(tmp_path)


def test_keeps_what_is_terraforms(tmp_path: Path) -> None:
    """What Terraform has put beside a stack stays."""
    write(tmp_path, "old")
    lock = tmp_path / "stacks" / "one" / ".terraform.lock.hcl"
    lock.write_text("locked")
    write(tmp_path, "new")
    assert "locked" == lock.read_text()
    assert [] == list(tmp_path.glob(".synthesis-*"))


def test_unwritable_folder_is_said(tmp_path: Path) -> None:
    """Where nothing can be written, the option and the reason are named."""
    (tmp_path / "file").write_text("")
    with pytest.raises(SynthesisError, match=r"^--out .*/file/out: Not a directory: .*"):
        write(tmp_path / "file" / "out", "new")


def test_what_a_killed_synthesis_left_is_cleared(tmp_path: Path) -> None:
    """The folder that a kill leaves behind is gone after the next synthesis."""
    (tmp_path / ".synthesis-killed" / "stacks").mkdir(parents=True)
    write(tmp_path, "new")
    assert [] == [path.name for path in tmp_path.iterdir() if path.is_dir() and path.name != "stacks"]


def test_two_at_once_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """While one synthesis writes to a folder, another one to it waits and then says so."""
    monkeypatch.setattr(staging, "LOCK_TIMEOUT_SECONDS", 0.1)
    with staged(tmp_path), pytest.raises(SynthesisError, match="another synthesis"):
        write(tmp_path, "new")
