"""Whether the Terraform state that is needed after the promotion can be reached."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from modules.operation import Permission, Promotion
from modules.proof import Clients
from modules.readiness import Answer, Question, State, known
from regions import Region

_NOT_THERE = frozenset({"404", "NoSuchKey", "NoSuchBucket"})


def questions(promotion: Promotion, folder: Path | None) -> Iterator[Question]:
    """One a bucket: the state of the Region being activated, and that of what ties the two.

    The state of the Region that is left is not asked for: nobody plans a Region that may be dark.

    Args:
        promotion: what is asked about.
        folder: where the states lie on this machine, as they do with the embedded AWS; None for S3.
    """
    names, pair = promotion.estate.names, promotion.estate.pair
    stacks: dict[str, list[str]] = {promotion.to.code: [names.stack(promotion.to.short_code)]}
    stacks.setdefault(pair.second.code, []).extend((names.stack("keys"), names.stack("links")))
    for code, its in stacks.items():
        region = pair[code]
        keys = tuple(names.state_key(stack) for stack in its)
        question_id = f"estate//terraform-state-{region.short_code}"
        what = f"the Terraform state of {', '.join(its)}"
        if folder is not None:
            yield known(question_id, what, region, _here(folder, keys))
            continue
        bucket = names.state_bucket(region.short_code)
        arn = names.bucket_arn(bucket)
        yield Question(
            question_id,
            what,
            region.code,
            partial(_see, region=region, bucket=bucket, keys=keys),
            (
                Permission(("s3:GetObject",), tuple(f"{arn}/{key}" for key in keys), region.code),
                # Else S3 answers 403 for what is not there (S3 API Reference, HeadObject).
                Permission(("s3:ListBucket",), (arn,), region.code),
            ),
        )


def _here(folder: Path, keys: tuple[str, ...]) -> Answer:
    missing = [key for key in keys if not (folder / key).is_file()]
    return _judged(missing, len(keys), str(folder))


def _see(clients: Clients, *, region: Region, bucket: str, keys: tuple[str, ...]) -> Answer:
    s3 = clients.client("s3", region)
    missing = []
    for key in keys:
        try:
            s3.head_object(Bucket=bucket, Key=key)
        except s3.exceptions.ClientError as error:
            if error.response["Error"]["Code"] not in _NOT_THERE:
                raise
            missing.append(key)
    return _judged(missing, len(keys), f"bucket {bucket}")


def _judged(missing: list[str], count: int, where: str) -> Answer:
    if missing:
        return Answer(
            State.WARNING,
            f"{where} has no {', '.join(missing)}: Terraform could change nothing there after the promotion",
            "futago bootstrap, then apply the stacks",
        )
    return Answer(State.OK, f"{count} in {where}")
