"""The net and the letter box: sources, crawling, intake, WARC. Stores nothing itself: what it gets goes to a sink.

spec.py       sources/*.toml ↔ ``records.SourceSpec``
sink.py       what the crawler is given: ``Wanted``, ``Sink``, ``Family``, ``Event``
fetching/     Scrapy: politeness, public addresses only, caps, evidence
families/     what a page, feed, API, folder leads to
"""
