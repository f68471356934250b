"""The key of a secret or of its replica dropped."""

from modules.blocks import no_longer_in_blocks
from modules.losses import any_of, is_given, no_longer
from modules.review import CHANGING, Level, Rule

RULE = Rule(
    id="secrets-key-dropped",
    level=Level.ERROR,
    title="A secret loses its key",
    why=(
        "It falls back to aws/secretsmanager, a key that no policy of yours guards, that other accounts "
        "can't use and that never is a multi-Region key (Secrets Manager User Guide, 'Secret encryption and "
        "decryption')."
    ),
    remedy="Name the Region's key in kms_key_id, for the replica too.",
    types=frozenset({"aws_secretsmanager_secret"}),
    find=any_of(
        no_longer(("kms_key_id",), is_given, "the secret's key is dropped"),
        no_longer_in_blocks(
            ("replica",), "region", ("kms_key_id",), is_given, "the replica's key is dropped"
        ),
    ),
    actions=CHANGING,
)
