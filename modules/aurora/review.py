"""What a reviewer must know about plan changes of databases."""

from modules.rules import rules_in

RULES = rules_in("modules.aurora.rules")
