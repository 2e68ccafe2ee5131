"""Other programs read an export, and must reckon what `qaf report quarterly` says of the same store, to the digit.

Run by tests/export/run: readers.py SCRATCH READER..., with a store in SCRATCH/store and QAF naming the program.
"""

import csv
import json
import os
import pathlib
import subprocess
import sys

SCRATCH = pathlib.Path(sys.argv[1])
READERS = sys.argv[2:]
# Days on which the store is exported, and the quarters that are compared then.
DAYS = {"2026-11-30": ["2026-27-Q3", "2026-27-Q2"], "2026-08-25": ["2026-27-Q2"]}
QUESTIONS = ["headline", "section-grades", "trend", "timeliness", "expectations"]


def qaf(day, *args):
    run = subprocess.run(
        [os.environ["QAF"], "--store", SCRATCH / "store", "--as-of", day, *args],
        check=True, capture_output=True, text=True,
    )
    return run.stdout


class DuckDb:
    """DuckDB over the Parquet files; the CSV must hold the same."""

    def __init__(self, folder):
        import duckdb

        self.connection = duckdb.connect()
        os.chdir(folder)
        self.connection.execute((folder / "sql/open-in-duckdb.sql").read_text())
        for resource in package(folder)["resources"]:
            name = resource["name"]
            types = ", ".join(f"'{f['name']}': '{KINDS[f['type']]}'" for f in resource["schema"]["fields"])
            text = f"read_csv('{name}.csv', header = true, columns = {{{types}}})"
            for one, other in [(name, text), (text, name)]:
                more = self.connection.sql(f"SELECT * FROM {one} EXCEPT ALL SELECT * FROM {other}").fetchall()
                assert not more, f"{name}: CSV and Parquet differ: {more[:3]}"

    def ask(self, question):
        rows = self.connection.sql(question)
        return [dict(zip(rows.columns, row)) for row in rows.fetchall()]


KINDS = {"string": "VARCHAR", "date": "DATE", "integer": "BIGINT", "boolean": "BOOLEAN"}


class Spark:
    """Spark over the Parquet files."""

    session = None

    def __init__(self, folder):
        from pyspark.sql import SparkSession

        if Spark.session is None:
            builder = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
            builder = builder.config("spark.sql.shuffle.partitions", "2").config("spark.log.level", "ERROR")
            builder = builder.config("spark.ui.showConsoleProgress", "false")
            Spark.session = builder.config("spark.sql.warehouse.dir", str(SCRATCH / "warehouse")).getOrCreate()
        for resource in package(folder)["resources"]:
            path = folder / resource.get("parquet", "cells")
            Spark.session.read.parquet(str(path)).createOrReplaceTempView(resource["name"])

    def ask(self, question):
        return [row.asDict() for row in Spark.session.sql(question).collect()]


def package(folder):
    return json.loads((folder / "datapackage.json").read_text())


def validate(folder):
    """The data package as frictionless reads it: types, keys, words, one table's rows named by another's."""
    from frictionless import Package

    os.chdir(folder)
    found = Package("datapackage.json").validate()
    assert found.valid, found.flatten(["name", "type", "message"])[:5]
    broken = folder.parent / "broken"
    subprocess.run(["cp", "-r", folder, broken], check=True)
    text = (broken / "section_grades.csv").read_text()
    (broken / "section_grades.csv").write_text(text.replace(",auditor,", ",somebody,", 1))
    os.chdir(broken)
    assert not Package("datapackage.json").validate().valid, "a word that no list has was not seen"
    os.chdir(folder)
    subprocess.run(["rm", "-r", broken], check=True)


def share(rows, part):
    of = [row for row in rows if row["part"] == part]
    if not of:
        return {"n": 0, "count": 0, "percent": None, "low": None, "high": None}
    (row,) = of
    return {"n": row["n"], "count": row["good"], **{end: float(row[end]) for end in ("percent", "low", "high")}}


def same(what, told, reckoned):
    assert told == reckoned, f"{what}:\n  qaf says      {told}\n  the export gives {reckoned}"


def compare(answers, told):
    quarter = told["quarter"]
    of = {name: [row for row in rows if row.get("quarter") == quarter] for name, rows in answers.items()}
    for part, key in [("all", "good_or_better"), ("random", "good_or_better_random"),
                      ("selected", "good_or_better_selected"), ("provisional", "provisional")]:
        same(key, told[key], share(of["headline"], part))
    grades = [{g: row[g.lower()] for g in ("O", "G", "RI", "I")} for row in of["headline"] if row["part"] == "all"]
    same("grades", [told["grades"]] if told["good_or_better"]["n"] else [], grades)
    key = lambda row: (row["form"], row["section"])
    sections = [{**{k: row[k] for k in ("form", "section", "not_applicable")},
                 **{g: row[g.lower()] for g in ("O", "G", "RI", "I")}} for row in of["section-grades"]]
    said = [{k: row[k] for k in sections[0]} for row in told["sections"]] if sections else told["sections"]
    same("sections", sorted(said, key=key), sorted(sections, key=key))
    steps = {row["step"]: [row["due"], row["on_time"], row["late"], row["still_open"], float(row["percent"])]
             for row in of["timeliness"]}
    said = {row["step"]: [row["due"], row["on_time"], row["late"], row["open"], row["percent"]]
            for row in told["timeliness"] if row["due"]}
    same("timeliness", said, steps)
    figures = ("expected", "exempt", "other_row", "allocated", "replaced", "withdrawn", "submitted")
    rows = {row["schedule_row"]: [row[figure] for figure in figures] for row in of["expectations"]}
    said = {row["row"]: [row[figure] for figure in figures] for row in told["expected"]}
    # A row of which no period ends in the quarter has no line.
    same("expectations", said, {row: [0] * len(figures) for row in said} | rows)
    points = [[p["cycle"], p["share"]["n"], p["share"]["count"], p["share"]["percent"]] for p in told["trend"]["points"]]
    last = points[-1][0] if points else ""
    trend = [[row["cycle"], row["n"], row["good"], float(row["percent"])] for row in answers["trend"] if row["cycle"] <= last]
    same("trend", points, trend[-24:])
    return 4 + len(of["section-grades"]) + len(steps) + len(rows) + len(points)


def pool(day, reader):
    """Cells of two councils, laid over one another, are pooled by their sum."""
    folder = SCRATCH / "pool"
    if not folder.exists():
        qaf(day, "export", "--pool", str(folder))
        for part in list((folder / "cells").glob("council=*")):
            subprocess.run(["cp", "-r", part, folder / "cells/council=another"], check=True)
    if reader is DuckDb:
        import duckdb

        os.chdir(folder)
        connection = duckdb.connect()
        files = list(folder.glob("cells/*/*/*.parquet"))
        if not files:
            return 0
        connection.execute("CREATE VIEW cells AS SELECT * FROM read_parquet('cells/*/*/*.parquet', hive_partitioning = true)")
        ask = lambda text: connection.sql(text).fetchall()
    else:
        if not list(folder.glob("cells/*/*/*.parquet")):
            return 0
        Spark(folder)
        ask = lambda text: [tuple(row) for row in Spark.session.sql(text).collect()]
    rows = list(csv.DictReader((folder / "cells.csv").read_text(encoding="utf-8-sig").splitlines()))
    ((total,),) = ask("SELECT sum(n) FROM cells")
    same("the pool", 2 * sum(int(row["n"]) for row in rows), total)
    ask((folder / "sql/pooled.sql").read_text())
    return len(rows)


def main():
    for day, quarters in DAYS.items():
        folder = SCRATCH / f"export-{day}"
        qaf(day, "export", str(folder))
        told = [json.loads(qaf(day, "report", "quarterly", "--quarter", q, "--format", "json")) for q in quarters]
        for name in READERS:
            if name == "frictionless":
                validate(folder)
                print(f"frictionless: the data package of {day} is sound")
                continue
            reader = {"duckdb": DuckDb, "spark": Spark}[name](folder)
            answers = {q: reader.ask((folder / f"sql/{q}.sql").read_text()) for q in QUESTIONS}
            n = sum(compare(answers, report) for report in told)
            cells = pool(day, type(reader))
            print(f"{name}: {n} figures of {day} as the report has them, to the digit; {cells} cells pooled")


main()
