"""The CI workflows hold no fault that their linters know, and give away as little as they can."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[2]
BIN = Path(sys.executable).parent
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
GITLAB = ROOT / "ci-templates" / "gitlab.yml"
PINNED = re.compile(r"uses: [\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$")

UNSAFE = """\
name: unsafe
on: pull_request_target
jobs:
  job:
    runs-on: ubuntu-24.04
    steps:
      - uses: actions/checkout@v4
        with: {ref: "${{ github.event.pull_request.head.sha }}"}
      - run: echo ${{ github.event.pull_request.title }} | cat $UNQUOTED
"""


def run(program: str, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Run a linter of the environment; actionlint finds shellcheck on PATH."""
    path = f"{BIN}{os.pathsep}{os.environ['PATH']}"
    return subprocess.run(
        [BIN / program, *arguments],
        cwd=ROOT,
        env={**os.environ, "PATH": path},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def parsed(path: Path) -> dict[Any, Any]:
    """A workflow; YAML 1.1 reads its key ``on`` as true."""
    content: dict[Any, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return content


def jobs() -> list[tuple[str, dict[str, Any]]]:
    """Every job of every workflow."""
    return [(f"{path.stem}: {name}", job) for path in WORKFLOWS for name, job in parsed(path)["jobs"].items()]


@pytest.fixture
def unsafe(tmp_path: Path) -> Path:
    """A workflow with well-known faults."""
    folder = tmp_path / ".github" / "workflows"
    folder.mkdir(parents=True)
    (folder / "unsafe.yml").write_text(UNSAFE)
    return folder / "unsafe.yml"


def test_actionlint() -> None:
    """Neither actionlint nor the shellcheck that it runs has anything to say."""
    done = run("actionlint", "-no-color", *WORKFLOWS)
    assert (0, "", "") == (done.returncode, done.stdout, done.stderr)


def test_actionlint_with_shellcheck_finds_faults(unsafe: Path) -> None:
    """The look is no blind one."""
    found = run("actionlint", "-no-color", unsafe).stdout
    assert {"expression", "shellcheck"} <= set(re.findall(r"\[([a-z-]+)\]$", found, re.MULTILINE))


def test_zizmor() -> None:
    """Even the pedantic zizmor has nothing to say."""
    done = run("zizmor", "--offline", "--persona=pedantic", "--no-progress", "--quiet", ROOT / ".github")
    assert 0 == done.returncode, done.stdout + done.stderr


def test_zizmor_finds_faults(unsafe: Path) -> None:
    """The look is no blind one."""
    done = run("zizmor", "--offline", "--no-progress", "--format=plain", unsafe)
    assert 0 != done.returncode
    assert {"dangerous-triggers", "template-injection", "unpinned-uses"} <= set(
        re.findall(r"\[([a-z-]+)\]", done.stdout)
    )


def test_gitlab_template_fits_the_schema() -> None:
    """GitLab's own JSON Schema of CI files accepts the template."""
    done = run("check-jsonschema", "--builtin-schema", "vendor.gitlab-ci", GITLAB)
    assert 0 == done.returncode, done.stdout + done.stderr


def test_gitlab_scripts(tmp_path: Path) -> None:
    """Shellcheck has nothing to say of the template's scripts."""
    for name, job in parsed(GITLAB).items():
        if isinstance(job, dict):
            lines = [*job.get("before_script", ()), *job.get("script", ())]
            (tmp_path / f"{name}.sh").write_text("\n".join(["#!/bin/sh", "set -e", *lines, ""]))
    scripts = sorted(tmp_path.glob("*.sh"))
    # SC2154, SC2153: variables of the environment; SC2148 ff. do not apply.
    done = run("shellcheck", "--shell=sh", *scripts)
    assert (4, 0, "") == (len(list(tmp_path.iterdir())), done.returncode, done.stdout)


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_actions_are_pinned(path: Path) -> None:
    """Each action is a full commit with its version behind it."""
    uses = re.findall(r"uses: .*", path.read_text(encoding="utf-8"))
    assert uses
    assert [] == [each for each in uses if not PINNED.fullmatch(each)]


def test_one_commit_an_action() -> None:
    """The same action is the same commit everywhere."""
    text = "".join(path.read_text(encoding="utf-8") for path in WORKFLOWS)
    pins = set(re.findall(r"uses: ([\w./-]+)@(\S+ # \S+)", text))
    assert len({action for action, _ in pins}) == len(pins)


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_no_permission_by_default(path: Path) -> None:
    """What a job may do stands at the job."""
    assert {} == parsed(path)["permissions"]


@pytest.mark.parametrize(("name", "job"), jobs(), ids=[name for name, _ in jobs()])
def test_whoever_has_aws_writes_nothing_on_github(name: str, job: dict[str, Any]) -> None:
    """No job has both AWS's role and a token that writes."""
    permissions = job["permissions"]
    writes = {scope for scope, grant in permissions.items() if grant == "write"}
    assert len(writes) <= 1, name


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_never_runs_a_forks_code_with_rights(path: Path) -> None:
    """No trigger gives a fork's code this repository's secrets or token."""
    assert not {"pull_request_target", "workflow_run", "issue_comment"} & set(parsed(path)[True])


@pytest.mark.parametrize(("name", "job"), jobs(), ids=[name for name, _ in jobs()])
def test_nothing_is_interpolated_into_scripts(name: str, job: dict[str, Any]) -> None:
    """Expressions reach scripts through the environment only."""
    assert [] == [step["run"] for step in job["steps"] if "${{" in step.get("run", "")], name


@pytest.mark.parametrize(("name", "job"), jobs(), ids=[name for name, _ in jobs()])
def test_no_plan_is_published_in_clear(name: str, job: dict[str, Any]) -> None:
    """Artifacts are redacted reviews or encrypted plans; what ``terraform plan`` prints is dropped."""
    published = {step["with"]["path"] for step in job["steps"] if "upload-artifact" in step.get("uses", "")}
    assert published <= {"review.*", "sealed/*.json.gpg"}, name
    for step in job["steps"]:
        script = step.get("run", "").replace("\\\n", "")
        assert [] == [
            line for line in script.splitlines() if " plan -input" in line and "> /dev/null" not in line
        ]


def test_applies_only_what_was_reviewed() -> None:
    """All is planned, then compared, then applied; what is applied is the file that was compared."""
    steps = [
        step.get("run", "") for step in parsed(ROOT / ".github/workflows/apply.yml")["jobs"]["apply"]["steps"]
    ]
    planned, compared, applied = (
        next(index for index, script in enumerate(steps) if words in script)
        for words in ("-out=plan", "--check-fresh", "apply -input=false -no-color plan")
    )
    assert planned < compared < applied
