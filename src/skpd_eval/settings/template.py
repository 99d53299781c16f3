"""The commented configuration that ``skpd-eval init`` writes."""

from __future__ import annotations

_TEMPLATE = """\
# skpd-eval.toml: what the exports do not say. Every line is optional; what is commented out shows the shape.
# Paths are relative to this file. Numbers that the law sets do not stand here: see `skpd-eval rules`.

# Folder of the government's own regulations and house rules (one TOML file a parameter), and its own layouts.
# rules = "rules"
# layouts = ["layouts"]

[government]
# name = "Kota Batu"
# code = "35.79"
timezone = "Asia/Jakarta"

[ledger]
# path = "skpd-eval.sqlite"

[language]
# "id" or "en": language of screen and papers.
# default = "id"

[tables]
# Call agencies by their short names (DPUPR), as --short-names does.
short_names = false

[evaluation]
# How the gaps of the printed scale are closed: "integer_half_up", "floor" or "upper_closed".
scale_boundary = "integer_half_up"
# Status: colours of the deviation by "sbe_sumbar" or "lebong_tepra", or of the absorption by "monthly_corridor".
deviation_status = "sbe_sumbar"
# Which record of spending a ranking uses where an agency has several.
realization_basis_order = ["lra", "sp2d", "spj", "agency"]
# Weights of the combined measure; they must sum to one.
combined_weights = { physical = 0.5, absorption = 0.5 }
# Percent above which an output counts no more in an agency's mean, at least 100, or "none".
output_cap = 100
# How many agencies `skpd-eval lowest` shows.
lowest_count = 10

# The register: one block an agency. An alias may belong to one agency only.
# [[agency]]
# code = "2.07.0.00.0.00.01.0000"
# name = "Dinas Tenaga Kerja"
# short = "Disnaker"         # what people call it; tables too, with --short-names
# aliases = ["Disnakertrans", "A17"]
# group = "Asisten Pemerintahan dan Kesejahteraan Rakyat"
# valid_from = 2022-01-01
# valid_to = 2025-12-31
# exclude = false
# exclude_reason = ""
# An agency with a new code or name is still the same one: `codes` lists the codes it had before, oldest first.
# codes = ["2.07.3.32.0.00.01.0000"]
# `formerly` lists agencies that it continues, by code or name. One continued by one alone is the same agency; where
# several were merged, or one was split (then each part lists it), the old ones no longer report.
# formerly = ["Dinas Tenaga Kerja dan Transmigrasi"]

# Priority programs, shown by `skpd-eval show --priorities`: program, activity or sub-activity codes.
# [[priority]]
# label = "Penurunan stunting"
# codes = ["1.02.02.2.02", "2.14.02"]
# owner = "Dinas Kesehatan"

# How an output indicator is read: what stands here wins over what its file says; without both, higher is better.
# [[indicator]]
# name = "Waktu tunggu pelayanan"
# polarity = "lower"          # "higher", "lower", "range" (with upper) or "stable"
# consolidation = "average"   # of single months or quarters: "sum", "average" or "last"
# upper = 8

# A warning that is known and accepted, by its code (docs/findings.md lists them).
# [[allow]]
# finding = "cutoffs-differ"
# reason = "Puskesmas report on the 25th"

# What words of headings mean, where a file was refused for them: `harmless` ones say nothing, `unread` columns are
# left out, and else what they hold, as `--column` has it.
# [words]
# harmless = ["kotor"]
# agency = ["asisten / perangkat daerah"]
# budget = ["plafon sementara"]

[letterhead]
# lines = ["PEMERINTAH KOTA BATU", "SEKRETARIAT DAERAH"]
# place = "Batu"
# logo = "logo.png"

# [[letterhead.signatory]]
# position = "Sekretaris Daerah"
# name = ""
# rank = ""
# nip = ""
"""


def template() -> str:
    """Give a commented configuration that loads back equal to the defaults."""
    return _TEMPLATE
