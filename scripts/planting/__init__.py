"""Errors planted into true entries, to see what the publication gate stops."""
