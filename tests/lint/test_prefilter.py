"""What the look at bytes keeps."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from futago.lint.file_lint import FileLint
from futago.lint.prefilter import Prefilter
from futago.lint.sought import Sought


@pytest.mark.parametrize("suffix", ["log", "csv"])
def test_nothing_is_kept_of_files_for_people(tmp_path: Path, suffix: str) -> None:
    """However many logs name a Region, no memory goes into where they do."""
    logs = [tmp_path / f"{number}.{suffix}" for number in range(20)]
    for log in logs:
        log.write_text("from us-east-1\n" * 1000)
    prefilter = Prefilter(Sought())
    before = _kept_bytes(prefilter)
    assert [] == FileLint(prefilter).lint([str(log) for log in logs]).findings
    assert _kept_bytes(prefilter) <= before + 1000


def _kept_bytes(prefilter: Prefilter) -> int:
    return sum(sys.getsizeof(each) for each in vars(prefilter).values() if isinstance(each, list))
