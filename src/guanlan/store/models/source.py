"""来源: a place or person we get things from."""

from __future__ import annotations

from django.db import models


class Source(models.Model):
    """``key`` is ``site:HOST``, ``wechat:ACCOUNT``, ``folder:PATH``, ``pasted``, or a name that the user gave: what
    releases are told apart by. A source that is watched has ``watched:KEY`` and a ``spec`` (``records.SourceSpec``);
    what a visit to it brings are releases of the site that published them.
    """

    key = models.CharField(max_length=500, unique=True)
    zone = models.CharField(max_length=64, default="Asia/Shanghai")
    spec = models.TextField(default="")
    paused = models.BooleanField(default=False)
