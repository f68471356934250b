"""Rehearsals: a promotion there and back on the embedded AWS, under load, with what it lost counted.

``load.LoadOnEstate`` writes as applications do; ``rehearse.rehearse`` promotes, goes back, and looks for
every write that was acknowledged.
"""
