"""Opens this release with Python's standard library: python3 start.py

With pandas, so that codes such as "010" stay text and the words "NA" and
"None" stay words:

    reports = pandas.read_csv("reports.csv", dtype=str, keep_default_na=False)
"""

import csv
import sys
from collections import Counter
from pathlib import Path

HERE = Path(__file__).resolve().parent
csv.field_size_limit(2**31 - 1)  # texts of articles may be long


def rows(name):
    """The rows of a table as dicts of text; an empty string is absent."""
    with open(HERE / (name + ".csv"), encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def main():
    articles = {row["article_id"]: row for row in rows("articles")}
    reports, types, checked, wrong = set(), Counter(), 0, 0
    evidence = 0
    for row in rows("reports"):
        evidence += 1
        if row["report_id"] not in reports:
            reports.add(row["report_id"])
            types[row["type"]] += 1
        text = articles[row["article_id"]].get(row["field"])
        if text is not None:  # the texts are there with --text only, titles always
            checked += 1
            wrong += text[int(row["char_start"]):int(row["char_end"])] != row["quote"]
    events = Counter(row["kind"] for row in rows("events"))
    print(events["event"], "events, and", events["denied"], "denied,", events["correction"], "corrections")
    print(len(reports), "reports,", evidence, "pieces of evidence,", len(articles), "articles")
    for name, number in types.most_common():
        print(f"{number:8} {name}")
    pairs = Counter()
    for row in rows("dyad_day"):
        pairs[row["actor"] + " > " + row["recipient"]] += int(row["events"])
    for name, number in pairs.most_common(10):
        print(f"{number:8} {name}")
    print(checked, "quotations held against their text,", wrong, "wrong")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
