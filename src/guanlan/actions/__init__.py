"""One verb a file: permission, change, audit line and transaction together. Nobody else writes to the store.

A door opens the home (``guanlan.store.setup``) before it imports these, and passes a ``Context``. Each verb is in the
module of its name (``import_bytes`` beside ``import_paths``); what they give back is in ``actions.summaries``:

    import_paths(paths, context=…, as_="auto"|"bulletin"|"release", source=None) -> Imported
    import_bytes(data, context=…, name=None, as_=…, source=None) -> Imported          (standard input)
    reread(context=…) -> Reread
    correct_fact(report, field, value, context=…, quote="") -> Corrected              (value as typed; lists as JSON)
    new_issue(number, date, context=…, journal=None) -> IssueView   (journal: bytes of a bulletin.toml)
    list_issues() -> tuple[IssueLine, ...];  show_issue(which) -> IssueView
    order_issue(which, ids, context=…) -> IssueView        (ids of one sub-column in their new order)
    place_entry(which, what, to, context=…, at=None) -> IssueView   (an entry's id or a report's handle; "2.1"; "out")
    edit_entry(which, entry, context=…, title=None, text=None) -> EntryLine
    build_issue(which, formats, out, context=…) -> tuple[Built, ...]
    export_issue(which, format) -> Iterator[str]           ("jsonl" | "csv": lines with their line ends)
    list_reports(kind=None, jurisdiction=None, since=None, until=None, words=None) -> tuple[ReportLine, ...]
    list_conflicts() -> tuple[Conflict, ...]
    backup(path, context=…) -> Saved;  restore(path, home, context=…, replace=False) -> Saved    (opens the home itself)
    run_demo(out, context=…, home=None, formats=(…)) -> DemoTable                     (opens the home itself)
    update_developments(context=…) -> int
    list_developments(context=…, since=None, until=None, words=None) -> tuple[DevelopmentLine, ...]
    show_development(which, context=…) -> DevelopmentView;  list_regroupings() -> tuple[Proposed, ...]
    join_developments(which, context=…, reason), split_development(which, reports, context=…, reason),
    undo_decision(number, context=…), settle_regrouping(number, context=…, accept) -> Joining   (join_developments.py)

``which`` is what a person types for an issue: its whole number (``18``) or year and month (``2025-01``).
"""
