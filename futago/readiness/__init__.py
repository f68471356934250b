"""Would a promotion succeed now, and at what loss? Questions asked side by side, answers, one verdict."""
