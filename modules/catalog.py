"""The list of kinds, in the order in which each stack makes them."""

from modules.kms.kind import KIND as KMS
from modules.secrets.kind import KIND as SECRETS

KINDS = (KMS, SECRETS)
