"""What a verification of a bucket found, in words and as data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from futago.backfill.amount import size_text
from futago.backfill.verify.checkpoint import Checkpoint, Progress
from futago.backfill.verify.difference import MEANINGS, Difference, Kind, Sides
from futago.backfill.verify.verification import LOOKED_AT


@dataclass(frozen=True)
class PairVerified:
    """What a verification of a bucket found.

    Attributes:
        name: the bucket's name in the spec.
        one: the first bucket.
        other: the second.
        sides: what was asked of them.
        how: what was read, by the Region's short code.
        sample: the share of equal versions that was looked at closely.
        progress: the counts.
        checkpoint: where the differences are.
    """

    name: str
    one: str
    other: str
    sides: Sides
    how: Mapping[str, str]
    sample: float
    progress: Progress
    checkpoint: Checkpoint

    @property
    def is_equal(self) -> bool:
        """Whether there is no difference."""
        return not self.progress.kinds

    @property
    def file(self) -> Path:
        """Every difference, a line of JSON each."""
        return self.checkpoint.differences

    def differences(self) -> Iterator[Difference]:
        """Every difference, in the order of their keys."""
        return self.checkpoint.read()

    def said(self) -> list[str]:
        """What was compared, how, what came of it, and what was not compared; in words."""
        tally, kinds = self.progress.tally, self.progress.kinds
        lines = [
            self._counted(),
            f"read by {', '.join(f'{how} in {code}' for code, how in self.how.items())}",
            f"ETags: {tally.etags_equal:,} equal"
            + (f", {tally.etags_apart:,} differ, as they may under SSE-KMS" if tally.etags_apart else ""),
            self._sampled(),
        ]
        if not self.sides.markers:
            lines.append("delete markers: not compared, for the spec does not replicate them")
        if len(self.sides.sources) == 1:
            (source,) = self.sides.sources
            lines.append(f"only what {source} has was looked for, not what the other has besides")
        lines += [f"{kind}: {count:,}: {MEANINGS[Kind(kind)]}" for kind, count in sorted(kinds.items())]
        if kinds[Kind.MISSING.value] > LOOKED_AT:
            lines.append(f"replication statuses: of the first {LOOKED_AT:,} missing versions only")
        return lines

    def _counted(self) -> str:
        tally = self.progress.tally
        one, other = (
            f"{count:,} versions ({size_text(size)})"
            for count, size in zip(tally.versions, tally.bytes, strict=True)
        )
        return f"{tally.keys:,} keys; {one} and {other}; {tally.equal:,} with the same id and size"

    def _sampled(self) -> str:
        tally = self.progress.tally
        if not self.sample:
            return "checksums and replication statuses of equal versions: not compared (--sample does)"
        return (
            f"a sample of {self.sample:.2%}, {tally.sampled:,} versions: {tally.checksums_equal:,} have "
            "equal checksums, the others have none; replication statuses compared"
        )

    def as_json(self, most: int | None) -> dict[str, Any]:
        """Everything as plain data, with so many differences; all by None."""
        return {
            "bucket": self.name,
            "buckets": [self.one, self.other],
            "equal": self.is_equal,
            "looked_for_versions_of": sorted(self.sides.sources),
            "read_by": dict(self.how),
            "sample": self.sample,
            "delete_markers_compared": self.sides.markers,
            "began": self.progress.began,
            "counts": asdict(self.progress.tally),
            "kinds": dict(self.progress.kinds),
            "differences_file": str(self.file),
            "differences": [asdict(each) for each in islice(self.differences(), most)],
        }
