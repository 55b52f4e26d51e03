"""Developments → an issue → files. Pure: the same data, journal and lock file give the same bytes."""
