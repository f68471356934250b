"""Comparing two buckets: what is a difference, in key order, in little memory, from where it stopped."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from futago.backfill.verify.checkpoint import Checkpoint, Progress
from futago.backfill.verify.difference import Difference, Kind, Sides, Tally, differences
from futago.backfill.verify.merge import side_by_side
from futago.backfill.verify.verification import KEPT_EVERY, Comparison, compare
from futago.backfill.verify.version import Group, Version
from futago.errors import AwsError, BackfillError

BOTH = Sides(("apne1", "apne3"), frozenset({"apne1", "apne3"}), markers=True)


def a_version(
    version_id: str = "1", size: int = 1, *, etag: str = "e", latest: bool = True, **more: str
) -> Version:
    return Version(version_id, size, etag, latest, is_marker=False, storage_class="STANDARD", **more)


def a_marker(version_id: str = "m", *, latest: bool = True) -> Version:
    return Version(version_id, 0, "", latest, is_marker=True, storage_class="")


def kinds(one: Sequence[Version], other: Sequence[Version], sides: Sides = BOTH) -> list[tuple[Kind, str]]:
    """Kind and Region of every difference of a key."""
    return [(each.kind, each.here) for each in differences("k", one, other, sides, Tally.new())]


class Listed:
    """A listing from memory, which can break off."""

    def __init__(self, groups: Sequence[Group], breaks_after: int | None = None) -> None:
        self.groups_listed = groups
        self.breaks_after = breaks_after
        self.asked_after: list[str] = []

    def groups(self, after: str) -> Iterator[Group]:
        """The keys behind ``after``, until it breaks off."""
        self.asked_after.append(after)
        for number, group in enumerate(each for each in self.groups_listed if each[0] > after):
            if number == self.breaks_after:
                raise AwsError("the Region went dark")
            yield group


EQUAL = {
    "the same version": ([a_version()], [a_version()]),
    "other ETags where nothing says that they are digests": ([a_version()], [a_version(etag="other")]),
    "other ETags under SSE-KMS": (
        [a_version(encryption="SSE-KMS")],
        [a_version(etag="other", encryption="SSE-KMS")],
    ),
    "other ETags of several parts": (
        [a_version(etag="a-2", encryption="SSE-S3")],
        [a_version(etag="b-2", encryption="SSE-S3")],
    ),
    "hidden on both sides by other markers": (
        [a_marker("m"), a_version(latest=False)],
        [a_marker("n"), a_version(latest=False)],
    ),
    "hidden here and never there": ([a_marker()], []),
}


@pytest.mark.parametrize("case", EQUAL)
def test_no_difference(case: str) -> None:
    """What is equal, or can't be told apart, is no difference."""
    assert [] == kinds(*EQUAL[case])


DIFFERENT = {
    "only here": ([a_version()], [], [(Kind.MISSING, "apne1")]),
    "only there": ([], [a_version()], [(Kind.MISSING, "apne3")]),
    "an older version is missing": (
        [a_version("2"), a_version("1", latest=False)],
        [a_version("2")],
        [(Kind.MISSING, "apne1")],
    ),
    "another size": ([a_version(size=1)], [a_version(size=2)], [(Kind.SIZE, "apne1")]),
    "another digest": (
        [a_version(encryption="SSE-S3")],
        [a_version(etag="other", encryption="SSE-S3")],
        [(Kind.CONTENT, "apne1")],
    ),
    "another current version": (
        [a_version("2"), a_version("1", latest=False)],
        [a_version("1"), a_version("2", latest=False)],
        [(Kind.CURRENT, "apne1")],
    ),
    "hidden here alone": (
        [a_marker(), a_version(latest=False)],
        [a_version()],
        [(Kind.HIDDEN, "apne1")],
    ),
    "hidden there alone": (
        [a_version()],
        [a_marker(), a_version(latest=False)],
        [(Kind.HIDDEN, "apne3")],
    ),
    "failed to replicate": ([a_version(status="FAILED")], [a_version()], [(Kind.STATUS, "apne1")]),
}


@pytest.mark.parametrize("case", DIFFERENT)
def test_difference(case: str) -> None:
    """Each kind of difference is found, on its side."""
    one, other, expected = DIFFERENT[case]
    assert expected == kinds(one, other)


def test_markers_that_are_not_replicated_are_not_compared() -> None:
    """Where the spec replicates no delete markers, one that hides here alone is as it should be."""
    sides = Sides(("apne1", "apne3"), frozenset({"apne1", "apne3"}), markers=False)
    assert [] == kinds([a_marker(), a_version(latest=False)], [a_version()], sides)


def test_one_direction_looks_for_its_own_versions_only() -> None:
    """Out of Tokyo, what only Osaka has is not asked for."""
    sides = Sides(("apne1", "apne3"), frozenset({"apne1"}), markers=True)
    assert [] == kinds([], [a_version()], sides)
    assert [(Kind.MISSING, "apne1")] == kinds([a_version()], [], sides)


def test_counts_what_it_compares() -> None:
    """The tally says how much was compared, and how."""
    tally = Tally.new()
    list(differences("k", [a_version(size=3), a_version("2", 4)], [a_version(size=3)], BOTH, tally))
    assert (1, [2, 1], [7, 3], 1, 1) == (
        tally.keys,
        tally.versions,
        tally.bytes,
        tally.equal,
        tally.etags_equal,
    )


KEYS = st.lists(st.text(min_size=1, max_size=3), unique=True).map(sorted)


@given(KEYS, KEYS)
def test_merge_is_the_union_in_order(one: list[str], other: list[str]) -> None:
    """Every key of either side comes once, in order, with its versions on the right side."""
    left = [(key, [a_version("left")]) for key in one]
    right = [(key, [a_version("right")]) for key in other]
    merged = list(side_by_side(iter(left), iter(right)))
    assert sorted({*one, *other}) == [key for key, _, _ in merged]
    assert set(one) == {key for key, mine, _ in merged if mine}
    assert set(other) == {key for key, _, its in merged if its}


def test_listing_out_of_order_is_refused() -> None:
    """A listing that is not in order would make differences of what is none."""
    with pytest.raises(BackfillError, match="in order"):
        list(side_by_side(iter([("b", []), ("a", [])]), iter([])))


def groups(count: int) -> list[Group]:
    return [(f"{number:09}", [a_version()]) for number in range(count)]


def checkpoint(folder: Path, **what: str) -> Checkpoint:
    return Checkpoint(folder, "verify", {"what": what})


def kept_keys(found: Checkpoint) -> list[str]:
    return [each.key for each in found.read()]


def test_goes_on_where_it_stopped(tmp_path: Path) -> None:
    """After a Region went dark on the way, the second run asks only for what is behind the checkpoint."""
    count = 2 * KEPT_EVERY + 5
    one = groups(count)
    other = [each for each in one if each[0] not in {"000000003", "000020003"}]
    broken = Comparison(Listed(one, breaks_after=KEPT_EVERY + 7), Listed(other), BOTH)
    with pytest.raises(AwsError, match="dark"):
        compare(broken, checkpoint(tmp_path))
    again = Comparison(Listed(one), Listed(other), BOTH)
    found = checkpoint(tmp_path)
    progress = compare(again, found)
    assert [f"{KEPT_EVERY - 1:09}"] == again.one.asked_after  # type: ignore[attr-defined] # a Listed
    assert count == progress.tally.keys
    assert ["000000003", "000020003"] == kept_keys(found)
    assert {"missing": 2} == progress.kinds


def test_kill_between_two_checkpoints_counts_nothing_twice(tmp_path: Path) -> None:
    """Differences that were written after the last checkpoint are cut off, and found again."""
    found = checkpoint(tmp_path)
    progress = found.resume(afresh=True, now="now")
    progress.after, progress.kinds["missing"] = "b", 1
    found.keep(progress, [Difference(Kind.MISSING, "a", "1", "apne1", "")])
    found.close()
    with found.differences.open("a", encoding="utf-8") as file:
        file.write('{"kind": "missing", "key": "half a li')  # as a kill leaves it
    resumed = checkpoint(tmp_path)
    again = resumed.resume(afresh=False, now="later")
    assert ("b", {"missing": 1}) == (again.after, again.kinds)
    assert "now" == again.began
    again.after = "d"
    resumed.keep(again, [Difference(Kind.MISSING, "c", "1", "apne1", "")])
    assert ["a", "c"] == kept_keys(resumed)
    resumed.close()


VICTIM = """
import sys, time
from pathlib import Path
from tests.backfill.test_backfill_verify import (
    BOTH, KEPT_EVERY, Comparison, Listed, checkpoint, compare, groups
)

class Slow(Listed):
    def groups(self, after):
        yield from super().groups(after)
        time.sleep(600)

count = KEPT_EVERY + 100
compare(Comparison(Slow(groups(count)), Listed(groups(count - 1)), BOTH), checkpoint(Path(sys.argv[1])))
"""


def test_killed_comparison_goes_on(tmp_path: Path) -> None:
    """A comparison that is killed is gone on with by another process, from its last checkpoint."""
    victim = subprocess.Popen(
        [sys.executable, "-c", VICTIM, str(tmp_path)],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    kept = tmp_path / "verify.progress.json"
    while not kept.exists():
        assert victim.poll() is None
        time.sleep(0.05)
    victim.send_signal(signal.SIGKILL)
    victim.wait()
    count = KEPT_EVERY + 100
    again = Comparison(Listed(groups(count)), Listed(groups(count - 1)), BOTH)
    found = checkpoint(tmp_path)
    progress = compare(again, found)
    assert [f"{KEPT_EVERY - 1:09}"] == again.one.asked_after  # type: ignore[attr-defined] # a Listed
    assert (count, [f"{count - 1:09}"]) == (progress.tally.keys, kept_keys(found))


def test_progress_of_another_comparison_is_not_gone_on_with(tmp_path: Path) -> None:
    """With another prefix, sample or bucket the comparison begins anew."""
    found = checkpoint(tmp_path, prefix="a/")
    progress = found.resume(afresh=True, now="now")
    progress.after = "m"
    found.keep(progress, [])
    found.close()
    other = checkpoint(tmp_path, prefix="b/")
    assert "" == other.resume(afresh=False, now="later").after
    other.close()


def test_damaged_progress_begins_anew(tmp_path: Path) -> None:
    """A progress file that can't be read is as none."""
    (tmp_path / "verify.progress.json").write_text("{half", encoding="utf-8")
    found = checkpoint(tmp_path)
    assert Progress(began="now") == found.resume(afresh=False, now="now")
    found.close()


def test_second_run_after_the_end_begins_anew(tmp_path: Path) -> None:
    """A comparison that came to its end is not gone on with."""
    both = Comparison(Listed(groups(3)), Listed([]), BOTH)
    compare(both, checkpoint(tmp_path))
    found = checkpoint(tmp_path)
    progress = compare(both, found)
    assert ["", ""] == both.one.asked_after  # type: ignore[attr-defined] # a Listed
    assert (3, 3) == (progress.tally.keys, len(kept_keys(found)))


def test_progress_is_one_line_of_plain_data(tmp_path: Path) -> None:
    """What is kept can be read by anybody."""
    found = checkpoint(tmp_path)
    found.keep(found.resume(afresh=True, now="now"), [])
    found.close()
    kept = json.loads((tmp_path / "verify.progress.json").read_text(encoding="utf-8"))
    assert {"what", "differences_bytes", "began", "after", "tally", "kinds", "looked"} == set(kept)
