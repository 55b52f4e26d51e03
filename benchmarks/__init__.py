"""The figures that the product promises, measured beside their opponents in one run. Run: ``python -m benchmarks``."""
