"""What a reviewer must know about plan changes of buckets."""

from modules.rules import rules_in

RULES = rules_in("modules.s3.rules")
