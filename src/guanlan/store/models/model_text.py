"""What a model wrote for an issue, and what became of it."""

from __future__ import annotations

from django.db import models

from guanlan.store.models.entry import Entry
from guanlan.store.models.frozen import Frozen
from guanlan.store.models.issue import Issue


class ModelText(Frozen):
    """``use`` is ``entry``, ``guide`` or ``abstract``, ``where`` as in ``records.Checkable``. ``model`` was asked for,
    ``answered`` is what the answer called itself. ``prompt`` is name and version, ``prompt_hash`` that of its file,
    ``params`` what was asked for beside the words, ``input_hash`` that of the words that were sent. ``blobs`` is a
    list of the hashes of the bytes that they are from. ``state`` is ``taken``, ``adopted`` or ``stopped``;
    ``objections`` is a list of what spoke against it. ``cost`` is a decimal number of ``currency``.
    """

    issue = models.ForeignKey(Issue, models.RESTRICT, related_name="model_texts")
    entry = models.ForeignKey(Entry, models.RESTRICT, null=True, related_name="model_texts")
    use = models.CharField(max_length=12)
    where = models.CharField(max_length=60)
    host = models.CharField(max_length=300)
    model = models.CharField(max_length=200)
    answered = models.CharField(max_length=200)
    prompt = models.CharField(max_length=60)
    prompt_hash = models.CharField(max_length=64)
    params = models.TextField()
    input_hash = models.CharField(max_length=64)
    blobs = models.TextField()
    text = models.TextField()
    state = models.CharField(max_length=12)
    objections = models.TextField()
    tokens_in = models.PositiveIntegerField()
    tokens_out = models.PositiveIntegerField()
    cost = models.CharField(max_length=40)
    currency = models.CharField(max_length=8)
    actor = models.CharField(max_length=200)
    at = models.DateTimeField()
