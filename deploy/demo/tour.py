#!/usr/bin/env python3
"""Walks two imported projects from lead to negotiation, each step by the role that may take it, so that lists, lights
and timelines show life. Run after import.py, on the day that the clock shows; it never moves the clock.

    tour.py --base http://127.0.0.1:8080 --data DIR

These steps are a demonstration, not history: no report says which day they were taken or by whom. Steps taken before
are left alone. Where no policy is in force on that day nothing is done, and the exit code is 0; 1: a step failed.
"""
import argparse
import json
import pathlib
import sys

sys.dont_write_bytecode = True  # the program folder may be read-only
from interface import Interface, Unreachable, refusal  # noqa: E402

NOTE = "演示步骤 / a step of the demonstration"
STEPS = {"review-opinions": "出具研判意见 / review opinion", "review-decision": "作出研判结论 / joint review",
         "allocation": "分派承载园区 / allocation", "negotiation": "进入洽谈 / negotiation"}
STAGES = {"lead": "信息 / lead", "reviewed": "研判通过 / reviewed", "negotiating": "在谈 / negotiating",
          "assessed": "预审通过 / assessed", "signed": "签约 / signed", "landed": "落地 / landed", "started": "开工 / started",
          "producing": "投产 / producing", "at_capacity": "达产 / at capacity", "rejected": "研判未通过 / rejected",
          "exited": "退出 / exited"}
# project, park that takes it
STOPS = [("巨星(绵阳)稀土永磁新材料产业园(年产10万吨高性能烧结钕铁硼永磁材料)", "MY-GX"),
         ("融通高科15万吨磷酸铁锂锂电池正极材料生产和循环再制造项目", "MY-JY")]


class Refused(Exception):
    def __init__(self, command, status, answer):
        super().__init__(f"{STEPS.get(command, command)}: {status} {refusal(answer)}")


class Tour:
    def __init__(self, base, accounts):
        self.base = base
        self.accounts = accounts
        self.signed_in = {}

    def role(self, role, org=None):
        if (role, org) not in self.signed_in:
            self.signed_in[role, org] = Interface(self.base).sign_in(self.accounts, role, org)
        return self.signed_in[role, org]

    def view(self, project):
        status, view = self.role("bureau").call("GET", "/v1/projects/" + project)
        if status != 200:
            raise Refused("读取项目 / reading the project", status, view)
        return view

    def park_name(self, code):
        status, park = self.role("bureau").call("GET", "/v1/parks/" + code)
        return f"{park['name']}（{code}）" if status == 200 else code

    def step(self, by, project, command, body):
        version = self.view(project)["version"]
        status, answer = by.call("POST", f"/v1/projects/{project}/{command}", body,
                                 key=f"demo-tour-{project}-{command}", version=version)
        if status != 200:
            raise Refused(command, status, answer)
        print(f"  {STEPS[command]} ✓")
        return answer

    def opinions(self, project):
        given = {opinion["department"] for opinion in self.view(project)["review"]["opinions"]}
        for account in self.accounts:
            if "reviewer" in account["roles"] and account["org"] not in given:
                reviewer = self.role("reviewer", account["org"])
                self.step(reviewer, project, "review-opinions", {"verdict": "support", "text": NOTE})

    def walk(self, project, park):
        view = self.view(project)
        if view["stage"] == "lead":
            self.opinions(project)
            self.step(self.role("bureau"), project, "review-decision",
                      {"verdict": "approved", "reason": NOTE, "park_code": park})
            view = self.view(project)
        if view["stage"] == "reviewed":
            self.step(self.role("bureau"), project, "allocation", {"host": park, "reason": NOTE})
            self.step(self.role("park", park), project, "negotiation", {})


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--base", required=True)
    parser.add_argument("--data", required=True, type=pathlib.Path)
    options = parser.parse_args()
    try:
        tour = Tour(options.base, json.loads((options.data / "demo-accounts.json").read_text(encoding="utf-8")))
        for name, park in STOPS:
            project = tour.role("bureau").project_named(name)
            if project is None:
                print(f"未导入，先运行 import.py / not imported yet, run import.py first: {name}", file=sys.stderr)
                return 1
            print(f"{name} → {tour.park_name(park)}")
            tour.walk(project, park)
            print(f"  现阶段 / stage: {STAGES[tour.view(project)['stage']]}")
    except Refused as refused:
        print(f"步骤未完成 / step failed: {refused}", file=sys.stderr)
        return 1
    except (Unreachable, FileNotFoundError) as error:
        print(f"中断 / stopped: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
