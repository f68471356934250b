"""Writes anew what is said about every broken spec: ``python -m tests.spec.rewrite_broken_specs``.

For a new broken spec, or after a message was changed on purpose. The diff is what a review has to read.
"""

from __future__ import annotations

from pathlib import Path

from tests.spec.test_broken_specs import BROKEN, expected, said


def rewrite(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    body = "".join(text.splitlines(keepends=True)[len(expected(path)) :])
    path.write_text(body, encoding="utf-8")
    count = len(said(path))
    path.write_text("#\n" * count + body, encoding="utf-8")
    header = "".join(f"# {line}\n" for line in said(path))
    path.write_text(header + body, encoding="utf-8")


if __name__ == "__main__":
    for each in BROKEN:
        rewrite(each)
