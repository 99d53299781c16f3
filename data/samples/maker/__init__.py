"""Maker of the sample data: made-up amounts that reproduce what was published about Kota Batu in 2023.

`figures.toml` holds one amount an agency and kind of expenditure; the modules only spread these over
sub-activities, accounts and months, without a sen lost, and write them in the layouts of real exports.
"""
