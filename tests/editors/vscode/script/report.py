"""Sum up what was spent, by month and by shop."""

import csv
import sys
from collections import defaultdict

CURRENCY = "€"


def reader(path):
    """Return a function that gives the next line of spendings, or None."""
    file = open(path, newline="")
    rows = csv.DictReader(file)
    count = 0

    def following():
        nonlocal count
        for row in rows:
            count += 1
            return row["date"][:7], row["shop"], float(row["amount"])
        print(f"{count} lines in {path}", file=sys.stderr)
        file.close()
        return None

    return following


def totals(path):
    """Return what was spent, by month and shop."""
    spent = defaultdict(float)
    following = reader(path)
    while line := following():
        month, shop, amount = line
        spent[month, shop] += amount
    return spent


def main():
    for path in sys.argv[1:]:
        spent = totals(path)
        for (month, shop), amount in sorted(spent.items()):
            print(f"{month}  {shop:<20} {amount:>10.2f} {CURRENCY}")


if __name__ == "__main__":
    main()
