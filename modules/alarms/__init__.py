"""The alarms of an estate, as its kinds say them, with one that rings for all and a dashboard of the pair."""
