"""A plan file's JSON, or one line that says what the file is instead."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any, NoReturn

import msgspec

from futago.errors import PlanError

MAX_PLAN_BYTES = 256 * 1024 * 1024
"""A plan of 5,000 resources takes some 50 MiB; what is larger would take gigabytes of memory to read."""

_HEAD_BYTES = 64
_SHOW = "terraform show -json tfplan > plan.json"
_BOMS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
"""PowerShell 5 writes what ``>`` redirects as UTF-16 (about_Redirection); Python knows it by the mark."""
_DETAIL = re.compile(r"^(?:JSON is malformed: )?([^`]*).*$", re.DOTALL)
"""What msgspec says, without quotations of the file."""


class Document(msgspec.Struct, gc=False):
    """The parts of a plan that the review reads; the rest, two thirds of the file, is skipped unread.

    Attributes are Terraform's (Terraform, "JSON Output Format", Plan Representation); those of a state are
    there to tell one. Nothing is known of their types yet.
    """

    format_version: Any = None
    terraform_version: Any = None
    variables: Any = None
    resource_changes: Any = None
    resource_drift: Any = None
    deferred_changes: Any = None
    output_changes: Any = None
    checks: Any = None
    configuration: Any = None
    timestamp: Any = None
    applyable: Any = None
    complete: Any = None
    errored: Any = None
    planned_values: msgspec.Raw = msgspec.Raw()
    version: Any = None
    lineage: Any = None
    values: msgspec.Raw = msgspec.Raw()


_DECODER = msgspec.json.Decoder(Document)


def read_document(path: Path) -> Document:
    """The plan in a file that ``terraform show -json`` wrote.

    Args:
        path: the file; a pipe will do.

    Raises:
        PlanError: it can't be read, is too large, or is no such plan.
    """
    try:
        with path.open("rb") as file:
            _refuse_by_head(path, file.peek(_HEAD_BYTES)[:_HEAD_BYTES])
            size = os.fstat(file.fileno()).st_size
            if size > MAX_PLAN_BYTES:
                _refuse_size(path)
            # A pipe has no size: one byte more than allowed tells that there is too much. For a file that
            # would be 256 MiB set aside first, which takes longer than reading it.
            content = file.read((size or MAX_PLAN_BYTES) + 1)
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


def _parsed(path: Path, content: bytes) -> Document:
    if content.startswith(_BOMS):
        content = _as_utf_8(path, content)
    try:
        return _DECODER.decode(content)
    except msgspec.DecodeError as error:
        said = str(error)
        if content.lstrip().startswith(b'{"@'):
            raise PlanError(
                f"{path}: is the log of `terraform plan -json`, which leaves most of the plan out",
                next_command=_SHOW,
            ) from None
        cut = "it is cut off" if "truncated" in said else _DETAIL.sub(r"\1", said)
        raise PlanError(f"{path}: is not JSON of a plan: {cut}", next_command=_SHOW) from None
    except UnicodeDecodeError:
        raise PlanError(f"{path}: is not text in UTF-8", next_command=_SHOW) from None
    except RecursionError:
        raise PlanError(f"{path}: is nested too deeply for a plan", next_command=_SHOW) from None


def _as_utf_8(path: Path, content: bytes) -> bytes:
    encoding = "utf-8-sig" if content.startswith(_BOMS[0]) else "utf-16"
    try:
        return content.decode(encoding).encode()
    except UnicodeDecodeError:
        raise PlanError(f"{path}: is not text in UTF-8 or UTF-16", next_command=_SHOW) from None


def _refuse_other_json(path: Path, document: Document) -> None:
    """Refuse other JSON of Terraform's ("JSON Output Format": only the major version breaks readers)."""
    version = document.format_version
    if document.lineage or isinstance(document.version, int) or document.values:
        raise PlanError(f"{path}: is a state, not a plan", next_command=_SHOW)
    parts = (document.resource_changes, document.configuration, document.output_changes)
    has_part = bool(document.planned_values) or any(part is not None for part in parts)
    if not isinstance(version, str) or not has_part:
        raise PlanError(f"{path}: is JSON, but no plan", next_command=_SHOW)
    if not re.fullmatch(r"1\.\d{1,4}", version):
        found = version if re.fullmatch(r"\d{1,4}\.\d{1,4}", version) else "of an unknown form"
        raise PlanError(
            f"{path}: has format_version {found}; allowed: 1.x, written by Terraform 1.1 and newer"
        )
