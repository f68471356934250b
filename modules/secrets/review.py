"""What a reviewer must know about plan changes of secrets."""

from modules.rules import rules_in

RULES = rules_in("modules.secrets.rules")
