#!/usr/bin/env python3
"""What commands that look at the whole store cost, beside a walk, `cat` and the script that a user would write.

    benches/whole_store.py QAF AUDITS FOLDER     makes a store of so many audits in the folder, where there is none, and measures
    benches/whole_store.py --naive STORE         the script that a user would write, alone

The store is the demo's, its audits copied under other numbers, with their kept copies: 55 KB an audit on the disk. Everything is
measured in one run, as processor time of user and system together: the clock says little where others work on the machine.
"""

import hashlib
import os
import re
import shutil
import subprocess
import sys
import time

AS_OF = "2026-11-24"
AUDIT = re.compile(r"[A-Z]+-\d\d-\d+")


def naive(store):
    """The grades of all audits, of two files each: PyYAML's C loader."""
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    grades = {}
    for folder, folders, files in os.walk(os.path.join(store, "audits")):
        folders[:] = [name for name in folders if name != "kept"]
        for name in {"audit.yaml", "moderation.yaml"} & set(files):
            try:
                with open(os.path.join(folder, name), "rb") as file:
                    read = yaml.load(file, Loader=loader) or {}
            except yaml.YAMLError:
                continue
            grade = (read.get("overall") or {}).get("grade")
            grades[str(grade)] = grades.get(str(grade), 0) + 1
    print(loader.__name__, grades)


def audits_of(store):
    for folder, folders, _ in os.walk(os.path.join(store, "audits")):
        if AUDIT.fullmatch(os.path.basename(folder)):
            folders[:] = []
            yield os.path.relpath(folder, store)


def files_of(folder):
    for above, _, names in os.walk(folder):
        for name in names:
            path = os.path.join(above, name)
            with open(path, "rb") as file:
                yield os.path.relpath(path, folder), file.read()


def copy(store, folder, number):
    """An audit under another number; its log and its kept copies have the fingerprints of what they hold now."""
    old = os.path.basename(folder)
    new = f"{old.rsplit('-', 1)[0]}-{number}"
    files = {name: (data, data.replace(old.encode(), new.encode())) for name, data in files_of(os.path.join(store, folder))}
    hashes = {hashlib.sha256(was).hexdigest(): hashlib.sha256(now).hexdigest() for was, now in files.values()}
    place = os.path.join(store, os.path.dirname(folder), new)
    for name, (was, now) in files.items():
        if name == "log.yaml":
            for one, other in hashes.items():
                now = now.replace(one.encode(), other.encode())
        if kept := re.fullmatch(r"(kept/.*-)[0-9a-f]{8}(\.\w+)", name):
            name = kept[1] + hashes[hashlib.sha256(was).hexdigest()][:8] + kept[2]
        path = os.path.join(place, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as file:
            file.write(now)
    open(os.path.join(store, "ids", new), "w").close()


def make(qaf, audits, store):
    subprocess.run([qaf, "demo", store], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    known = sorted(audits_of(store))
    for made in range(len(known), audits):
        copy(store, known[made % len(known)], 10_000 + made)


def run(command, cwd=None, env=None, times=1):
    """The least processor time, the clock's time with it, and the most memory, of so many runs."""
    runs = []
    for _ in range(times):
        begun = time.monotonic()
        child = subprocess.Popen(command, cwd=cwd, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        _, status, used = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode not in (0, 1):
            sys.exit(f"{command} ended with {child.returncode}")
        runs.append((used.ru_utime + used.ru_stime, time.monotonic() - begun, used.ru_maxrss / 1024))
    return (*min(runs)[:2], max(memory for _, _, memory in runs))


class Bench:
    def __init__(self, qaf, store, folder):
        self.qaf, self.store, self.folder = qaf, store, folder
        self.env = {**os.environ, "QAF_CACHE": os.path.join(folder, "cache"), "QAF_AS_OF": AS_OF}

    def told(self, name, command, times=1, against=None, unit=1.0, cwd=None):
        seconds, clock, memory = run(command, cwd or self.store, self.env, times)
        ratio = f"{seconds / unit:8.2f} x {against}" if against else ""
        print(f"{name:44}{seconds:9.3f}{clock:9.3f}{memory:8.0f} MB{ratio}", flush=True)
        return seconds

    def all(self):
        qaf, out = self.qaf, os.path.join(self.folder, "export")
        print(f"{'':44}{'cpu s':>9}{'clock s':>9}{'peak':>11}   load {os.getloadavg()[0]:.1f}")
        find = self.told("find, with size and time", ["find", "audits", "-printf", "%s %T@\\n"], 3)
        cat = "find audits -type f -print0 | xargs -0 -n 500 -P 2 cat"
        self.told("cat in two processes", ["sh", "-c", cat], 2, "find", find)
        script = self.told("the script", [sys.executable, os.path.abspath(__file__), "--naive", "."])
        commands = [["report", "quarterly"], ["tracker"], ["due"], ["validate"], ["report", "section", "reviews"]]
        cold = {}
        for command in commands:
            name = " ".join(command)
            cold[name] = self.told(f"{name}, cold", [qaf, "--no-cache", *command], 1, "script (goal 0.13)", script)
        self.told("tracker, cold, and kept", [qaf, "tracker"], 1, "script", script)
        time.sleep(2.5)
        self.told("tracker, kept at last", [qaf, "tracker"], 1, "find", find)
        warm = {}
        for command in commands:
            name = " ".join(command)
            warm[name] = self.told(f"{name}, warm", [qaf, *command], 2, "find (goal 3)", find)
        changed = os.path.join(self.store, sorted(audits_of(self.store))[7], "audit.yaml")
        with open(changed, "a", encoding="utf-8") as file:
            file.write("# looked at\n")
        time.sleep(2.5)
        self.told("tracker, one audit changed", [qaf, "tracker"], 1, "warm", warm["tracker"])
        for name, more in (("cold", ["--no-cache"]), ("warm", [])):
            shutil.rmtree(out, ignore_errors=True)
            self.told(f"export, {name}", [qaf, *more, "export", out], 1, "cold report (goal 2)", cold["report quarterly"])
        shutil.rmtree(out, ignore_errors=True)
        empty = os.path.join(self.folder, "empty")
        if not os.path.exists(empty):
            subprocess.run([qaf, "init", empty], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.told("--version", [qaf, "--version"], 20, "3 ms", 0.003)
        self.told("tracker of an empty store", [qaf, "tracker"], 20, "8 ms", 0.008, empty)


def main():
    if sys.argv[1:2] == ["--naive"]:
        return naive(sys.argv[2])
    qaf, audits, folder = os.path.abspath(sys.argv[1]), int(sys.argv[2]), os.path.abspath(sys.argv[3])
    store = os.path.join(folder, f"store-{audits}")
    os.makedirs(folder, exist_ok=True)
    if not os.path.exists(store):
        make(qaf, audits, store)
        time.sleep(2.5)
    return Bench(qaf, store, folder).all()


if __name__ == "__main__":
    sys.exit(main())
