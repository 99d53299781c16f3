"""What people and machines see: neutral tables made once, and writers that only render them.

From below: ``catalogs`` holds both languages, ``safe`` disarms text that came from files, ``numbers`` writes
figures, ``table`` is the neutral table and ``show`` one value of it. ``sentences`` says, ``tables`` shows,
``machine`` and ``schemas`` name what programs read, ``paper`` is what papers share, and ``writers`` has a folder
or module a format. Nothing here computes, not even a sum. The package itself imports nothing: each writer brings
its library.
"""
