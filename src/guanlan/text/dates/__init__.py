"""Days, months, years and intervals; days told by an event (自公布之日起); lengths of time (有效期三年)."""

from guanlan.text.dates.calendar import Date, Precision
from guanlan.text.dates.find import Bound, bound_of, find_dates, parse_date
from guanlan.text.dates.relative import (
    DayOf,
    Duration,
    Recent,
    find_days_of,
    find_durations,
    find_recent,
    parse_day_of,
    parse_duration,
    parse_recent,
)

__all__ = [
    "Bound",
    "Date",
    "DayOf",
    "Duration",
    "Precision",
    "Recent",
    "bound_of",
    "find_dates",
    "find_days_of",
    "find_durations",
    "find_recent",
    "parse_date",
    "parse_day_of",
    "parse_duration",
    "parse_recent",
]
