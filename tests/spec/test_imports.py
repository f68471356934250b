"""What reading a spec costs at the start."""

from __future__ import annotations

import subprocess
import sys

from tests.spec_files import EXAMPLES


def test_validation_loads_neither_cdktf_nor_boto3() -> None:
    """A spec is read without cdktf, jsii and boto3, of which the first takes a second to import."""
    program = (
        "import sys; from pathlib import Path; from futago.spec import schema, validate\n"
        "[validate(Path(path)) for path in sys.argv[1:]]; schema()\n"
        "print(*sorted({'cdktf', 'constructs', 'jsii', 'boto3', 'botocore'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, *map(str, EXAMPLES)], capture_output=True, text=True, check=True
    )
    assert "" == done.stdout.strip()
