"""The Django app: models without verbs, migrations, selectors. A door calls ``setup`` before it touches a model."""

from guanlan.store.opening import home, setup, start

__all__ = ["home", "setup", "start"]
