"""A bucket opened to the public."""

from modules.losses import any_of, equals, is_on, made_with, newly, no_longer, only
from modules.review import Level, Rule
from modules.s3.settings import deleted_alone

SWITCHES = ("block_public_acls", "block_public_policy", "ignore_public_acls", "restrict_public_buckets")
PUBLIC = equals("public-read", "public-read-write", "authenticated-read")
BLOCKS = frozenset({"aws_s3_bucket_public_access_block", "aws_s3_account_public_access_block"})

RULE = Rule(
    id="s3-public-access-opened",
    level=Level.ERROR,
    title="A bucket is opened to the public",
    why=(
        "Each of the four switches closes one way of making objects public; without them a policy or an ACL "
        "is enough, in either Region (Amazon S3 User Guide, 'Blocking public access to your Amazon S3 "
        "storage')."
    ),
    remedy="Keep all four switches on; serve public content through CloudFront with origin access control.",
    types=BLOCKS | {"aws_s3_bucket_acl", "aws_s3_bucket", "aws_s3_bucket_ownership_controls"},
    find=any_of(
        *(no_longer((switch,), is_on, "public access is no longer blocked in full") for switch in SWITCHES),
        *(
            only(
                block,
                made_with((switch,), lambda value: not is_on(value), "public access is not blocked in full"),
            )
            for block in sorted(BLOCKS)
            for switch in SWITCHES
        ),
        *(only(block, deleted_alone("the block of public access is deleted")) for block in sorted(BLOCKS)),
        newly(("acl",), PUBLIC, "the ACL is public"),
        no_longer(("rule", 0, "object_ownership"), equals("BucketOwnerEnforced"), "ACLs are in force again"),
    ),
)
