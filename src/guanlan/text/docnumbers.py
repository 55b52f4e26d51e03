"""Document numbers: 国办发〔2024〕12号, 国家互联网信息办公室令第16号, GB/T 35273—2020, 4:19-cv-04577-JSW, (EU) 2024/2847."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

import msgspec

from guanlan.text.span import Found


class Series(StrEnum):
    """What sort of number it is."""

    DOCUMENT = "document"  # 国办发〔2024〕12号
    ORDER = "order"  # 国家互联网信息办公室令第16号
    ANNOUNCEMENT = "announcement"  # 公告2024年第5号
    STANDARD = "standard"  # GB/T 35273—2020
    DOCKET = "docket"  # 4:19-cv-04577-JSW
    ACT = "act"  # (EU) 2024/2847


class DocNumber(msgspec.Struct, frozen=True):
    """``prefix`` is the issuing sign (国办发, 国家互联网信息办公室令, GB/T); ``number`` as printed, without 第 and 号."""

    series: Series
    prefix: str
    number: str
    year: int | None = None


def parse_docnumber(text: str, context: object = None) -> DocNumber:
    """The document number that the whole of ``text`` is; raises ``InputError`` ``docnumber.malformed``."""
    raise NotImplementedError


def find_docnumbers(text: str, context: object = None) -> Iterator[Found[DocNumber]]:
    """Every document number."""
    raise NotImplementedError


def print_docnumber(number: DocNumber) -> str:
    """The number as it is officially written; ``parse_docnumber`` reads it back."""
    raise NotImplementedError
