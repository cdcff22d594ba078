#!/usr/bin/env python3
"""Builds the demo city over HTTP: the parks, then every row of real-projects.csv, and a report of what was taken.

    import.py --base http://127.0.0.1:8080 --data DIR

Two rows of one project are one project with two published facts. Unknown amounts stay unknown. Rows of other cities go
to the interface too and are refused by it, with its reason. Running it again changes nothing: every request has an
Idempotency-Key made of its row. Exit code 0: every row was taken or refused by a rule; 1: something else went wrong.
"""
import argparse
import csv
import decimal
import hashlib
import http.client
import json
import pathlib
import sys
import urllib.parse

import parks

HERE = pathlib.Path(__file__).resolve().parent
FEN_PER_YI = decimal.Decimal(10_000_000_000)
SOURCE = "公开报道整理 / compiled from published reports"
LIMIT_S = 30


class Interface:
    def __init__(self, base):
        self.base = urllib.parse.urlsplit(base)
        self.token = None

    def call(self, method, path, body=None, key=None, version=None):
        headers = {"Content-Type": "application/json", "Accept-Language": "zh"}
        if self.token:
            headers["Authorization"] = "Bearer " + self.token
        if key:
            headers["Idempotency-Key"] = hashlib.sha256(key.encode()).hexdigest()[:40]
        if version is not None:
            headers["If-Match"] = f'"{version}"'
        connection = http.client.HTTPConnection(self.base.hostname, self.base.port, timeout=LIMIT_S)
        try:
            connection.request(method, path, json.dumps(body, ensure_ascii=False).encode() if body else None, headers)
            response = connection.getresponse()
            text = response.read()
            return response.status, json.loads(text) if text else {}
        finally:
            connection.close()

    def sign_in(self, accounts):
        account = next(a for a in accounts if "bureau" in a["roles"])
        status, answer = self.call("POST", "/v1/sessions",
                                   {"username": account["username"], "password": account["password"]})
        if status not in (200, 201):
            raise SystemExit(f"无法登录 / cannot sign in: {status} {answer}")
        self.token = answer["token"]


def registration(row):
    body = {"name": row["name"], "channel": "existing_enterprise", "region_code": row["region_code"],
            # An enterprise that no report names is called so, and differently for each project.
            "enterprise": {"name": row["enterprise"] or "企业未公布：" + row["name"]}}
    if row["industry_code"]:
        body["industry_code"] = row["industry_code"]
    if row["park_code"]:
        body["park_code"] = row["park_code"]
    if row["amount_yi"]:
        body["agreed_amount_fen"] = int(decimal.Decimal(row["amount_yi"]) * FEN_PER_YI)
    return body


def published_fact(row):
    fact = {"stage_text": row["stage"], "source": SOURCE}
    if row["dated"] and row["dated"][0].isdigit():
        fact["dated"] = row["dated"]
    if row["amount_yi"]:
        fact["amount_fen"] = int(decimal.Decimal(row["amount_yi"]) * FEN_PER_YI)
    return fact


def refusal(answer):
    return f"{answer.get('code', '')} {answer.get('title', '')}：{answer.get('detail', '')}"


class Import:
    def __init__(self, interface):
        self.interface = interface
        self.projects = {}  # name -> id
        self.report = []

    def add_parks(self):
        for body in parks.bodies():
            status, answer = self.interface.call("POST", "/v1/parks", body, key="demo-park-" + body["code"])
            if status not in (201, 409):
                raise SystemExit(f"园区未能登记 / park not registered: {body['code']} {status} {answer}")

    def add_row(self, number, row):
        line = {"row": number, "name": row["name"], "place": row["place"], "taken": False, "why": ""}
        self.report.append(line)
        project = self.projects.get(row["name"])
        if project is None:
            status, answer = self.interface.call("POST", "/v1/projects", registration(row),
                                                 key=f"demo-project-{row['name']}")
            if status != 201:
                line.update(why=refusal(answer), status=status)
                return 400 <= status < 500
            project = self.projects[row["name"]] = answer["id"]
        else:
            line["same_project_as"] = project
        return self.add_fact(number, row, project, line)

    def add_fact(self, number, row, project, line):
        _, view = self.interface.call("GET", "/v1/projects/" + project)
        status, answer = self.interface.call("POST", f"/v1/projects/{project}/published-facts", published_fact(row),
                                             key=f"demo-fact-{number}-{row['name']}", version=view.get("version"))
        line.update(project=project, taken=status == 200, why="" if status == 200 else refusal(answer), status=status)
        if status == 200 and not row["amount_yi"]:
            line["why"] = "金额未公布，保持未知 / amount not published, kept unknown"
        return status == 200

    def write(self, folder):
        taken = [line for line in self.report if line["taken"]]
        refused = [line for line in self.report if not line["taken"]]
        totals = {"rows": len(self.report), "taken": len(taken), "refused": len(refused),
                  "projects": len({line["project"] for line in taken})}
        (folder / "demo-report.json").write_text(
            json.dumps({"totals": totals, "rows": self.report}, ensure_ascii=False, indent=1), encoding="utf-8")
        text = [f"演示城市导入报告 / demo import: 共 {totals['rows']} 行，录入 {totals['taken']} 行、{totals['projects']} 个项目，"
                f"未录入 {totals['refused']} 行 / {totals['taken']} rows taken as {totals['projects']} projects, "
                f"{totals['refused']} refused", ""]
        for line in self.report:
            text.append(f"{line['row']:>3} {'录入' if line['taken'] else '未录'} {line['place']} {line['name']}"
                        + (f" —— {line['why']}" if line["why"] else ""))
        (folder / "demo-report.txt").write_text("\n".join(text) + "\n", encoding="utf-8")
        return totals


def read_rows():
    with open(HERE / "real-projects.csv", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--base", required=True)
    parser.add_argument("--data", required=True, type=pathlib.Path)
    options = parser.parse_args()
    interface = Interface(options.base)
    interface.sign_in(json.loads((options.data / "demo-accounts.json").read_text(encoding="utf-8")))
    city = Import(interface)
    city.add_parks()
    rows = read_rows()
    sound = True
    for number, row in enumerate(rows, 1):
        sound = city.add_row(number, row) and sound
        if sys.stderr.isatty() or number == len(rows):
            print(f"\r导入 / importing {number}/{len(rows)}", end="", file=sys.stderr)
    print(file=sys.stderr)
    totals = city.write(options.data)
    print(f"录入 {totals['taken']} 行（{totals['projects']} 个项目），未录入 {totals['refused']} 行，见 / see "
          f"{options.data / 'demo-report.txt'}")
    return 0 if sound else 1


if __name__ == "__main__":
    sys.exit(main())
