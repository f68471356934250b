"""What a reviewer must know about changes of global tables, one rule a file."""
