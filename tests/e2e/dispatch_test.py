"""Half-monthly dispatch over HTTP: the cycle opens and closes by itself, its report is read as JSON and CSV, hosts file."""
import csv
import io
import unittest

import openpyxl

from halves import check_mail, check_plain, text_of
from path import YI, Walk, evidence, ok
from suite import Suite, wait_until


class Dispatch(unittest.TestCase):
    def test_a_cycle_from_its_opening_to_its_close(self):
        with Suite(clock="2022-06-01T09:00:00+08:00") as suite:
            walk = Walk(suite)
            walk.register_park()
            bureau, park = walk.bureau, walk.officer
            moved, still = walk.register("=推进项目", 5 * YI), walk.register("停滞项目", 6 * YI)
            small, third = walk.register("小项目", 5 * YI - 1), walk.register("第三个项目", 5 * YI, industry="3971")
            for project in (moved, still, small, third):
                walk.to(project, "negotiating")
            self.cycle(bureau, "2022-06-H1", "open")
            early = park.post("/v1/dispatch-cycles/2022-06-H1/reports", {"project_id": still, "text": "早报"})
            self.assertEqual((early.status, early.json["code"]), (409, "L1417"))

            suite.set_clock("2022-06-16T00:00:00+08:00")
            first = self.cycle(bureau, "2022-06-H1", "reporting")
            self.assertEqual({line["project_id"] for line in first["moved"]}, {moved, still, third})
            suite.set_clock("2022-06-20T09:00:00+08:00")
            ok(park.command(moved, "progress", {"kind": "milestone", "evidence": [evidence("site_photo", "进场")]}))
            ok(park.command(still, "progress", {"kind": "visit", "text": "走访"}))
            problem = ok(bureau.post(f"/v1/projects/{still}/problems", {"title": "缺地", "due_on": "2022-07-20"}), 201)

            suite.set_clock("2022-07-01T09:00:00+08:00")
            view = self.cycle(bureau, "2022-06-H2", "reporting")
            self.assertEqual([line["project_id"] for line in view["moved"]], [moved])
            self.assertEqual({line["project_id"] for line in view["not_moved"]}, {still, third})
            line = next(line for line in view["not_moved"] if line["project_id"] == still)
            self.assertIn("visit", line["not_counted"][0])
            self.assertEqual([p["id"] for p in view["problems"]], [problem["id"]])
            self.assertEqual(view["deadlines"]["report_due_at"], "2022-07-01T17:00:00+08:00")
            self.assertEqual(view["reports_now"], {"due": 3, "in_time": 0, "late": 0, "missing": 0, "released": 0})

            def report(project, cycle="2022-06-H2", **more):
                return park.post(f"/v1/dispatch-cycles/{cycle}/reports",
                                 {"project_id": project, "text": "正在推进", **more})

            filed = ok(report(moved), 201)
            self.assertEqual(filed["report_state"], "in_time")
            again = report(moved)
            self.assertEqual((again.status, again.json["code"]), (409, "L1206"))
            self.assertEqual(len(ok(report(moved, correction="补充数据", text="正在推进，已复工"), 201)["reports"]), 2)
            self.assertEqual(report(small).status, 404)
            stranger = suite.login("park", "MY-JK")
            self.assertEqual(stranger.post("/v1/dispatch-cycles/2022-06-H2/reports",
                                           {"project_id": still, "text": "x"}).status, 404)
            self.assertEqual(ok(stranger.get("/v1/dispatch-cycles/2022-06-H2"))["not_moved"], [])
            self.sees_own_totals(stranger, park, bureau)
            suite.set_clock("2022-07-01T17:00:01+08:00")
            self.assertEqual(ok(report(still), 201)["report_state"], "late")
            self.assertEqual(self.cycle(bureau, "2022-06-H2", "reporting")["reports_now"],
                             {"due": 0, "in_time": 1, "late": 1, "missing": 1, "released": 0})
            self.table(bureau, moved)
            self.told_at_the_deadline(suite, bureau)
            self.minutes(suite, bureau, moved, still)

            suite.set_clock("2022-08-02T09:00:00+08:00")  # a month of silence: the due queue catches up
            closed = self.cycle(bureau, "2022-06-H2", "closed")
            self.assertEqual(closed["reports"], {"in_time": 1, "late": 1, "missing": 1})
            wait_until(lambda: set(self.told(suite, "【调度缺报】2022年6月下半月")) >=
                       {"my-gx@parks.example", "bureau@mianyang.example"}, "entity and bureau are told at the close")
            self.assertIn("1. ", self.told(suite, "【调度缺报】2022年6月下半月")["my-gx@parks.example"][0])
            # Both steps of 2022-07-H1 lie in the jump: one letter, that of the close.
            wait_until(lambda: self.told(suite, "【调度缺报】2022年7月上半月"), "the next cycle's close is told")
            self.assertEqual(self.told(suite, "【调度催报】2022年7月上半月"), {})
            self.assertEqual([m["correction"] for m in closed["minutes"]], ["", "漏记一项"], "the close leaves them")
            late = {**self.filing(still), "met_on": "2022-07-05", "correction": "日期有误"}
            after = ok(bureau.post("/v1/dispatch-cycles/2022-06-H2/minutes", late, version=closed["version"]))
            self.assertEqual((after["state"], len(after["minutes"])), ("closed", 3))
            july = self.cycle(bureau, "2022-07-H2", "reporting")
            red = next(line for line in july["not_moved"] if line["project_id"] == still)
            self.assertEqual(red["light"], "red")
            refused = report(still, "2022-07-H2")
            self.assertEqual((refused.status, refused.json["errors"][0]["pointer"]), (422, "/light_reason"))
            ok(report(still, "2022-07-H2", light_reason="用地未落实"), 201)
            cycles = ok(bureau.get("/v1/dispatch-cycles?year=2022"))["items"]
            self.assertEqual([c["id"] for c in cycles],
                             ["2022-08-H1", "2022-07-H2", "2022-07-H1", "2022-06-H2", "2022-06-H1"])
            page = bureau.get("/v1/dispatch-cycles?limit=2&state=closed")
            self.assertEqual((page.headers["x-total-count"], len(page.json["items"])), ("3", 2))
            self.assertTrue(suite.mails())
            for mail in suite.mails():
                check_mail(mail)
            suite.replay()

    def sees_own_totals(self, stranger, park, bureau):
        """Neither the view nor the list nor the paper tells a park how many projects of others stand on the agenda."""
        path = "/v1/dispatch-cycles/2022-06-H2"
        whole = ok(bureau.get(path))["agenda"]
        self.assertEqual((whole["lines"], whole["moved"]), (3, 1))
        self.assertEqual(ok(park.get(path))["agenda"], whole, "all three are its own")
        nothing = dict.fromkeys(whole, 0)
        self.assertEqual(ok(stranger.get(path))["agenda"], nothing)
        [listed] = [c for c in ok(stranger.get("/v1/dispatch-cycles"))["items"] if c["id"] == "2022-06-H2"]
        self.assertEqual(listed["agenda"], nothing)
        said = "".join(text_of(stranger.get(path + ".pdf").body).split())
        self.assertIn("本期调度项目0个", said)
        self.assertIn("不是全市情况", said)
        self.assertNotIn("不是全市情况", "".join(text_of(bureau.get(path + ".pdf").body).split()))
        self.assertEqual(len(stranger.get(path + ".csv").body.decode("utf-8-sig").splitlines()), 1, "the head alone")

    def told_at_the_deadline(self, suite, bureau):
        """Right after 17:00 and before the meeting; `still` has filed a minute too late and may or may not be told."""
        counted = wait_until(lambda: ok(bureau.get("/v1/dispatch-cycles/2022-06-H2")).get("reports_due"),
                             "the step of the deadline")
        self.assertEqual(counted, {"in_time": 1, "missing": 2})
        told = wait_until(lambda: self.told(suite, "【调度催报】2022年6月下半月") if len(
            self.told(suite, "【调度催报】2022年6月下半月")) > 2 else None, "host, bureau and committee are told")
        self.assertEqual(set(told), {"my-gx@parks.example", "bureau@mianyang.example", "committee@mianyang.example"})
        for texts in told.values():
            self.assertEqual(len(texts), 1, "once")
            self.assertIn("第三个项目", texts[0])
            self.assertNotIn("推进项目", texts[0], "it was filed in time")

    @staticmethod
    def filing(project, **more):
        return {"number": "会议纪要〔2022〕3号", "met_on": "2022-07-01", "sha256": "ab" * 32,
                "matters": [{"text": "各园区每周报送一次", "project_id": ""},
                            {"text": "补齐用地手续", "project_id": project}], **more}

    def minutes(self, suite, bureau, moved, still):
        path = "/v1/dispatch-cycles/2022-06-H2"
        read = bureau.get(path)
        version = ok(read)["version"]
        self.assertTrue(read.headers["etag"].startswith(f'"{version}-'), "what If-Match takes")
        self.assertEqual(bureau.get(path, headers={"If-None-Match": read.headers["etag"]}).status, 304)

        def post(who=bureau, name=path, at=version, body=None, query="", **more):
            return who.post(name + "/minutes" + query, body or self.filing(still, **more), version=at)

        def fault(answer):
            self.assertEqual(answer.status, 422, answer)
            return answer.json["errors"][0]["pointer"], answer.json["errors"][0]["code"]

        for role in ("park", "leader", "reviewer", "finance"):
            self.assertEqual(post(suite.login(role)).status, 403, role)
        self.assertEqual(post(at=None).status, 428)
        self.assertEqual(post(at=version - 1).status, 412)
        self.assertEqual(post(name="/v1/dispatch-cycles/2022-06-H3").status, 404)
        self.assertEqual(post(name="/v1/dispatch-cycles/2022-07-H1", at=1).json["code"], "L1417")
        self.assertEqual(fault(post(met_on="2022-06-30")), ("/met_on", "before_cut_off"))
        self.assertEqual(fault(post(met_on="2022-07-02")), ("/met_on", "in_future"))
        self.assertEqual(fault(post(sha256="AB" * 32)), ("/sha256", "bad_digest"))
        self.assertEqual(fault(post(matters=[{"text": "甲", "project_id": "prj_none"}])),
                         ("/matters/0/project_id", "not_on_agenda"))
        stub = ok(bureau.post("/v1/projects", {"name": "代号一号", "secret": True, "park_code": "MY-GX",
                                               "channel": "outpost"}), 201)["id"]
        told = post(matters=[{"text": "保密内容", "project_id": stub}])
        self.assertEqual((told.status, told.json["errors"][0]["pointer"]), (422, "/matters/0/text"))
        self.assertNotIn("保密内容", told.body.decode())
        self.assertEqual(fault(post(matters=[{"text": " \u3000"}])), ("/matters/0/text", "blank"))
        self.assertEqual(fault(post(matters=[{"text": "字" * 1001}]))[0], "/matters/0/text")
        self.assertEqual(post(matters=[{"text": "字" * 900}] * 30).status, 413)
        self.assertEqual(fault(post(correction="没有可更正的")), ("/correction", "nothing_filed"))
        rehearsed = ok(post(query="?dry_run=true"))
        self.assertTrue(rehearsed["allowed"])
        self.assertEqual(ok(bureau.get(path))["minutes"], [])

        filed = ok(post())
        self.assertEqual(filed["minutes"][0]["minutes"], self.filing(still))
        again = post(at=filed["version"])
        self.assertEqual((again.status, again.json["code"]), (409, "L1206"))
        more = self.filing(still, correction="漏记一项")
        more["matters"].append({"text": "按期投产", "project_id": moved})
        committee = suite.login("committee")
        corrected = ok(post(committee, at=filed["version"], body=more))
        self.assertEqual([len(m["minutes"]["matters"]) for m in corrected["minutes"]], [2, 3], "the first ones stay")
        self.assertEqual(len(ok(suite.login("park", "MY-GX").get(path))["minutes"][1]["minutes"]["matters"]), 3)
        self.assertEqual(ok(suite.login("park", "MY-JK").get(path))["minutes"], [], "no line of its own")
        self.assertNotIn("minutes", ok(bureau.get("/v1/dispatch-cycles"))["items"][0])
        paper = text_of(bureau.get(path + ".pdf").body)
        self.assertIn("会议纪要〔2022〕3号", paper)
        check_plain(paper)
        self.assertIn("补齐用地手续（会议纪要〔2022〕3号）", bureau.get(path + ".csv").body.decode("utf-8-sig"))

    @staticmethod
    def told(suite, title):
        """The texts of the mails of this title, by their address."""
        out = {}
        for mail in suite.mails():
            if title in str(mail["Subject"]):
                out.setdefault(mail["To"].addresses[0].addr_spec, []).append(mail.get_body(("plain",)).get_content())
        return out

    def cycle(self, who, name, state):
        return wait_until(lambda: next((c for c in [who.get("/v1/dispatch-cycles/" + name)]
                                        if c.status == 200 and c.json["state"] == state), None),
                          f"{name} is {state}").json

    def table(self, who, moved):
        answer = who.get("/v1/dispatch-cycles/2022-06-H2.csv")
        self.assertEqual(answer.headers["content-type"], "text/csv; charset=utf-8")
        self.assertTrue(answer.body.startswith(b"\xef\xbb\xbf"))
        rows = list(csv.DictReader(io.StringIO(answer.body.decode("utf-8-sig"), newline="")))
        self.assertEqual(len(rows), 3)
        row = next(row for row in rows if row["项目编号 id"] == moved)
        self.assertEqual(row["项目 project"], "'=推进项目", "no text is a formula")
        self.assertEqual((row["本期有进展 moved"], row["报告 report"], row["更正原因 correction"]), ("是", "已报送", "补充数据"))
        self.assertEqual(row["投资额（万元） amount in 10,000 yuan"], "50000", "a number of 万元")
        self.assertEqual(row["责任单位 host"], "绵阳高新区（MY-GX）")
        self.assertIn("缺地", {row["问题 problems"] for row in rows}, "by what it is called")
        for cell in [*rows[0], *(cell for row in rows for cell in row.values())]:
            check_plain(cell)
        book = who.get("/v1/dispatch-cycles/2022-06-H2.xlsx")
        self.assertEqual(book.status, 200, book)
        cells = list(openpyxl.load_workbook(io.BytesIO(book.body)).active.iter_rows(values_only=True))
        self.assertEqual([list(cells[0])] + [[self.as_csv(cell) for cell in line] for line in cells[1:]],
                         [list(rows[0])] + [list(row.values()) for row in rows])
        self.assertEqual(who.get("/v1/dispatch-cycles/2022-06-H3.xlsx").status, 404)
        paper = who.get("/v1/dispatch-cycles/2022-06-H2.pdf")
        self.assertEqual((paper.status, paper.headers["content-type"]), (200, "application/pdf"))
        self.assertTrue(paper.body.startswith(b"%PDF-"))
        check_plain(text_of(paper.body))

    @staticmethod
    def as_csv(cell):
        text = "" if cell is None else str(cell)
        return "'" + text if text.startswith("=") else text


if __name__ == "__main__":
    unittest.main()
