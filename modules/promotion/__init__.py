"""What a promotion of the estate aims at, and who is to be reached."""
