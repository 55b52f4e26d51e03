"""One module a family of commands; each gives ``COMMANDS``: the words typed → the function that runs."""
