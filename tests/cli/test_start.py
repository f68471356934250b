"""The command starts fast: what is slow to import is imported when it is needed."""

from __future__ import annotations

import subprocess
import sys

import pytest

from futago.cli import COMMANDS
from tests.command_line import EXAMPLES, ROOT, environment

PROGRAM = """import sys
from futago.cli import run
code = run(sys.argv[1:])
print(code, *sorted({'cdktf', 'constructs', 'jsii', 'boto3', 'botocore'} & set(sys.modules)), file=sys.stderr)
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
    "arguments",
    [
        ["--help"],
        *([name, "--help"] for name in COMMANDS),
        *(["validate", str(path)] for path in sorted(EXAMPLES.glob("*.yaml"))),
        ["schema"],
    ],
    ids=lambda arguments: " ".join(each.rsplit("/", 1)[-1] for each in arguments),
)
def test_loads_neither_cdktf_nor_boto3(arguments: list[str]) -> None:
    """Help, validation and the schema need neither."""
    assert "0" == loads(*arguments)


def test_synth_loads_cdktf() -> None:
    """The look is no blind one: synthesis loads cdktf, and still no boto3."""
    with_cdktf = loads("synth", str(EXAMPLES / "minimal.yaml"), "-e", "staging", "--out", "/dev/null/nowhere")
    assert "1 cdktf constructs jsii" == with_cdktf
