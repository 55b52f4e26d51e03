"""Every test here works in a home of its own."""

from homes import code, context, home, migrated

__all__ = ["code", "context", "home", "migrated"]
