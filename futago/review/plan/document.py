"""A plan file's JSON, or one line that says what the file is instead."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NoReturn

from futago.errors import PlanError

MAX_PLAN_BYTES = 256 * 1024 * 1024
"""A plan of 5,000 resources takes some 50 MiB; what is larger would take gigabytes of memory to read."""

_HEAD_BYTES = 64
_SHOW = "terraform show -json tfplan > plan.json"
_PARTS = {"resource_changes", "planned_values", "configuration", "output_changes"}
_BOMS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
"""PowerShell 5 writes what ``>`` redirects as UTF-16 (about_Redirection); json.loads knows it by the mark."""


def read_document(path: Path) -> Mapping[str, Any]:
    """The plan in a file that ``terraform show -json`` wrote.

    Args:
        path: the file; a pipe will do.

    Raises:
        PlanError: it can't be read, is too large, or is no such plan.
    """
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD_BYTES)
            _refuse_by_head(path, head)
            size = os.fstat(file.fileno()).st_size
            if size > MAX_PLAN_BYTES:
                _refuse_size(path)
            # A pipe has no size: one byte more than allowed tells that there is too much.
            content = head + file.read(MAX_PLAN_BYTES + 1 - len(head))
    except OSError as error:
        raise PlanError(f"{path}: can't be read: {error.strerror}") from error
    if len(content) > MAX_PLAN_BYTES:
        _refuse_size(path)
    document = _parsed(path, content)
    _refuse_other_json(path, document)
    return document


def _refuse_by_head(path: Path, head: bytes) -> None:
    """Refuse what a few bytes show to be no JSON object, before the rest is read."""
    if not head:
        raise PlanError(f"{path}: is empty (0 bytes); did `terraform show -json` fail?", next_command=_SHOW)
    if head.startswith(b"PK\x03\x04"):
        raise PlanError(
            f"{path}: is Terraform's own plan file; the review reads its JSON",
            next_command=f"terraform show -json {path.name} > {path.stem}.json",
        )
    if not head.startswith(_BOMS) and not head.lstrip().startswith(b"{"):
        raise PlanError(f"{path}: is not JSON of a plan: it does not begin with {{", next_command=_SHOW)


def _refuse_size(path: Path) -> NoReturn:
    raise PlanError(
        f"{path}: is larger than {MAX_PLAN_BYTES >> 20} MiB; split the stack, or plan it in parts"
    )


def _parsed(path: Path, content: bytes) -> Mapping[str, Any]:
    try:
        document = json.loads(content)
    except json.JSONDecodeError as error:
        if content.lstrip().startswith(b'{"@'):
            raise PlanError(
                f"{path}: is the log of `terraform plan -json`, which leaves most of the plan out",
                next_command=_SHOW,
            ) from None
        cut = " (cut off?)" if error.pos >= len(error.doc.rstrip()) - 1 else ""
        place = f"line {error.lineno}, column {error.colno}"
        raise PlanError(f"{path}: is not JSON at {place}: {error.msg}{cut}", next_command=_SHOW) from None
    except UnicodeDecodeError:
        raise PlanError(f"{path}: is not text in UTF-8", next_command=_SHOW) from None
    except RecursionError:
        raise PlanError(f"{path}: is nested too deeply for a plan", next_command=_SHOW) from None
    except ValueError:  # a number of more than 4,300 digits (Python, "Integer string conversion limit")
        raise PlanError(f"{path}: holds a number that is too long for a plan", next_command=_SHOW) from None
    if not isinstance(document, dict):
        raise PlanError(f"{path}: is JSON, but no plan", next_command=_SHOW)
    return document


def _refuse_other_json(path: Path, document: Mapping[str, Any]) -> None:
    """Refuse other JSON of Terraform's ("JSON Output Format": only the major version breaks readers)."""
    version = document.get("format_version")
    if "lineage" in document or isinstance(document.get("version"), int) or set(document) >= {"values"}:
        raise PlanError(f"{path}: is a state, not a plan", next_command=_SHOW)
    if not isinstance(version, str) or not document.keys() & _PARTS:
        raise PlanError(f"{path}: is JSON, but no plan", next_command=_SHOW)
    if not re.fullmatch(r"1\.\d{1,4}", version):
        found = version if re.fullmatch(r"\d{1,4}\.\d{1,4}", version) else "of an unknown form"
        raise PlanError(
            f"{path}: has format_version {found}; allowed: 1.x, written by Terraform 1.1 and newer"
        )
