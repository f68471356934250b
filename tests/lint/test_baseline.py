"""A baseline knows findings wherever their lines move, and nothing else."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from futago.errors import LintError
from futago.lint.baseline import read_baseline, write_baseline
from tests.lint.trees import CODE, Write, findings

FILE = Path("baseline.json")


def new(file: Path = FILE) -> list[int]:
    """Lines of the findings that the baseline does not know."""
    baseline = read_baseline(file)
    return [each.line for each in findings(".") if not baseline.knows(each)]


def test_what_is_written_is_known(tree: Write) -> None:
    """Right after it was written nothing is new and nothing is gone."""
    tree("a.py", CODE + CODE)
    assert 2 == write_baseline(FILE, findings("."))
    baseline = read_baseline(FILE)
    assert [] == [each for each in findings(".") if not baseline.knows(each)]
    assert 0 == baseline.gone


def test_lines_may_move(tree: Write) -> None:
    """Lines before, and more space in front, change nothing."""
    tree("a.py", CODE)
    write_baseline(FILE, findings("."))
    tree("a.py", "import os\n\nif os:\n    " + CODE)
    assert [] == new()


def test_a_copy_is_new(tree: Write) -> None:
    """Each entry covers one finding."""
    tree("a.py", CODE)
    write_baseline(FILE, findings("."))
    tree("a.py", CODE + CODE)
    assert [2] == new()


@pytest.mark.parametrize("change", ["region = 'ap-northeast-1'\n", 'region = "ap-northeast-3"\n'])
def test_a_changed_line_is_new(tree: Write, change: str) -> None:
    """Whoever changes a line sees its finding."""
    tree("a.py", CODE)
    write_baseline(FILE, findings("."))
    tree("a.py", change)
    assert [1] == new()


def test_another_file_is_new(tree: Write) -> None:
    """A finding belongs to its file."""
    tree("a.py", CODE)
    write_baseline(FILE, findings("."))
    tree("b.py", CODE)
    baseline = read_baseline(FILE)
    assert ["b.py"] == [each.path for each in findings(".") if not baseline.knows(each)]


def test_what_is_mended_is_gone(tree: Write) -> None:
    """Entries that nothing was found for are counted."""
    tree("a.py", CODE)
    write_baseline(FILE, findings("."))
    tree("a.py", "")
    assert [] == new()
    assert 1 == read_baseline(FILE).gone


def test_it_is_known_from_any_folder(tree: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    """Paths are relative to the baseline, not to where the lint runs, and named as the user likes."""
    file = tree("src/a.py")
    write_baseline(FILE, findings("."))
    monkeypatch.chdir("src")
    baseline = read_baseline(Path("..") / FILE)
    assert [True] == [baseline.knows(each) for each in findings(str(file))]


def test_no_line_of_code_is_in_it(tree: Write) -> None:
    """A line may hold a secret: the baseline keeps what was found and a hash."""
    tree("a.py", 'connect("ap-northeast-1", password="hunter2")\n')
    write_baseline(FILE, findings("."))
    assert "hunter2" not in FILE.read_text()


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("{", "not JSON"),
        ("[]", "futago-lint-baseline 1"),
        ('{"futago-lint-baseline": 2, "findings": []}', "futago-lint-baseline 1"),
        ('{"futago-lint-baseline": 1}', "not as futago writes it"),
        ('{"futago-lint-baseline": 1, "findings": [{"path": "a"}]}', "not as futago writes it"),
        (json.dumps({"futago-lint-baseline": 1, "findings": 1}), "not as futago writes it"),
    ],
)
def test_what_is_no_baseline(tree: Write, text: str, says: str) -> None:
    """It is refused with the command that writes one."""
    tree("baseline.json", text)
    with pytest.raises(LintError, match=says) as refused:
        read_baseline(FILE)
    assert "--write-baseline" in (refused.value.next_command or "")
