#!/usr/bin/env python3
"""Builds the demo city over HTTP: the parks and offices, then every row of real-projects.csv, and a report of what was taken.

    import.py --base http://127.0.0.1:8080 --data DIR [--unless-there]
    import.py --plan       what it would send, one JSON line a request, without a server

Two rows of one project are one project with two published facts. Unknown amounts stay unknown. Rows of other cities go
to the interface too and are refused by it, with its reason. Running it again changes nothing, however much later: every
request has an Idempotency-Key made of its row, and what is there already is found and left alone. With --unless-there a
city that an earlier run has completed is only said to be there. Reports: demo-report.json and demo-report.txt in DIR. Exit code 0: every row was taken or refused by a rule; 1: something else
went wrong.
"""
import argparse
import csv
import decimal
import json
import pathlib
import sys

sys.dont_write_bytecode = True  # the program folder may be read-only
import offices  # noqa: E402
import parks  # noqa: E402
from interface import Interface, Unreachable, is_rule, refusal  # noqa: E402

HERE = pathlib.Path(__file__).resolve().parent
CITY = "5107"  # every division of Mianyang begins so
FEN_PER_YI = decimal.Decimal(10_000_000_000)
SOURCE = "公开报道整理 / compiled from published reports"
DUPLICATE = "L1404"
EXISTS = 409
BAR = 30


def read_rows():
    with open(HERE / "real-projects.csv", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def fen(row):
    """The published amount in fen, None where none was published. Exact: a fraction of a fen would be an error."""
    if not row["amount_yi"]:
        return None
    amount = decimal.Decimal(row["amount_yi"]) * FEN_PER_YI
    if amount != int(amount):
        raise ValueError(f"{row['name']}: {row['amount_yi']} 亿元 is no whole number of fen")
    return int(amount)


def registration(row):
    # An enterprise that no report names is called so, and differently for each project: unknown ones are not one firm.
    body = {"name": row["name"], "channel": "existing_enterprise", "region_code": row["region_code"],
            "enterprise": {"name": row["enterprise"] or "企业未公布：" + row["name"]}}
    for field in ("industry_code", "park_code"):
        if row[field]:
            body[field] = row[field]
    if fen(row) is not None:
        body["agreed_amount_fen"] = fen(row)
    return body


def published_fact(row):
    fact = {"stage_text": row["stage"], "source": SOURCE}
    if row["dated"]:
        fact["dated"] = row["dated"]
    if fen(row) is not None:
        fact["amount_fen"] = fen(row)
    return fact


def plan(rows):
    """Every request in order: parks, offices, a registration for each new project, a fact for each row of this city."""
    for body in parks.bodies():
        yield {"send": "park", "path": "/v1/parks", "body": body, "expected": "taken"}
    for body in offices.bodies():
        yield {"send": "office", "path": "/v1/offices", "body": body, "expected": "taken"}
    registered = set()
    for number, row in enumerate(rows, 1):
        own = row["region_code"].startswith(CITY)
        if row["name"] not in registered:
            registered.add(row["name"])
            yield {"send": "project", "row": number, "path": "/v1/projects", "body": registration(row),
                   "expected": "taken" if own else "out_of_territory"}
        if own:
            yield {"send": "fact", "row": number, "path": "/v1/projects/{id}/published-facts",
                   "body": published_fact(row), "expected": "taken"}


def holds(view, fact):
    return any(all(known.get(k) == fact.get(k) for k in ("stage_text", "dated", "amount_fen", "source"))
               for known in view.get("published_facts", []))


class Import:
    def __init__(self, interface):
        self.interface = interface
        self.projects = {}  # name -> id
        self.report = []

    def add_organisations(self):
        for request in plan([]):
            code = request["body"]["code"]
            status, answer = self.interface.call("POST", request["path"], request["body"],
                                                 key=f"demo-{request['send']}-{code}")
            if status not in (201, EXISTS):
                raise Unreachable(f"单位未能登记 / organisation not registered: {code} {status} {refusal(answer)}")

    def add_row(self, number, row):
        """True: the row was taken, or refused by a rule."""
        line = {"row": number, "name": row["name"], "place": row["place"], "taken": False, "why": ""}
        self.report.append(line)
        if row["name"] in self.projects:
            line["same_project_as"] = self.projects[row["name"]]
        else:
            status, answer = self.interface.call("POST", "/v1/projects", registration(row),
                                                 key=f"demo-project-{row['name']}")
            found = answer.get("id") if status == 201 else None
            if not found and answer.get("code") == DUPLICATE:  # imported so long ago that its key is forgotten
                found = self.interface.project_named(row["name"])
            if not found:
                line.update(why=refusal(answer), status=status)
                return is_rule(status, answer)
            self.projects[row["name"]] = found
        return self.add_fact(number, row, self.projects[row["name"]], line)

    def add_fact(self, number, row, project, line):
        fact = published_fact(row)
        status, view = self.interface.call("GET", "/v1/projects/" + project)
        if status == 200 and not holds(view, fact):
            status, view = self.interface.call("POST", f"/v1/projects/{project}/published-facts", fact,
                                               key=f"demo-fact-{number}-{project}", version=view["version"])
        line.update(project=project, status=status, taken=status == 200)
        if status != 200:
            line["why"] = refusal(view)
            return is_rule(status, view)
        line["admission"] = (view.get("admission") or {}).get("verdict")
        line["amount_fen"] = fen(row)
        if fen(row) is None:
            line["why"] = "金额未公布，保持未知 / amount not published, kept unknown"
        return True

    def totals(self):
        taken = [line for line in self.report if line["taken"]]
        amounts = {line["project"]: line["amount_fen"] for line in taken if line["amount_fen"] is not None}
        return {"rows": len(self.report), "taken": len(taken), "refused": len(self.report) - len(taken),
                "projects": len({line["project"] for line in taken}), "projects_with_amount": len(amounts),
                "known_amount_fen": sum(amounts.values())}

    def write(self, folder, sound, stopped=""):
        totals = self.totals()
        content = {"complete": sound and not stopped, "totals": totals, "rows": self.report}
        content |= {"stopped": stopped} if stopped else {}
        (folder / "demo-report.json").write_text(json.dumps(content, ensure_ascii=False, indent=1), encoding="utf-8")
        text = [f"演示城市导入报告 / demo import",
                f"共 {totals['rows']} 行：录入 {totals['taken']} 行（{totals['projects']} 个项目），未录入 {totals['refused']} 行",
                f"{totals['projects_with_amount']} 个项目金额已公布，合计 "
                f"{decimal.Decimal(totals['known_amount_fen']) / FEN_PER_YI} 亿元；其余保持未知",
                f"{totals['rows']} rows: {totals['taken']} taken as {totals['projects']} projects, "
                f"{totals['refused']} refused; amounts that were not published stay unknown", ""]
        if stopped:
            text.append(f"中断 / stopped: {stopped}\n")
        for line in self.report:
            mark = "录入" if line["taken"] else "未录"
            admission = {"admitted": "准入", "denied": "不准入", "no_park": "未定园区"}.get(line.get("admission"), "")
            text.append(" ".join(part for part in (f"{line['row']:>3}", mark, line["place"], line["name"], admission)
                                 if part) + (f" —— {line['why']}" if line["why"] else ""))
        (folder / "demo-report.txt").write_text("\n".join(text) + "\n", encoding="utf-8")


def show_progress(done, total):
    if sys.stderr.isatty() or done == total:
        full = BAR * done // total
        print(f"\r导入 / importing {'█' * full}{'░' * (BAR - full)} {done}/{total}", end="", file=sys.stderr)
    if done == total:
        print(file=sys.stderr)


def imported_before(folder):
    """The report of a run that took every row or had it refused by a rule; None where there was none."""
    try:
        report = json.loads((folder / "demo-report.json").read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return None
    return report if report.get("complete") and report["totals"]["rows"] == len(read_rows()) else None


def run(options):
    if options.unless_there and (before := imported_before(options.data)):
        print(f"演示城市已导入（{before['totals']['projects']} 个项目），不再重复，见 / the demo city is there already, see "
              f"{options.data / 'demo-report.txt'}")
        return 0
    try:
        accounts = json.loads((options.data / "demo-accounts.json").read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        print(f"没有演示账号：请以 deploy/up.sh --demo 启动 / no demo accounts, start with deploy/up.sh --demo: "
              f"{error.filename}", file=sys.stderr)
        return 1
    rows = read_rows()
    city = Import(Interface(options.base))
    sound, stopped = True, ""
    try:
        city.interface.sign_in(accounts, "bureau")
        city.add_organisations()
        for number, row in enumerate(rows, 1):
            sound = city.add_row(number, row) and sound
            show_progress(number, len(rows))
    except Unreachable as error:
        stopped = str(error)
        print(f"\n导入中断 / import stopped: {stopped}", file=sys.stderr)
    city.write(options.data, sound, stopped)
    totals = city.totals()
    print(f"录入 {totals['taken']} 行（{totals['projects']} 个项目），未录入 {totals['refused']} 行，见 / see "
          f"{options.data / 'demo-report.txt'}")
    return 0 if sound and not stopped else 1


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--base")
    parser.add_argument("--data", type=pathlib.Path)
    parser.add_argument("--unless-there", action="store_true")
    parser.add_argument("--plan", action="store_true")
    options = parser.parse_args()
    if options.plan:
        for request in plan(read_rows()):
            print(json.dumps(request, ensure_ascii=False))
        return 0
    if not options.base or not options.data:
        parser.error("--base and --data, or --plan")
    return run(options)


if __name__ == "__main__":
    sys.exit(main())
