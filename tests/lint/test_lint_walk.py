"""Which files are linted, and in which order."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from futago.errors import LintError
from futago.lint.lint import BATCH_FILES
from futago.lint.walk import check
from tests.lint.trees import Write, found_paths, unread


def test_paths_come_in_order(tree: Write) -> None:
    """Folders and files come by name, each folder as a whole, without ./ in front."""
    for path in ("b.py", "a/z.py", "a/b/c.py", "a.py", "a-b/x.py"):
        tree(path)
    assert ["a/b/c.py", "a/z.py", "a-b/x.py", "a.py", "b.py"] == found_paths(".")


def test_order_is_kept_side_by_side(tree: Write) -> None:
    """More files than one batch are read by several processes, and come in the same order."""
    for number in range(3 * BATCH_FILES):
        tree(f"d{number % 7}/f{number:05}.py")
    expected = sorted(f"d{number % 7}/f{number:05}.py" for number in range(3 * BATCH_FILES))
    assert expected == found_paths(".")


@pytest.mark.parametrize(
    "folder", ["node_modules", "vendor", "third_party", ".venv", ".git", ".terraform", "__pycache__"]
)
def test_vendored_folders_are_left_out(tree: Write, folder: str) -> None:
    """What others wrote, or tools made, is not linted."""
    tree(f"{folder}/a.py")
    tree("src/a.py")
    assert ["src/a.py"] == found_paths(".")


def test_virtual_environment_of_any_name(tree: Write) -> None:
    """A folder with pyvenv.cfg is a virtual environment."""
    tree("environment-3.11/pyvenv.cfg", "home = /usr\n")
    tree("environment-3.11/lib/a.py")
    assert [] == found_paths(".")


def test_hidden_files_are_linted(tree: Write) -> None:
    """Workflows and .env files tie to a Region as much as others do."""
    tree(".github/workflows/deploy.yml")
    tree(".env")
    assert [".env", ".github/workflows/deploy.yml"] == found_paths(".")


def test_gitignore(tree: Write) -> None:
    """Patterns name files and folders; the nearest file decides, a later pattern takes back an earlier."""
    tree(".gitignore", "*.local.py\n/build/\n!keep.local.py\n")
    tree("sub/.gitignore", "!again.local.py\n/only-here.py\n")
    for path in ("a.local.py", "keep.local.py", "build/a.py", "sub/again.local.py", "sub/only-here.py"):
        tree(path)
    tree("sub/build/a.py")
    tree("only-here.py")
    assert ["keep.local.py", "only-here.py", "sub/again.local.py", "sub/build/a.py"] == found_paths(".")


def test_gitignore_above_the_path(tree: Write) -> None:
    """The repository's patterns hold below a folder of it, those above the repository do not."""
    tree(".gitignore", "*.py\n")
    tree("repository/.git/HEAD", "ref: refs/heads/main\n")
    tree("repository/.git/info/exclude", "excluded.py\n")
    tree("repository/.gitignore", "ignored.py\n")
    for name in ("ignored.py", "excluded.py", "seen.py"):
        tree(f"repository/src/{name}")
    assert ["repository/src/seen.py"] == found_paths("repository/src")


def test_a_named_file_is_linted_wherever_it_is(tree: Write) -> None:
    """A file that is named is meant, unless --force-exclude says otherwise."""
    tree(".gitignore", "ignored/\n")
    tree("vendor/a.py")
    tree("ignored/b.py")
    assert ["vendor/a.py", "ignored/b.py"] == found_paths("vendor/a.py", "ignored/b.py")
    assert [] == found_paths("vendor/a.py", "ignored/b.py", force_exclude=True)


def test_links_are_not_followed(tree: Write) -> None:
    """A loop of links ends nothing, and what is linked is not found twice."""
    file = tree("a/code.py")
    (file.parent / "loop").symlink_to(file.parent.parent)
    (file.parent / "self").symlink_to(file.parent / "self")
    (file.parent / "again.py").symlink_to(file)
    assert ["a/code.py"] == found_paths(".")
    assert [] == unread(".")


def test_special_files_are_left_out(tree: Write) -> None:
    """A named pipe in a tree is not opened, for nobody may write to it."""
    tree("a.py")
    os.mkfifo("pipe.py")
    assert ["a.py"] == found_paths(".")


def test_a_file_that_goes_is_told(tree: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    """What can't be opened is named with the reason, and everything else is linted."""
    tree("a.py")
    tree("b.py")
    real = os.open

    def refuse(path: str, flags: int) -> int:
        if path == "a.py":
            raise PermissionError(13, "Permission denied")
        return real(path, flags)

    monkeypatch.setattr(os, "open", refuse)
    assert [("a.py", "Permission denied")] == unread(".")
    assert ["b.py"] == found_paths(".")


def test_a_folder_that_is_closed_is_told(tree: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder that can't be listed is named with the reason."""
    tree("a/code.py")
    tree("b.py")
    real = os.scandir

    def refuse(path: str) -> object:
        if path == "./a":
            raise PermissionError(13, "Permission denied")
        return real(path)

    monkeypatch.setattr(os, "scandir", refuse)
    assert [("a", "Permission denied")] == unread(".")
    assert ["b.py"] == found_paths(".")


@pytest.mark.parametrize("path", ["none", "pipe"])
def test_paths_that_are_nothing_to_lint(tree: Write, path: str) -> None:
    """A path without a file, or that is neither file nor folder, is refused."""
    tree("a.py")
    os.mkfifo("pipe")
    with pytest.raises(LintError, match=path):
        check([path])


def test_a_link_that_is_named_is_followed(tree: Write, tmp_path: Path) -> None:
    """A linked folder is walked where it is what was asked for."""
    tree("a/code.py")
    (tmp_path / "tree" / "link").symlink_to("a")
    assert ["link/code.py"] == found_paths("link")
