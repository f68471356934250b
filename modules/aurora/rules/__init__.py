"""What a reviewer must know about changes of Aurora global databases, one rule a file."""
