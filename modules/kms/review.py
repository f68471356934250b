"""What a reviewer must know about plan changes of keys."""

from modules.rules import rules_in

RULES = rules_in("modules.kms.rules")
