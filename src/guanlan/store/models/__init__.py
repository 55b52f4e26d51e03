"""One noun a file. Models carry no verbs: ``actions`` change, ``selectors`` look up."""

from guanlan.store.models.amendment import Amendment
from guanlan.store.models.audit import AuditLine
from guanlan.store.models.blob import Blob
from guanlan.store.models.built_file import BuiltFile
from guanlan.store.models.bundle import Bundle
from guanlan.store.models.bundle_item import BundleItem
from guanlan.store.models.capture import Capture
from guanlan.store.models.chain_day import ChainDay
from guanlan.store.models.chain_link import ChainLink
from guanlan.store.models.citation import Citation
from guanlan.store.models.contribution import Contribution
from guanlan.store.models.correction import Correction
from guanlan.store.models.delivery import Delivery
from guanlan.store.models.development import Development
from guanlan.store.models.document import Document
from guanlan.store.models.entry import Entry
from guanlan.store.models.exchange import Exchange
from guanlan.store.models.extraction import Extraction
from guanlan.store.models.frozen import Frozen
from guanlan.store.models.handover import Handover
from guanlan.store.models.issue import Issue
from guanlan.store.models.join import Join
from guanlan.store.models.judgement import Judgement
from guanlan.store.models.kept_file import KeptFile
from guanlan.store.models.law_version import LawVersion
from guanlan.store.models.mark import Link, Mark
from guanlan.store.models.masthead_approval import MastheadApproval
from guanlan.store.models.message import Message
from guanlan.store.models.model_text import ModelText
from guanlan.store.models.notice import Notice
from guanlan.store.models.passage import Passage
from guanlan.store.models.picture import Picture
from guanlan.store.models.proposal import Proposal, ProposalStanding
from guanlan.store.models.reader import Reader
from guanlan.store.models.reading import Reading
from guanlan.store.models.regrouping import Regrouping
from guanlan.store.models.release import Release
from guanlan.store.models.removal import Removal
from guanlan.store.models.removed_row import RemovedRow
from guanlan.store.models.report import Report
from guanlan.store.models.review import Remark, ReviewCopy, ReviewDecision
from guanlan.store.models.revision import Revision
from guanlan.store.models.search_state import SearchState
from guanlan.store.models.sign_off import SignOff
from guanlan.store.models.source import Source
from guanlan.store.models.source_state import SourceState
from guanlan.store.models.standing import Standing
from guanlan.store.models.submission import Submission
from guanlan.store.models.unit import Unit
from guanlan.store.models.unread import Unread
from guanlan.store.models.version import Version
from guanlan.store.models.version_change import VersionChange
from guanlan.store.models.visit import Visit
from guanlan.store.models.waiver import Waiver
from guanlan.store.models.work import Work

__all__ = [
    "Amendment",
    "AuditLine",
    "Blob",
    "BuiltFile",
    "Bundle",
    "BundleItem",
    "Capture",
    "ChainDay",
    "ChainLink",
    "Citation",
    "Contribution",
    "Correction",
    "Delivery",
    "Development",
    "Document",
    "Entry",
    "Exchange",
    "Extraction",
    "Frozen",
    "Handover",
    "Issue",
    "Join",
    "Judgement",
    "KeptFile",
    "LawVersion",
    "Link",
    "Mark",
    "MastheadApproval",
    "Message",
    "ModelText",
    "Notice",
    "Passage",
    "Picture",
    "Proposal",
    "ProposalStanding",
    "Reader",
    "Reading",
    "Regrouping",
    "Release",
    "Remark",
    "Removal",
    "RemovedRow",
    "Report",
    "ReviewCopy",
    "ReviewDecision",
    "Revision",
    "SearchState",
    "SignOff",
    "Source",
    "SourceState",
    "Standing",
    "Submission",
    "Unit",
    "Unread",
    "Version",
    "VersionChange",
    "Visit",
    "Waiver",
    "Work",
]
