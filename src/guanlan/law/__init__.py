"""Law texts → structure, versions, resolution on a day, penalty ranges, threads. Pure: no store, no clock.

>>> from guanlan.law.reading import read_law_text
>>> law = read_law_text("# 某办法\\n\\n第一条　为了示范，制定本办法。\\n\\n第二条　本办法自2024年5月1日起施行。\\n")
>>> law.title, [unit.number for unit in law.units if unit.level == "article"], str(law.effective)
('某办法', ['1', '2'], '2024-05-01')
"""
