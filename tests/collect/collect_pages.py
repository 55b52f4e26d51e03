"""A small site with a list of notices, for trying sources out."""

from __future__ import annotations

from local_web import Web

ITEMS = tuple(
    (f"/n/{number}.html", f"关于开展第{number}批样例专项检查工作的通知", f"2025-01-{16 - number:02d}")
    for number in range(1, 7)
)
_MENU = "".join(f'<li><a href="/m/{name}">{name}</a></li>' for name in ("首页", "机构", "政策", "互动"))


def site(web: Web) -> None:
    """Serve the list at ``/`` and each notice."""
    rows = "".join(f'<li><a href="{path}">{title}</a><span>{day}</span></li>' for path, title, day in ITEMS)
    menu = f'<div class="nav"><ul>{_MENU}</ul></div>'
    web.page("/", f'<html><head><title>通知公告</title></head><body>{menu}<ul class="list">{rows}</ul></body></html>')
    for path, title, day in ITEMS:
        text = "某局决定即日起开展专项检查，请各单位按照要求做好准备，如实提供材料，并于月底前报送自查情况。" * 4
        web.page(
            path, f'<html><body>{menu}<h1>{title}</h1><p>{day}</p><div class="text"><p>{text}</p></div></body></html>'
        )
