"""What a reviewer must know about plan changes of tables."""

from modules.rules import rules_in

RULES = rules_in("modules.dynamodb.rules")
