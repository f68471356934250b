"""What a reviewer must know about changes of no kind in particular, one rule a file."""
