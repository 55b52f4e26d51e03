"""Where comments on a draft go: e-mail, web and postal addresses of a call for comments."""

from __future__ import annotations

import re

_CALL = re.compile("意见|反馈|建议")
_CONTACT = re.compile(
    r"(?P<mail>[A-Za-z0-9][A-Za-z0-9._+-]{0,63}[@＠#][A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{2,63}){1,4})"
    r"|(?P<web>(?:https?://|www\.)[A-Za-z0-9./?=&%_#:~-]{4,200})"
    r"|(?:通[信讯]|联系|邮寄|来信|收件|信函)?地\s*址\s*(?:为|是)?[:：]\s*(?P<post>[^\n。；;，,]{6,80})"
    r"|(?:邮寄|寄送|寄|函告|信函[^。；\n]{0,6}?)[至到]\s*[:：]?\s*(?P<sent>[\u4e00-\u9fff][^\n。；;，,]{5,80})"
)
_SHUT = "./-_"
_PLACE = re.compile("[省市区县路街道号院楼]")


def addresses_for_comments(words: str) -> tuple[str, ...]:
    """The addresses named after the first word about comments, in order, each once.

    A # that stands for @ to keep robots off is read as @. What is called an address but names no place is none.

    >>> addresses_for_comments("现公开征求意见。邮箱：yijian#example.invalid；通信地址：某市某区甲路1号，邮编100000")
    ('yijian@example.invalid', '某市某区甲路1号')
    """
    call = _CALL.search(words)
    if call is None:
        return ()
    found: dict[str, None] = {}
    for one in _CONTACT.finditer(words, call.start()):
        if one["mail"]:
            found[re.sub("[＠#]", "@", one["mail"])] = None
        elif one["web"]:
            found[one["web"].rstrip(_SHUT)] = None
        else:
            post = (one["post"] or one["sent"]).strip().rstrip("（(“")
            if _PLACE.search(post):
                found[post] = None
    return tuple(found)
