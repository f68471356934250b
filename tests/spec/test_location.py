"""Where the spec is looked for."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from futago.errors import SpecNotFoundError
from futago.spec import find_spec


@pytest.fixture(autouse=True)
def _alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("FUTAGO_SPEC", raising=False)
    for name in ("given.yaml", "variable.yaml", "context.yaml"):
        Path(name).touch()


def name_in_cdktf_json(spec: object) -> None:
    Path("cdktf.json").write_text(json.dumps({"context": {"spec": spec}}), encoding="utf-8")


def test_given_first(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the user names wins."""
    monkeypatch.setenv("FUTAGO_SPEC", "variable.yaml")
    name_in_cdktf_json("context.yaml")
    assert Path("given.yaml") == find_spec(Path("given.yaml"))


def test_variable_second(monkeypatch: pytest.MonkeyPatch) -> None:
    """Then FUTAGO_SPEC."""
    monkeypatch.setenv("FUTAGO_SPEC", "variable.yaml")
    name_in_cdktf_json("context.yaml")
    assert Path("variable.yaml") == find_spec()


def test_cdktf_json_third() -> None:
    """Then context.spec of cdktf.json."""
    name_in_cdktf_json("context.yaml")
    assert Path("context.yaml") == find_spec()


def test_nowhere() -> None:
    """With none of them the error names all that was tried, and the next command."""
    with pytest.raises(SpecNotFoundError) as caught:
        find_spec()
    assert (
        "no spec was given: FUTAGO_SPEC is not set and ./cdktf.json has no context.spec",
        "futago validate examples/payments.yaml",
    ) == (caught.value.message, caught.value.next_command)


@pytest.mark.parametrize("document", ["[]", "{}", '{"context": []}', '{"context": {"spec": 5}}'])
def test_cdktf_json_without_spec(document: str) -> None:
    """A cdktf.json that names none is as good as none."""
    Path("cdktf.json").write_text(document, encoding="utf-8")
    with pytest.raises(SpecNotFoundError, match="no spec was given"):
        find_spec()


def test_broken_cdktf_json() -> None:
    """A cdktf.json that is no JSON is said to be so."""
    Path("cdktf.json").write_text("{", encoding="utf-8")
    with pytest.raises(SpecNotFoundError, match=r"cdktf\.json can't be read"):
        find_spec()


def test_named_file_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    """A missing file is told with who named it."""
    monkeypatch.setenv("FUTAGO_SPEC", "elsewhere.yaml")
    with pytest.raises(SpecNotFoundError, match=r"there is no spec elsewhere\.yaml, which FUTAGO_SPEC names"):
        find_spec()
