"""Reading → reports with facts. Pure: the same reading gives the same facts, to the byte."""
