"""``futago review`` starts fast: it loads what it needs for this one review."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.command_line import ROOT, environment
from tests.review.cli.small_plans import TOPIC, plan

PROGRAM = """import sys
from futago.cli import run
code = run(sys.argv[1:])
heavy = {'cdktf', 'constructs', 'jsii', 'boto3', 'botocore', 'httpx', 'jinja2', 'pydantic'}
print(code, *sorted(heavy & set(sys.modules)), file=sys.stderr)
"""


def loads(*arguments: str) -> str:
    """The exit code, and which of the slow packages a command line has loaded at its end."""
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, *arguments],
        cwd=ROOT,
        env=environment(),
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stderr.splitlines()[-1]


@pytest.mark.parametrize(
    ("options", "loaded"),
    [
        (["--format", "text"], "0"),
        (["--format", "json"], "0"),
        (["--format", "sarif"], "0"),
        (["--format", "markdown"], "0 jinja2"),
        (["--estate", "examples/payments.yaml"], "0 pydantic"),
        (["--check-fresh", "--reviewed", "/dev/null/none"], "2"),
        (["--post", "github"], "2 httpx jinja2"),
    ],
)
def test_loads_only_what_it_needs(tmp_path: Path, options: list[str], loaded: str) -> None:
    """Neither cdktf nor the SDK ever; templates and HTTP for what uses them."""
    assert loaded == loads("review", str(plan(tmp_path / "topic.json", TOPIC)), *options)
