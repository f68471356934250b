"""Leave given to delete a bucket with what is in it."""

from modules.losses import is_on, newly
from modules.review import MAKING, Level, Rule

RULE = Rule(
    id="s3-force-destroy",
    level=Level.ERROR,
    title="A bucket may be deleted with what is in it",
    why=(
        "S3 refuses to delete a bucket that holds objects; force_destroy takes this last safeguard away: the "
        "next plan that deletes or replaces the bucket deletes every version first (provider documentation "
        "of aws_s3_bucket)."
    ),
    remedy="Leave force_destroy off wherever the data counts.",
    types=frozenset({"aws_s3_bucket"}),
    find=newly(("force_destroy",), is_on, "force_destroy is switched on"),
    actions=MAKING,
)
