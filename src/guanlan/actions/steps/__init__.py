"""What several verbs do inside: each step is called within an action's transaction or touches no row at all."""
