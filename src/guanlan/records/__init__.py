"""Frozen values of the trade, with JSON in and out. Nothing here knows a database, a network or a clock."""
