"""What a reviewer must know about changes of secrets, one rule a file."""
