"""审阅: copies given out in Word, what was decided about the changes in them, and what reviewers said."""

from __future__ import annotations

from django.db import models

from guanlan.store.models.entry import Entry
from guanlan.store.models.frozen import Frozen
from guanlan.store.models.issue import Issue
from guanlan.store.models.revision import Revision


class ReviewCopy(Frozen):
    """``record`` is a ``publish.review.Given``; ``key`` the hash by which a file says which copy it is."""

    issue = models.ForeignKey(Issue, models.RESTRICT, related_name="review_copies")
    key = models.CharField(max_length=32)
    record = models.TextField()
    actor = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["issue", "key"], name="one_row_a_review_copy")]


class ReviewDecision(Frozen):
    """A change of a copy that was ``accepted``, ``rejected``, or ``noted`` (kept as a remark); ``change`` is its id,
    ``sort`` what it is.

    ``author`` and ``said`` are who made it in the copy and when, as the program wrote it; ``reviewer`` in whose name
    it was taken over, ``revision`` the state of the entry that it made (None: it changed no words).
    """

    copy = models.ForeignKey(ReviewCopy, models.RESTRICT, related_name="decisions")
    entry = models.ForeignKey(Entry, models.RESTRICT, null=True, related_name="review_decisions")
    revision = models.ForeignKey(Revision, models.RESTRICT, null=True, related_name="review_decisions")
    change = models.CharField(max_length=40)
    decision = models.CharField(max_length=10)
    sort = models.CharField(max_length=20)
    old = models.TextField()
    new = models.TextField()
    author = models.TextField()
    said = models.CharField(max_length=40)
    reviewer = models.CharField(max_length=200)
    actor = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["copy", "change", "decision"], name="one_row_a_decision")]


class Remark(Frozen):
    """A comment. ``key`` is its id, ``answers`` that of the one it answers; ``quote`` the words that it is about.

    What a reviewer changed where nothing can be taken over (a guide, a date) is kept here too, in words of ours.
    """

    copy = models.ForeignKey(ReviewCopy, models.RESTRICT, related_name="remarks")
    entry = models.ForeignKey(Entry, models.RESTRICT, null=True, related_name="remarks")
    key = models.CharField(max_length=40)
    quote = models.TextField()
    text = models.TextField()
    author = models.TextField()
    said = models.CharField(max_length=40)
    done = models.BooleanField()
    answers = models.CharField(max_length=40, null=True)
    actor = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["copy", "key", "done"], name="one_row_a_remark")]
