"""What a reviewer must know about changes of alarms, one rule a file."""
