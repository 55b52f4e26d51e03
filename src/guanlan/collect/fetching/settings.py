"""How Scrapy is set for a visit: its engine, scheduler, slots, retries, throttle and decompression; our own line,
robots and redirects.
"""

from __future__ import annotations

from typing import Any

from guanlan.collect.fetching.handler import Equipment, Handler
from guanlan.collect.fetching.means import Means
from guanlan.collect.fetching.politeness import Pace, Robots
from guanlan.records.source import SourceSpec

_UNUSED = {  # redirects, cookies and depth are ours; the others have nothing to do here, or reach for the network
    "DOWNLOADER_MIDDLEWARES": (
        "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware",
        "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware",
        "scrapy.downloadermiddlewares.httpauth.HttpAuthMiddleware",
        "scrapy.downloadermiddlewares.redirect.MetaRefreshMiddleware",
        "scrapy.downloadermiddlewares.redirect.RedirectMiddleware",
        "scrapy.downloadermiddlewares.cookies.CookiesMiddleware",
        "scrapy.downloadermiddlewares.httpproxy.HttpProxyMiddleware",
        "scrapy.downloadermiddlewares.httpcache.HttpCacheMiddleware",
        "scrapy.downloadermiddlewares.stats.DownloaderStats",
    ),
    "SPIDER_MIDDLEWARES": (
        "scrapy.spidermiddlewares.httperror.HttpErrorMiddleware",
        "scrapy.spidermiddlewares.referer.RefererMiddleware",
        "scrapy.spidermiddlewares.depth.DepthMiddleware",
        "scrapy.spidermiddlewares.metacopy.MetaCopyDetectionMiddleware",
    ),
    "EXTENSIONS": (
        "scrapy.extensions.corestats.CoreStats",
        "scrapy.extensions.logcount.LogCount",
        "scrapy.extensions.telnet.TelnetConsole",
        "scrapy.extensions.memusage.MemoryUsage",
        "scrapy.extensions.memdebug.MemoryDebugger",
        "scrapy.extensions.closespider.CloseSpider",
        "scrapy.extensions.feedexport.FeedExporter",
        "scrapy.extensions.logstats.LogStats",
        "scrapy.extensions.spiderstate.SpiderState",
        "scrapy.extensions.throttle.AutoThrottle",
        "scrapy.extensions.remote_control.RemoteControl",
    ),
}


def settings_for(spec: SourceSpec, means: Means, equipment: Equipment) -> dict[str, Any]:
    """Scrapy's settings for one visit of ``spec``."""
    polite = spec.politeness
    unused: dict[str, dict[Any, int | None]] = {name: dict.fromkeys(paths) for name, paths in _UNUSED.items()}
    if polite.robots:
        unused["DOWNLOADER_MIDDLEWARES"][Robots] = 100
    throttled = polite.delay > 0  # a source without a delay is one of our own
    unused["EXTENSIONS"][Pace] = 0 if throttled else None
    return {
        **unused,
        "GUANLAN": equipment,
        "TWISTED_REACTOR_ENABLED": False,
        "LOG_ENABLED": False,
        "STATS_DUMP": False,
        "USER_AGENT": means.agent,
        "DEFAULT_REQUEST_HEADERS": {
            "Accept": "*/*",
            "Accept-Language": "zh-CN,zh;q=0.9,en;q=0.5",
            "Accept-Encoding": "gzip, deflate, br",  # what archive tools undo; zstd is read where it comes unasked
        },
        "DOWNLOAD_HANDLERS": {"http": Handler, "https": Handler, "data": None, "file": None, "s3": None, "ftp": None},
        "DOWNLOAD_MAXSIZE": polite.most_bytes,
        "DOWNLOAD_WARNSIZE": 0,
        "DOWNLOAD_TIMEOUT": polite.timeout,
        "DOWNLOAD_DELAY": polite.delay,
        "CONCURRENT_REQUESTS": max(16, polite.at_once),
        "CONCURRENT_REQUESTS_PER_DOMAIN": polite.at_once,
        "CONCURRENT_ITEMS": 1,  # tasks made for every answer, whether it gives items or not; we give none
        "AUTOTHROTTLE_ENABLED": throttled,
        "AUTOTHROTTLE_START_DELAY": polite.delay,
        "AUTOTHROTTLE_MAX_DELAY": means.most_delay,
        "RETRY_TIMES": means.retries,
        "DUPEFILTER_CLASS": "scrapy.dupefilters.BaseDupeFilter",
        "SCHEDULER_MEMORY_QUEUE": "scrapy.squeues.FifoMemoryQueue",
        "URLLENGTH_LIMIT": 8000,
    }
