"""The list of kinds, in the order in which each stack makes them."""

from modules.alarms.kind import KIND as ALARMS
from modules.applications.kind import KIND as APPLICATIONS
from modules.aurora.kind import KIND as AURORA
from modules.dynamodb.kind import KIND as TABLES
from modules.kms.kind import KIND as KMS
from modules.network.kind import KIND as NETWORK
from modules.promotion.kind import KIND as PROMOTION
from modules.s3.kind import KIND as S3
from modules.s3.reports.kind import KIND as REPORTS
from modules.secrets.kind import KIND as SECRETS

KINDS = (KMS, NETWORK, AURORA, SECRETS, TABLES, REPORTS, S3, APPLICATIONS, PROMOTION, ALARMS)
