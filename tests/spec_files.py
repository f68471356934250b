"""Spec files as tests write and name them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

SpecWriter = Callable[[str], Path]
"""Writes a spec and returns its path; the fixture ``spec`` is one."""

EXAMPLES = tuple(sorted((Path(__file__).parents[1] / "examples").glob("*.yaml")))

MINIMAL = 'estate: shop\naccount: "123456789012"\n'
WITH_KEY = f"{MINIMAL}keys: {{main: {{}}}}\n"
