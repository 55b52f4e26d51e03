"""Guanlan 观澜: a regulatory-intelligence desk for cybersecurity and data governance."""

__version__ = "0.1.0"
