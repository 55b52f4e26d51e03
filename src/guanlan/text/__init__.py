"""Characters → values with spans.

``parse_x`` takes a whole string and raises; ``find_x`` looks anywhere and never raises.
"""
