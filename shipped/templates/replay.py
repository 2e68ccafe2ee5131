# Replays the record of a draw by the rule qaf-draw/1, without qaf: python3 replay.py RECORD.json
import hashlib, json, sys

def sha(*fields):  # the SHA-256 of every field, each followed by a line feed
    return hashlib.sha256("".join(f + "\n" for f in fields).encode("utf-8")).hexdigest()

def tickets(case, history):  # 1 to 64: fewer for a case-holder and a legal status drawn lately
    holder, status = (min(2, sum(past[i] == case[i + 1] for past in history)) for i in (0, 1))
    return ((16, 4, 1)[holder] if history[-1:] == [] or history[-1][0] != case[1] else 1) * (4, 2, 1)[status]

def canonical(document):  # JSON with sorted keys and no spaces
    return json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode("utf-8")

def check(what, written, found):
    if written != found:
        sys.exit(print(ascii("%s: the record says %s, the replay gives %s" % (what, written, found))[1:-1]) or 1)

raw = open(sys.argv[1], "rb").read()
record = json.loads(raw.decode("utf-8"))
cycle, seed, taken, pools = record["cycle"], record["seed"], set(), {}
for unit in record["units"]:
    name, pool, history = unit["unit"], sorted(unit["pool"]), unit["history"][-6:]
    past, cases = ("\t".join(["h"] + p) for p in history), ("\t".join(["c"] + c) for c in pool)
    pools[name] = sha("qaf-pool/1", "unit\t" + name, *past, *cases)
    check(name + ", fingerprint of the pool", unit["pool_sha256"], pools[name])
    order = sorted(min((sha("qaf-draw/1", seed, cycle, name, c[0], str(j)), c[0], n, j) for j in range(1, n + 1))
                   for c in pool if seed for n in [tickets(c, history)])
    check(name + ", number of ranks", len(unit["ranked"]), len(order))
    for i, (row, found) in enumerate(zip(unit["ranked"], order), 1):
        written = tuple(row[key] for key in ("rank", "digest", "case_id", "tickets", "winning_ticket"))
        check(name + ", rank %d" % i, written, (i,) + found)
    first = next((row["case_id"] for row in unit["ranked"] if not row["passed"]), None)
    check(name + ", the case drawn", (unit["drawn"] or {}).get("case_id"), first)
    check(name + ", a case drawn twice", first in taken and first is not None, False)
    taken.add(first)
check("cycle's fingerprint", record["cycle_fingerprint"], sha("qaf-cycle/1", cycle, *map("\t".join, sorted(pools.items()))))
check("the file, byte for byte", raw == canonical(record) + b"\n", True)
check("SHA-256 of the record", record.pop("record_sha256"), hashlib.sha256(canonical(record)).hexdigest())
print("OK")
