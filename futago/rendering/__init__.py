"""Documents and pages into which no text of others gets but as text."""
