"""Object Lock lowered."""

from modules.losses import any_of, equals, lower, no_longer
from modules.review import Level, Rule
from modules.s3.settings import deleted_alone

RETENTION = ("rule", 0, "default_retention", 0)

RULE = Rule(
    id="s3-object-lock-lowered",
    level=Level.ERROR,
    title="Object Lock of a bucket is lowered",
    why=(
        "New versions can be deleted earlier, or at all: what protected against deletion by mistake and by "
        "attackers is gone (Amazon S3 User Guide, 'Locking objects with Object Lock')."
    ),
    remedy="Keep mode and duration; a shorter retention is a decision of the owner of the data.",
    types=frozenset({"aws_s3_bucket_object_lock_configuration"}),
    find=any_of(
        deleted_alone("new versions are no longer locked"),
        no_longer((*RETENTION, "mode"), equals("COMPLIANCE"), "those with permission may delete versions"),
        lower((*RETENTION, "days"), "new versions are locked for a shorter time"),
        lower((*RETENTION, "years"), "new versions are locked for a shorter time"),
    ),
)
