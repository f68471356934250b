"""Reads an application's environment into a record, and says everything that is missing at once.

This file needs nothing but Python: copy it, or let ``futago env APP --format python`` write it together with
the record of an application.
"""

from __future__ import annotations

import dataclasses
import os
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Record = TypeVar("Record", bound="DataclassInstance")


class IncompleteEnvironmentError(LookupError):
    """Variables are missing, empty, or no integers; the message names every one."""


def read(record: type[Record], environ: Mapping[str, str] = os.environ) -> Record:
    """The record with each field from its variable: ``table_carts_name`` from ``FUTAGO_TABLE_CARTS_NAME``.

    Args:
        record: a dataclass whose fields are ``str`` or ``int``.
        environ: where to read.

    Raises:
        IncompleteEnvironmentError: a variable is missing or empty, or no integer where one is wanted.
    """
    values: dict[str, Any] = {}
    faults = []
    for field in dataclasses.fields(record):
        name = f"FUTAGO_{field.name.upper()}"
        value = environ.get(name, "")
        if not value:
            faults.append(f"{name} is {'empty' if name in environ else 'missing'}")
        elif field.type not in {int, "int"}:
            values[field.name] = value
        elif value.isascii() and value.isdecimal():
            values[field.name] = int(value)
        else:
            faults.append(f"{name} is {value!r} and no integer")
    if faults:
        raise IncompleteEnvironmentError(f"{record.__name__}: {'; '.join(faults)}")
    return record(**values)
