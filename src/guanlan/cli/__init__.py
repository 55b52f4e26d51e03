"""The command line: a door. It knows the day, the clock, the user and the terminal; what it wants done, actions do."""
