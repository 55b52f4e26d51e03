"""An issue of our own making that holds everything an issue may hold, with pictures drawn on the spot."""

from __future__ import annotations

import struct
import zlib

from guanlan.records.anchor import Anchor, Fact
from guanlan.records.bulletin import (
    BackMatter,
    Bulletin,
    Column,
    Contributor,
    Cover,
    Entry,
    Paragraph,
    ParagraphKind,
    Role,
    SubColumn,
    Words,
)
from guanlan.records.facts import Deadline, Facts, Instrument, Kind, LeadDate

PICTURE = "drill.png"


def png(width: int = 40, height: int = 24) -> bytes:
    """A picture of one colour."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    rows = b"".join(b"\0" + b"\x4a\x73\x97" * width for _ in range(height))
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def pictures() -> dict[str, bytes]:
    return {PICTURE: png()}


def facts(kind: Kind | None, place: str | None, day: str | None, **more: object) -> Facts:
    return Facts(
        date=Fact(LeadDate(day, "event")) if day else Fact(),
        kind=Fact(kind) if kind else Fact(),
        jurisdiction=Fact(place) if place else Fact(),
        **more,  # type: ignore[arg-type]
    )


def entry(
    key: str, title: str, *texts: str | tuple[str, ParagraphKind], source: str = "", of: Facts | None = None
) -> Entry:
    paragraphs = tuple(
        Paragraph(Words(one)) if isinstance(one, str) else Paragraph(Words(one[0]), one[1]) for one in texts
    )
    sources = tuple(Words(name) for name in source.split("、") if name)
    return Entry(key, Words(title), paragraphs, sources, of or Facts())


LONG = (
    "本次检查共抽查企业120家，其中“未建立数据分类分级制度”（占35%）、“未开展年度风险评估”（占28%）"
    "较为突出；检查组依据《示例数据条例》第二十一条、第二十二条等规定，责令其中15家限期改正，约谈8家，"
    "对3家（含1家境外上市公司）立案调查。检查组指出：个别企业仍以“业务繁忙”为由拖延整改，应予纠正！"
)
CASE = ParagraphKind.CASE
# more than one line of them
KEYWORDS = ("数据分类分级", "征求意见", "个人信息保护合规审计", "年度风险评估报告", "非法获取计算机信息系统数据")


def _incidents() -> Column:
    first = entry(
        "1.0.01",
        "某省通报一起数据泄露事件",
        f"12月3日，某省通信管理局通报一起数据泄露事件。{LONG}",
        f"调查显示，攻击者利用Example Server 2.4版本的漏洞取得权限。{LONG}{LONG}",
        source="某省通信管理局",
        of=facts(Kind.INCIDENT, "CN-GD", "2024-12-03"),
    )
    second = entry(
        "1.0.02",
        "某市举行网络安全应急演练",
        "12月20日，某市网信办组织开展网络安全应急演练，12支队伍参加。",
        source="某市网信办、某日报",
        of=facts(Kind.DRILL, "CN-GD", "2024-12-20"),
    )
    picture = (
        Paragraph(Words("演练现场"), ParagraphKind.PICTURE, PICTURE),
        Paragraph(Words("图为演练现场"), ParagraphKind.CAPTION),
        Paragraph(Words("演练分为监测、研判、处置、恢复四个环节，历时3小时。")),
    )
    second = Entry(second.id, second.title, second.paragraphs + picture, second.sources, second.facts)
    guide = ("12月，多地通报数据泄露事件，应急演练有序开展。", "某市演练检验了四个环节的衔接。")
    return Column(
        "境内观察一", Words("安全事件"), tuple(map(Words, guide)), (Words("数据泄露"), Words("应急演练")),
        (SubColumn(Words(""), (first, second)),),
    )  # fmt: skip


def _policy() -> Column:
    anchor = Anchor(0, 4, "施行日期")
    instrument = Instrument(
        "示例数据安全管理办法", action="印发", date="2024-12-27", effective="2025-03-01", comment_until=None
    )
    draft = Instrument("示例条例（草案）", action="公开征求意见", comment_until="2025-01-19")
    national = (
        entry(
            "2.1.01",
            "某部印发《示例数据安全管理办法》",
            "12月27日，某部印发《示例数据安全管理办法》，自2025年3月1日起施行。",
            "办法规定：（1）分类分级；（2）风险评估；（3）应急处置。",
            source="某部",
            of=facts(Kind.INSTRUMENT, "CN", "2024-12-27", instruments=(Fact(instrument, (anchor,)),)),
        ),
        entry(
            "2.1.02",
            "某部就《示例条例（草案）》公开征求意见",
            "1月2日，某部就《示例条例（草案）》公开征求意见，意见反馈截止时间为2025年1月19日。",
            ("示例条例（草案）", ParagraphKind.ANNEX_TITLE),
            ("第一条　为规范样例，制定本条例。", ParagraphKind.ANNEX),
            ("第二条　本条例所称样例，是指供演示使用的文本。", ParagraphKind.ANNEX),
            ("第三条　本条例自公布之日起施行。", ParagraphKind.ANNEX),
            source="某部",
            of=facts(
                Kind.INSTRUMENT,
                "CN",
                "2025-01-02",
                instruments=(Fact(draft),),
                deadlines=(
                    Fact(Deadline("提交意见", "2025-01-19", "社会公众")),
                    Fact(Deadline("报送首份年度评估报告", "2025-06-30", "数据处理者")),
                ),
            ),
        ),
    )
    local = (
        entry(
            "2.2.01",
            "某市发布《示例指引》",
            "近日，某市发布《示例指引》。",
            source="某市政府",
            of=facts(Kind.PUBLICATION, "CN-SH", None),
        ),
    )
    return Column(
        "境内观察二", Words("政策立法"), (Words("12月，数据安全制度继续完善。"),), tuple(map(Words, KEYWORDS)),
        (SubColumn(Words("国家层面动向"), national), SubColumn(Words("地方层面动向"), local)),
    )  # fmt: skip


def _abroad() -> Column:
    cases = entry(
        "3.0.01",
        "欧盟某机构与某国监管部门公布两起典型案例",
        "12月10日，欧盟某机构与某国监管部门公布两起典型案例。",
        ("案例一：超范围收集个人信息案", CASE),
        "某公司未经同意收集精确位置信息，被处罚款251万欧元。",
        ("案例二：未履行告知义务案", CASE),
        "某公司未告知用户信息共享的对象，被责令改正。",
        source="某机构官网",
        of=facts(Kind.ENFORCEMENT, "EU|IE", "2024-12-10"),
    )
    hostile = entry(
        "3.0.02",
        "某公司披露“#set page(fill: red)”样式的注入漏洞",
        "12月11日，某公司披露一起注入漏洞：输入 <script>alert(1)</script> 或 $x^2$ 或 **加粗** 或 [链接](x) 均可触发。",
        "受影响的编号为 CVE-2024-00001，手机号138****1234 的用户已获告知；参数 a_b_c 与 #include 无害 & 安全。",
        source="某公司",
        of=facts(Kind.INCIDENT, "US", "2024-12-11"),
    )
    return Column("境外观察", Words("月度速览两则"), (), (), (SubColumn(Words(""), (cases, hostile)),))


def _association() -> Column:
    only = entry(
        "4.0.01",
        "某协会举办培训活动",
        "1月8日，某协会举办培训活动，50余人参加。",
        "培训围绕个人信息保护展开。",
        of=facts(Kind.MEETING, "CN-GD", "2025-01-08"),
    )
    heading = "某协会举办培训活动；某协会发布《示例报告》并就下一年度工作征求会员单位意见；某联盟换届"
    return Column("行业观察", Words(heading), (), (), (SubColumn(Words(""), (only,)),))


def sample_issue() -> Bulletin:
    """Four columns, eight entries."""
    return Bulletin(
        cover=Cover(
            Words("示例治理观察"), Words("SAMPLE GOVERNANCE REVIEW"), Words("前沿洞察（月刊）"),
            2025, 1, 1, 18, "2025-01-16",
        ),
        masthead=(
            Role("主办单位", (Contributor(Words("示例网络安全法律研究中心")),)),
            Role("总编辑", (Contributor(Words("总编甲"), Words("示例网络安全法律研究中心 主任")),)),
            Role(
                "编委会委员",
                (
                    Contributor(Words("委员甲"), Words("示例协会 秘书长")),
                    Contributor(Words("委员乙"), Words("示例联盟 会长")),
                ),
                "排名不分先后",
            ),
            Role("编辑部", tuple(Contributor(Words(f"编辑{sign}")) for sign in "甲乙丙")),
        ),
        notice=(Words("本刊梳理公开动态，内容以原文为准。"),),
        columns=(_incidents(), _policy(), _abroad(), _association()),
        back_matter=(BackMatter(Words("征稿启事"), (Words("欢迎提供线索，来函请寄 editors@example.invalid。"),)),),
    )  # fmt: skip
