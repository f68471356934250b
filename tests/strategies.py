"""Hypothesis strategies, all in one place."""

from __future__ import annotations

from hypothesis import strategies as st
from spec_files import EXAMPLES

_PIECES = (
    *("estate", "account", "keys", "databases", "main", "regions", "ap-northeast-3", "<<", "*a", "&a "),
    *(": ", "- ", "\n", "\n  ", "\n    ", "{", "}", "[", "]", ", ", '"', "'", "|", ">", "#", "? ", "!t "),
    *("1", "-1", "0.5", "true", "null", "~", ".nan", "1e999", "\t", "\0", "é", "\u202e", "---\n", "%"),
)

yaml_like = st.lists(st.sampled_from(_PIECES), max_size=40).map("".join)
"""Text that a YAML parser takes seriously, and that is hardly ever a spec."""


@st.composite
def mangled_examples(draw: st.DrawFn) -> str:
    """An example with a piece of it replaced by something else."""
    text = draw(st.sampled_from(EXAMPLES)).read_text(encoding="utf-8")
    start = draw(st.integers(0, len(text)))
    end = draw(st.integers(start, min(len(text), start + 30)))
    return text[:start] + draw(yaml_like) + text[end:]
