"""Reads CSV as Python's own module does, strictly, and writes its rows as a JSON list of objects."""
import csv
import io
import json
import sys

table = io.TextIOWrapper(sys.stdin.buffer, encoding="utf-8-sig", newline="")
json.dump(list(csv.DictReader(table, strict=True)), sys.stdout)
