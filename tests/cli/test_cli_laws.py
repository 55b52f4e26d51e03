"""The law library by commands, on a small law of our own in two versions."""

import json

import pytest

OLD = """# 某省数据安全条例（样例）

2019年3月1日 某省人民代表大会常务委员会通过

<!-- INFO END -->

第一条 为了保障数据安全，制定本条例。

第二条 数据处理者应当建立管理制度。

第三条 违反本条例第二条规定的，由网信部门责令改正，可以处一万元以上十万元以下罚款。

第四条 本条例自2019年5月1日起施行。
"""
NEW = """# 某省数据安全条例（样例）

2019年3月1日 某省人民代表大会常务委员会通过

2024年6月1日 某省人民代表大会常务委员会《关于修改〈某省数据安全条例〉的决定》修正

<!-- INFO END -->

第一条 为了保障数据安全，制定本条例。

第二条 本条例所称数据，是指对信息的记录。

第三条 数据处理者应当建立管理制度。

第四条 违反本条例第三条规定的，由网信部门责令改正，可以处二万元以上二十万元以下罚款。

第五条 本条例自2024年8月1日起施行。
"""


@pytest.fixture
def library(guanlan, tmp_path):
    """A home whose library holds both versions."""
    folder = tmp_path / "laws"
    folder.mkdir()
    (folder / "某省数据安全条例(2019-03-01).md").write_text(OLD, encoding="utf-8")
    (folder / "某省数据安全条例(2024-06-01).md").write_text(NEW, encoding="utf-8")
    assert guanlan("laws", "import", folder).exit_code == 0
    return guanlan


def test_the_library_holds_one_work_in_two_versions(library):
    """Two files of one instrument are one work."""
    (line,) = [json.loads(row) for row in library("laws", "list", "数据安全", "--json").stdout.splitlines()]

    assert len(line["versions"]) == 2
    assert [one["first"] for one in line["versions"]] == ["2019-05-01", "2024-08-01"]
    assert line["versions"][0]["last"] == "2024-07-31"


@pytest.mark.parametrize(
    ("on", "words"),
    [
        ("2020-01-01", "一万元以上十万元以下"),
        ("2024-07-31", "一万元以上十万元以下"),
        ("2024-08-01", "应当建立管理制度"),
    ],
)
def test_article_3_is_that_of_the_day(library, on, words):
    """The version in force on the day speaks, to the day."""
    done = library("laws", "show", "某省数据安全条例", "第三条", "--on", on)

    assert done.exit_code == 0
    assert words in done.stdout


def test_an_old_number_is_told_what_became_of_it(library):
    """Article 3 of 2020 is article 4 now."""
    assert "3 → 4" in library("laws", "show", "某省数据安全条例", "3", "--on", "2020-01-01").stdout
    assert "3 → 4" in library("laws", "show", "某省数据安全条例", "3", "--on", "2025-01-01").stdout


def test_a_day_before_the_law_is_refused(library):
    """No version is no guess."""
    done = library("laws", "show", "某省数据安全条例", "3", "--on", "2018-01-01")

    assert done.exit_code == 2
    assert "2018-01-01" in done.stderr


def test_a_missing_provision_is_a_finding(library):
    """The law is there, the article is not: 1."""
    assert library("laws", "show", "某省数据安全条例", "99", "--on", "2025-01-01").exit_code == 1


def test_penalties_are_read_from_the_words_of_the_day(library):
    """The range of each version, both ends."""
    for on, article, low, high in (("2020-01-01", "3", "10000", "100000"), ("2025-01-01", "4", "20000", "200000")):
        view = json.loads(library("penalties", "某省数据安全条例", article, "--on", on, "--json").stdout)
        fines = [fine for tier in view["tiers"] for one in tier["liabilities"] for fine in one["fines"]]
        assert [(fine["range"]["low"], fine["range"]["high"], fine["mode"]) for fine in fines] == [(low, high, "may")]
    shown = library("penalties", "某省数据安全条例", "4", "--on", "2025-01-01").stdout
    assert "20,000–200,000 CNY" in shown
    assert "不是法律意见" in shown


def test_versions_are_compared_and_exported(library):
    """A diff by article, an Akoma Ntoso file, Markdown."""
    diff = library("laws", "diff", "某省数据安全条例", "2020-01-01", "2025-01-01").stdout
    assert "{+" in diff
    assert "<ins" in library("laws", "diff", "某省数据安全条例", "2020-01-01", "2025-01-01", "--html").stdout
    assert "<akomaNtoso" in library("laws", "export", "某省数据安全条例", "--on", "2025-01-01").stdout
    assert "第五条" in library("laws", "export", "某省数据安全条例", "--on", "2025-01-01", "--format", "md").stdout


def test_citations_are_found_searched_and_checked(library, tmp_path):
    """Of a sentence, of the library, and of a document of one's own."""
    found = json.loads(library("cite", "find", "依据《某省数据安全条例》第三条", "--on", "2025-01-01", "--json").stdout)
    (line,) = found["lines"]
    assert line["resolved"][0]["provision"]["article"] == "3"

    hits = json.loads(library("search", "管理制度", "--json").stdout)
    assert hits["total"] == 2
    assert all("管理制度" in hit["words"] for hit in hits["hits"])

    policy = tmp_path / "policy.md"
    policy.write_text("# 制度\n\n本公司依照《某省数据安全条例》第九十九条处理数据。\n", encoding="utf-8")
    checked = library("cite", "check", policy, "--on", "2025-01-01", "--json")
    assert checked.exit_code == 1
    assert json.loads(checked.stdout.splitlines()[0])["code"] == "checkup.no_provision"


def test_who_cites_it_and_what_comes_soon(library, page):
    """Releases cite laws; threads know the day of effect."""
    library("import", page)
    cited = json.loads(library("cited-by", "《网络安全法》第五十九条", "--json").stdout)
    assert [one["kind"] for one in cited["citers"]] == ["report"]
    soon = [json.loads(row) for row in library("threads", "--soon", "--on", "2024-07-01", "--json").stdout.splitlines()]
    assert any("某省数据安全条例" in thread["title"] for thread in soon)
    assert library("threads", "--soon", "--open").exit_code == 2


def test_a_case_is_held_against_the_range_of_its_basis(library, tmp_path):
    """A fine above the range is told; a case without a law in the library cannot be checked."""
    release = tmp_path / "case.txt"
    release.write_text(
        "某省网信办处罚一家公司\n\n2025年1月3日，某省网信办依据《某省数据安全条例》第四条，对一家公司处罚款三十万元。\n\n（来源：某省网信办）\n",
        encoding="utf-8",
    )
    library("import", "--as", "release", release)

    lines = [json.loads(row) for row in library("cases", "check", "--json").stdout.splitlines()]

    assert [line["verdict"] for line in lines] == ["above_max"]
    assert "高于上限" in library("cases", "check").stdout


def test_what_is_no_law_is_refused_by_name(guanlan, tmp_path):
    """Kept or refused, never half a law; 2."""
    (tmp_path / "empty.md").write_bytes(b"")
    done = guanlan("laws", "import", tmp_path / "empty.md")

    assert done.exit_code == 2
    assert "empty.md" in done.stderr
    assert guanlan("laws", "list", "--json").stdout == ""


def test_what_is_odd_about_a_text_is_told(guanlan, tmp_path):
    """A number that stands twice is kept as it stands, and said."""
    path = tmp_path / "twice.md"
    path.write_text(NEW.replace("第二条 本条例", "第一条 本条例"), encoding="utf-8")

    done = guanlan("laws", "import", path)

    assert done.exit_code == 0
    assert "第一条在来源中出现两次" in done.stderr
