"""What people and machines see: neutral tables made once, and writers that only render them.

``tables`` turns an evaluation into tables (wording, order, units, footnotes); ``terminal`` (rich),
``workbook`` (openpyxl) and ``text`` (csv, json, markdown) render. ``sentences`` words findings and errors,
``catalogs`` holds both languages, ``numbers`` writes figures, ``safe`` disarms text that came from files.
Nothing here computes, not even a sum. The package itself imports nothing: each writer brings its library.
"""
