"""Files that hold files: archives (ZIP, RAR), mails with attachments, web pages saved in one file.

:func:`container_type` says what holds others; :func:`members` gives what is in it, archives inside archives opened as
well, one file at a time, and never more than :class:`~guanlan.formats.containers.member.Limits` allow. Nothing is
written to disk, no link is followed, and no name is trusted.

A mail and a saved page are documents too (``read`` reads their words); a ZIP or a RAR is not, and ``admit`` refuses it.
"""

from guanlan.formats.containers.member import Limits, Member
from guanlan.formats.containers.opening import container_type, members

__all__ = ["Limits", "Member", "container_type", "members"]
