"""Loads plan files as JSON and drops them, one after the other: the least that any reader of them must do."""

from __future__ import annotations

import json
import sys
from pathlib import Path

for name in sys.argv[1:]:
    with Path(name).open("rb") as file:
        json.load(file)
