"""The list of kinds, in the order in which each stack makes them."""

from modules.kms.kind import KIND as KMS
from modules.s3.kind import KIND as S3
from modules.s3.reports.kind import KIND as REPORTS
from modules.secrets.kind import KIND as SECRETS

KINDS = (KMS, SECRETS, REPORTS, S3)
