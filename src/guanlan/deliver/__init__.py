"""Mail out of the house: settings, messages, and the one place that speaks SMTP.

Knows no store and no bulletin: who sends what to whom, and what became of it, ``actions`` know.
"""

from __future__ import annotations

from guanlan.deliver.messages import Letter, message_id, written
from guanlan.deliver.sending import Answer, Outcome, Postman
from guanlan.deliver.settings import MailSettings, mail_settings

__all__ = ["Answer", "Letter", "MailSettings", "Outcome", "Postman", "mail_settings", "message_id", "written"]
