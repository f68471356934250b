"""The hidden first line of a review's comment: whose comment it is, and of which plans."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Self
from urllib.parse import quote, unquote

_LINE = re.compile(r"<!-- futago:review estate=(\S*) fingerprint=(sha256:[0-9a-f]{64}) -->")


@dataclass(frozen=True, slots=True)
class Marker:
    """What the hidden line says.

    It stands at the very start of a comment: further down it may be a quotation.

    Attributes:
        estate: tells this comment from others of the same pull request; may be empty.
        fingerprint: the canonical hash of the plans that were reviewed.
    """

    estate: str
    fingerprint: str

    @classmethod
    def read(cls, body: str) -> Self | None:
        """The marker that a comment starts with, if it does."""
        line = _LINE.match(body)
        return cls(unquote(line[1]), line[2]) if line else None

    def __str__(self) -> str:
        # Percent-encoded, no name can close the comment or look like the other field.
        return f"<!-- futago:review estate={quote(self.estate, safe='')} fingerprint={self.fingerprint} -->"
