"""What ties an application to a Region, one file a kind of literal."""
