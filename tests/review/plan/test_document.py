import json
import os
from pathlib import Path

import pytest

from futago.errors import PlanError
from futago.review.plan import document
from futago.review.plan.document import read_document

PLAN = json.dumps({"format_version": "1.2", "resource_changes": []})


def refused(path: Path) -> str:
    with pytest.raises(PlanError) as error:
        read_document(path)
    assert 2 == error.value.exit_code
    assert 1 == len(error.value.message.splitlines())
    return error.value.message.removeprefix(f"{path}: ")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is empty (0 bytes)"),
        (b"PK\x03\x04tfplan", "is Terraform's own plan file"),
        (b"Terraform used the selected providers", "does not begin with {"),
        (b"[]", "does not begin with {"),
        (PLAN.encode()[:-2], "it is cut off"),
        (b'{"format_version": "1.2", "resource_changes": [tru]}', "is not JSON of a plan: invalid character"),
        (b'{"format_version": "2.0", "resource_changes": []}', "has format_version 2.0; allowed: 1.x"),
        (b'{"format_version": "canary", "resource_changes": []}', "has format_version of an unknown form"),
        (b'{"version": 4, "terraform_version": "1.11.4", "serial": 1, "lineage": "a"}', "is a state"),
        (b'{"format_version": "1.0", "values": {"root_module": {}}}', "is a state"),
        (b'{"format_version": "1.0", "provider_schemas": {}}', "is JSON, but no plan"),
        (b"{}", "is JSON, but no plan"),
        (b'{"@level":"info"}\n{"@level":"info"}', "is the log of `terraform plan -json`"),
        (b'{"format_version": "1.2", "resource_changes": "\xff"}', "is not"),
        (b'{"format_version": "1.2", "resource_changes": ' + b"[" * 100_000, "is nested too deeply"),
    ],
)
def test_what_is_no_plan_is_told_in_one_line(tmp_path: Path, content: bytes, said: str) -> None:
    """Everything that is no plan is refused with what it is instead."""
    path = tmp_path / "plan.json"
    path.write_bytes(content)
    assert said in refused(path)


def test_a_directory_is_refused(tmp_path: Path) -> None:
    """A directory is named as such."""
    assert "can't be read: Is a directory" in refused(tmp_path)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    """A file that is not there is named."""
    assert "can't be read: No such file or directory" in refused(tmp_path / "none.json")


def test_half_a_gigabyte_is_refused_unread(tmp_path: Path) -> None:
    """A file of 500 MB is refused by its size, and by its first bytes where they tell more."""
    path = tmp_path / "plan.json"
    with path.open("wb") as file:
        file.truncate(500_000_000)
    assert "does not begin with {" in refused(path)
    with path.open("r+b") as file:
        file.write(b"{")
    assert "is larger than 256 MiB" in refused(path)


def test_a_pipe_is_read_to_the_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What has no size beforehand is read up to the limit."""
    monkeypatch.setattr(document, "MAX_PLAN_BYTES", 100)
    monkeypatch.setattr(os, "fstat", lambda _: type("Stat", (), {"st_size": 0}))
    path = tmp_path / "pipe"
    path.write_text('{"format_version": "1.2", "x": "' + "x" * 200)
    assert "is larger than" in refused(path)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_powershell_files_are_read(tmp_path: Path, encoding: str) -> None:
    """A plan is read whatever byte order mark PowerShell gave it."""
    path = tmp_path / "plan.json"
    path.write_text(PLAN, encoding=encoding)
    assert [] == read_document(path).resource_changes


def test_a_refusal_quotes_nothing_of_the_file(tmp_path: Path) -> None:
    """An error never shows content of the file, which may be a secret."""
    path = tmp_path / "plan.json"
    path.write_text('{"format_version": "1.2", "resource_changes": [canary]}')
    assert "canary" not in refused(path)
