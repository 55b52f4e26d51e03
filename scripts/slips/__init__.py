"""Slips as typing, pasting and converting make them, planted into clean text by ``scripts/plant_slips.py``.

lines.py    slips of characters, marks, words, names, dates and counts, in any text
issues.py   slips between the parts of an issue
"""
