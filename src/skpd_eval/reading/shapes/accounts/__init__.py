"""Statements by account (LRA, postures), and their pivots."""
