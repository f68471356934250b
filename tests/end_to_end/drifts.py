"""Single settings changed behind Terraform's back in one Region, of every kind."""

from __future__ import annotations

from typing import Final

from tests.end_to_end.drifts_of_alarms import ALARMS
from tests.end_to_end.drifts_of_buckets import BUCKETS
from tests.end_to_end.drifts_of_databases import DATABASES
from tests.end_to_end.drifts_of_keys import KEYS
from tests.end_to_end.drifts_of_quotas import QUOTAS
from tests.end_to_end.drifts_of_roles import ROLES
from tests.end_to_end.drifts_of_secrets import SECRETS
from tests.end_to_end.drifts_of_tables import TABLES

DRIFTS: Final = (*KEYS, *TABLES, *BUCKETS, *DATABASES, *SECRETS, *ROLES, *QUOTAS, *ALARMS)
