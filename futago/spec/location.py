"""Where the spec is: named by the user, by the environment or by cdktf.json."""

from __future__ import annotations

import json
import os
from pathlib import Path

from futago.errors import SpecNotFoundError

VARIABLE = "FUTAGO_SPEC"
CDKTF_FILE = Path("cdktf.json")


def find_spec(given: Path | None = None) -> Path:
    """The spec file: ``given``, else $FUTAGO_SPEC, else ``context.spec`` of ./cdktf.json.

    Raises:
        SpecNotFoundError: none of them names a file that is there.
    """
    if given is not None:
        return _existing(given, "")
    named = os.environ.get(VARIABLE)
    if named:
        return _existing(Path(named), f", which {VARIABLE} names")
    context = _context_spec()
    if context is not None:
        return _existing(context, f", which context.spec of {CDKTF_FILE} names")
    raise SpecNotFoundError(
        f"no spec was given: {VARIABLE} is not set and ./{CDKTF_FILE} has no context.spec",
        next_command="futago validate examples/payments.yaml",
    )


def _existing(path: Path, origin: str) -> Path:
    if path.exists():
        return path
    raise SpecNotFoundError(f"there is no spec {path}{origin}", next_command="futago validate SPEC")


def _context_spec() -> Path | None:
    try:
        document = json.loads(CDKTF_FILE.read_bytes())
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        raise SpecNotFoundError(f"./{CDKTF_FILE} can't be read: {error}") from None
    context = document.get("context") if isinstance(document, dict) else None
    spec = context.get("spec") if isinstance(context, dict) else None
    return Path(spec) if isinstance(spec, str) and spec else None
