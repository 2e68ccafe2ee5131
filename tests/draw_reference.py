"""A second telling of the rule qaf-draw/1, kept apart from the program's own so that the two can be compared.

Reads one JSON document a line from standard input: {"seed", "cycle", "unit", "pool": [[case, holder, status]],
"history": [[holder, status]]}. Writes for each {"pool", "cycle", "order": [[case, tickets, winning ticket, hash]]}.
"""
import hashlib
import json
import sys

BY_HOLDER = {0: 16, 1: 4}  # and 1 for two and more
BY_STATUS = {0: 4, 1: 2}


def hashed(lines):
    digest = hashlib.sha256()
    for line in lines:
        digest.update(line.encode("utf-8"))
        digest.update(b"\n")
    return digest.hexdigest()


def fingerprint(unit, pool, past):
    lines = ["qaf-pool/1", "unit\t" + unit]
    lines += ["h\t{}\t{}".format(*two) for two in past]
    lines += ["c\t{}\t{}\t{}".format(*three) for three in sorted(pool, key=lambda row: row[0].encode("utf-8"))]
    return hashed(lines)


def ticket_count(holder, status, past):
    holders = [two[0] for two in past]
    statuses = [two[1] for two in past]
    factor = BY_HOLDER.get(holders.count(holder), 1)
    if holders and holders[-1] == holder:
        factor = 1
    return factor * BY_STATUS.get(statuses.count(status), 1)


def ranked(ask, past):
    rows = []
    for case, holder, status in ask["pool"]:
        count = ticket_count(holder, status, past)
        lowest, winner = None, None
        for number in range(1, count + 1):
            ticket = hashed(["qaf-draw/1", ask["seed"], ask["cycle"], ask["unit"], case, str(number)])
            if lowest is None or ticket < lowest:
                lowest, winner = ticket, number
        rows.append([case, count, winner, lowest])
    rows.sort(key=lambda row: (row[3], row[0].encode("utf-8")))
    return rows


def main():
    out = open(sys.stdout.fileno(), "w", encoding="utf-8", newline="\n", closefd=False)
    for line in open(sys.stdin.fileno(), encoding="utf-8", closefd=False):
        ask = json.loads(line)
        past = ask["history"][-6:]
        pool = fingerprint(ask["unit"], ask["pool"], past)
        answer = {
            "pool": pool,
            "cycle": hashed(["qaf-cycle/1", ask["cycle"], ask["unit"] + "\t" + pool]),
            "order": ranked(ask, past),
        }
        out.write(json.dumps(answer) + "\n")
    out.flush()


main()
