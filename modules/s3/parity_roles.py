"""The roles that S3 takes for a bucket, as parity sees them."""

from __future__ import annotations

from collections.abc import Iterator

from modules.kms.seen_key import seen_key_arn
from modules.parity import Aspect, Fact, Look
from modules.s3.roles import End, batch_role, replication_role
from modules.s3.seen import bucket_of
from modules.seen_role import role_fact, role_setting
from modules.terraform.reference import Reference
from regions import Region

REPLICATION_ROLE = role_setting("replication role")
BATCH_ROLE = role_setting("batch role")


def _see_roles(look: Look) -> Iterator[Fact]:
    names, label = look.estate.names, look.estate.names.label(look.name, look.inputs.name)
    source, to = _end(look, look.region), _end(look, look.other)
    replication = replication_role(names, label, inputs=look.here, source=source, to=to)
    yield role_fact(REPLICATION_ROLE, look, replication)
    yield role_fact(BATCH_ROLE, look, batch_role(names, look.name, label, source=source))


def _end(look: Look, region: Region) -> End:
    """A multi-Region key has the same id everywhere, so that nobody asks the other Region for its own."""
    key = seen_key_arn(look, look.inputs.key) or ""
    return End(
        region=region,
        bucket_arn=look.estate.names.bucket_arn(bucket_of(look, region)),
        key_arn=Reference(key.replace(look.region.code, region.code)),
        prefix=look.inputs.replication.prefix,
    )


ROLE_ASPECTS = (Aspect((REPLICATION_ROLE, BATCH_ROLE), _see_roles),)
