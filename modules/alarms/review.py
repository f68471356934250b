"""What a reviewer must know about plan changes of alarms."""

from modules.rules import rules_in

RULES = rules_in("modules.alarms.rules")
