"""The scripts in the workflows, run as a runner runs them; Terraform and GitHub are played."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.fake_github import BOT, BOT_TOKEN, NUMBER, REPOSITORY, FakeGitHub, serving

ROOT = Path(__file__).parents[2]
FUTAGO = Path(sys.executable).parent / "futago"
STACKS = ["shop-keys", "shop-apne1", "shop-apne3", "shop-links"]
COMMIT = "c" * 40
CANARY = "canary-in-the-plans-text"

TERRAFORM = f"""#!/bin/sh
folder=${{1#-chdir=}}; case "$1" in -chdir=*) cd "$folder"; shift;; esac
stack=$(basename "$PWD")
case "$1" in
  plan) echo "password = {CANARY}"; cp "$PLANNED/$stack.json" plan; exit "${{PLAN_EXIT:-0}}" ;;
  show) cat plan ;;
  apply) cmp -s plan "$PLANNED/$stack.json" && echo "$stack" >> "$APPLIED" ;;
esac
"""

# Synthesis is tested elsewhere; here it is a list of stacks.
FUTAGO_OF_THE_CHECKOUT = f"""#!/bin/sh
[ "$1" = synth ] || exec {FUTAGO} "$@"
for stack in {" ".join(STACKS)}; do
  mkdir -p "cdktf.out/stacks/$stack"; echo "cdktf.out/stacks/$stack/cdk.tf.json"
done
"""


def steps(workflow: str, job: str) -> list[dict[str, Any]]:
    """A job's scripts, in order."""
    content = yaml.safe_load((ROOT / ".github" / "workflows" / f"{workflow}.yml").read_text(encoding="utf-8"))
    return [
        step for step in content["jobs"][job]["steps"] if "run" in step and step["run"] != "make environment"
    ]


@dataclass
class Runner:
    """A runner with a checkout; each job gets a folder of its own."""

    folder: Path
    github: FakeGitHub

    def plan_of(self, stack: str, display_name: str) -> None:
        """Let Terraform plan this for a stack."""
        arn = f"arn:aws:sns:ap-northeast-1:123456789012:{stack}"
        change = {
            "actions": ["update"],
            "before": {"arn": arn, "display_name": "old"},
            "after": {"arn": arn, "display_name": display_name},
        }
        entry = {
            "address": f"aws_sns_topic.{stack}",
            "mode": "managed",
            "type": "aws_sns_topic",
            "name": stack,
            "change": change,
        }
        content = {"format_version": "1.2", "terraform_version": "1.11.4", "resource_changes": [entry]}
        (self.folder / "planned" / f"{stack}.json").write_text(json.dumps(content))

    def run(
        self, workflow: str, job: str, checkout: str, **variables: str
    ) -> subprocess.CompletedProcess[str]:
        """Run a job's scripts one after the other until one fails; expressions come as ``variables``."""
        folder = self.folder / checkout
        (folder / ".venv" / "bin").mkdir(parents=True, exist_ok=True)
        program = folder / ".venv" / "bin" / "futago"
        program.write_text(FUTAGO_OF_THE_CHECKOUT)
        program.chmod(0o755)
        done = subprocess.CompletedProcess[str]([], 0, "", "")
        for step in steps(workflow, job):
            done = subprocess.run(
                ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
                cwd=folder,
                env={**self.variables(), **variables},
                capture_output=True,
                text=True,
                timeout=60,
                check=False,
            )
            assert CANARY not in done.stdout + done.stderr
            assert BOT_TOKEN not in done.stdout + done.stderr
            if done.returncode:
                return done
        return done

    def variables(self) -> dict[str, str]:
        """What GitHub Actions sets."""
        return {
            "PATH": f"{self.folder / 'bin'}{os.pathsep}{os.environ['PATH']}",
            "HOME": str(self.folder),
            "PLANNED": str(self.folder / "planned"),
            "APPLIED": str(self.folder / "applied"),
            "RUNNER_TEMP": str(self.folder / "temp"),
            "GITHUB_OUTPUT": str(self.folder / "output"),
            "GITHUB_STEP_SUMMARY": str(self.folder / "summary"),
            "GITHUB_API_URL": self.github.url,
            "GITHUB_REPOSITORY": REPOSITORY,
            "GITHUB_TOKEN": BOT_TOKEN,
            "FUTAGO_SPEC": str(ROOT / "examples" / "payments.yaml"),
            "PLAN_PASSPHRASE": "a long random text",
        }

    def review(self) -> subprocess.CompletedProcess[str]:
        """The whole of plan.yml, artifacts carried from job to job as the actions do."""
        self.run("plan", "validate", "validate")
        for stack in STACKS:
            self.run("plan", "plan", f"plan-{stack}", STACK=stack)
        sealed = self.folder / "review" / "sealed"
        sealed.mkdir(parents=True)
        for file in self.folder.glob("plan-*/sealed/*.json.gpg"):
            file.rename(sealed / file.name)
        listed = (self.folder / "output").read_text().removeprefix("stacks=")
        return self.run("plan", "review", "review", STACKS=listed, GITHUB_REF=f"refs/pull/{NUMBER}/merge")

    def apply(self) -> subprocess.CompletedProcess[str]:
        """The whole of apply.yml, on the push of the merge."""
        pull = {"number": NUMBER, "merged_at": "2026-11-22T00:00:00Z", "merge_commit_sha": COMMIT}
        self.github.commits[COMMIT] = [pull]
        return self.run("apply", "apply", "apply", GITHUB_REF="refs/heads/main", GITHUB_SHA=COMMIT)

    def applied(self) -> list[str]:
        """The stacks that were applied, in order."""
        file = self.folder / "applied"
        return file.read_text().split() if file.exists() else []


@pytest.fixture
def runner(tmp_path: Path) -> Iterator[Runner]:
    """A runner whose Terraform plans a change in every stack."""
    for name in ("bin", "planned", "temp"):
        (tmp_path / name).mkdir()
    (tmp_path / "bin" / "terraform").write_text(TERRAFORM)
    (tmp_path / "bin" / "terraform").chmod(0o755)
    with serving(FakeGitHub()) as github:
        runner = Runner(tmp_path, github)
        for stack in STACKS:
            runner.plan_of(stack, "new")
        yield runner
    subprocess.run(["gpgconf", "--kill", "gpg-agent"], env=runner.variables(), check=True)


def test_stacks_are_listed_for_the_matrix(runner: Runner) -> None:
    """The matrix gets every stack, in order."""
    assert 0 == runner.run("plan", "validate", "validate").returncode
    assert STACKS == json.loads((runner.folder / "output").read_text().removeprefix("stacks="))


def test_plans_leave_their_job_encrypted(runner: Runner) -> None:
    """The one file that is uploaded does not hold the plan in clear."""
    runner.run("plan", "plan", "plan", STACK="shop-keys")
    sealed = (runner.folder / "plan" / "sealed" / "shop-keys.json.gpg").read_bytes()
    assert b"aws_sns_topic" not in sealed


def test_no_passphrase_no_artifact(runner: Runner) -> None:
    """Without the secret the job fails and says what to set; nothing is there to be uploaded."""
    done = runner.run("plan", "plan", "plan", STACK="shop-keys", PLAN_PASSPHRASE="")
    assert (1, "::error::set the secret PLAN_PASSPHRASE\n") == (done.returncode, done.stdout)
    assert not (runner.folder / "plan" / "sealed").exists()


def test_all_plans_are_reviewed_in_one_comment(runner: Runner) -> None:
    """From the spec to the comment, through the encrypted artifacts."""
    done = runner.review()
    assert 0 == done.returncode, done.stderr
    (comment,) = runner.github.by(BOT)
    assert comment.startswith("<!-- futago:review estate=payments fingerprint=sha256:")
    assert STACKS == [stack for stack in STACKS if stack in comment]
    assert (runner.folder / "summary").read_text()


def test_a_missing_plan_fails_the_review(runner: Runner) -> None:
    """A review that lacks a stack would say too little."""
    runner.run("plan", "validate", "validate")
    done = runner.run("plan", "review", "review", STACKS=json.dumps(STACKS))
    assert 0 != done.returncode
    assert [] == runner.github.comments


def test_applies_what_was_reviewed(runner: Runner) -> None:
    """The same plans are applied, in the order of the stacks."""
    runner.review()
    done = runner.apply()
    assert (0, STACKS) == (done.returncode, runner.applied()), done.stderr


def test_applies_nothing_else(runner: Runner) -> None:
    """One stack that plans something else since the review stops all of them."""
    runner.review()
    runner.plan_of("shop-links", "newer")
    done = runner.apply()
    assert (1, []) == (done.returncode, runner.applied())
    assert "these are not the plans that were reviewed" in done.stderr


def test_applies_nothing_unreviewed(runner: Runner) -> None:
    """Without a review nothing is applied."""
    done = runner.apply()
    assert (1, []) == (done.returncode, runner.applied())
    assert "has no review of payments" in done.stderr


@pytest.mark.parametrize(("code", "drifted"), [("0", "false"), ("2", "true")])
def test_drift_is_told_to_the_issue(runner: Runner, code: str, drifted: str) -> None:
    """What -detailed-exitcode says decides about the issue."""
    done = runner.run("drift", "drift", "drift", PLAN_EXIT=code)
    assert 0 == done.returncode, done.stderr
    assert f"drifted={drifted}\n" == (runner.folder / "output").read_text()
    assert "shop-links" in (runner.folder / "drift" / "review.md").read_text()


def test_drift_that_cannot_be_seen_fails(runner: Runner) -> None:
    """A stack that can't be planned is no stack without drift."""
    done = runner.run("drift", "drift", "drift", PLAN_EXIT="1")
    assert 1 == done.returncode
    assert not (runner.folder / "output").exists()


@pytest.mark.parametrize(("changes", "code"), [(STACKS, 1), ([], 0)])
def test_gitlab_fails_on_drift(runner: Runner, changes: list[str], code: int) -> None:
    """The template's last line reads the review's JSON as it is written."""
    for stack in set(STACKS) - set(changes):
        content = {"format_version": "1.2", "terraform_version": "1.11.4", "resource_changes": []}
        (runner.folder / "planned" / f"{stack}.json").write_text(json.dumps(content))
    template = yaml.safe_load((ROOT / "ci-templates" / "gitlab.yml").read_text(encoding="utf-8"))
    programs = runner.folder / ".venv" / "bin"
    programs.mkdir(parents=True)
    (programs / "futago").symlink_to(FUTAGO)
    (programs / "python").symlink_to(sys.executable)
    (runner.folder / "plans").symlink_to(runner.folder / "planned")
    done = subprocess.run(
        ["sh", "-ec", "\n".join(template["futago-drift"]["script"])],
        cwd=runner.folder,
        env=runner.variables(),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (code, "") == (done.returncode, done.stderr)
