"""Measure 9 over HTTP, from the signing to the exit: tickets, revisits, obligations, limit notice, exit notice, exit."""
import subprocess
import unittest
from urllib.parse import quote

from path import YI, Walk, evidence, ok
from suite import Suite, wait_until

SET = {"registration", "filing", "planning", "eia", "construction", "utilities"}
TOLD = ["bureau@mianyang.example", "committee@mianyang.example", "my-gx@parks.example"]
LEADER = "leader@mianyang.example"
KINDS = ["land", "deposit", "support", "assets", "debts"]


class Environment(unittest.TestCase):
    def test_from_the_signing_to_the_exit(self):
        with Suite(clock="2022-06-10T09:00:00+08:00") as suite:
            walk = Walk(suite)
            walk.register_park()
            project = walk.register("履约项目", 5 * YI)
            walk.to(project, "assessed")
            bureau, park, leader = walk.bureau, walk.officer, suite.login("leader")
            stranger = suite.login("park", "MY-JK")
            of_project = f"/v1/projects/{project}"
            deposit = {"side": "enterprise", "kind": "deposit", "title": "履约保证金", "due_on": "2022-07-10",
                       "amount_fen": 100_000_000}
            self.assertEqual(park.post(of_project + "/obligations", deposit).status, 409)
            self.assertEqual(bureau.post(of_project + "/revisits", {"satisfaction": 5, "text": "面访"}).status, 409)
            walk.signed(project)

            def read(path, matches, what):
                return wait_until(lambda: next((r for r in [bureau.get(path)] if r.status == 200 and matches(r.json)),
                                               None), what).json

            def mailed(title):
                return sorted(m["To"].addresses[0].addr_spec for m in suite.mails() if f"【{title}】" in str(m["Subject"]))

            # The set of green-channel tickets, exactly once.
            tickets = read(f"/v1/tickets?project={project}", lambda r: len(r["items"]) == len(SET), "the ticket set")
            self.assertEqual({t["id"].rsplit("_", 1)[1] for t in tickets["items"]}, SET)
            self.assertTrue(all(t["service"] == "green_channel" and t["clause"] == "mianyang-2022/9"
                                for t in tickets["items"]))

            # Obligations of both sides.
            crossed = park.post(of_project + "/obligations", dict(deposit, side="government"))
            self.assertEqual((crossed.status, crossed.json["errors"][0]["pointer"]), (422, "/side"))
            owed = ok(park.post(of_project + "/obligations", deposit), 201)
            land = ok(bureau.post(of_project + "/obligations", {"side": "government", "kind": "land", "title": "供地",
                                                                "due_on": "2022-08-31"}), 201)
            self.assertEqual((owed["state"], land["owner"]), ("pending", "MY-GX"))
            twice = bureau.post(of_project + "/obligations", deposit)
            self.assertEqual((twice.status, twice.json["code"]), (409, "L1206"))
            self.assertIn(f"由 {suite.display_name(owed['registered_by'])} 登记（{owed['id']}）", twice.json["detail"])
            self.assertEqual(stranger.get("/v1/obligations/" + owed["id"]).status, 404)
            self.assertEqual(ok(stranger.get("/v1/obligations"))["items"], [])
            foreign = bureau.post(of_project + "/obligations", {"side": "government", "kind": "support", "title": "政策兑现",
                                                                "owner": "MY-JK", "due_on": "2022-08-31"})
            self.assertEqual((foreign.status, foreign.json["errors"][0]["pointer"]), (422, "/owner"))
            wrong = ok(bureau.post(of_project + "/obligations", {"side": "enterprise", "kind": "other", "title": "误登",
                                                                 "due_on": "2022-08-31"}), 201)
            in_error = f"/v1/obligations/{wrong['id']}/withdrawal"
            self.assertEqual(park.post(in_error, {"reason": "未约定"}, version=wrong["version"]).status, 403)
            gone = ok(bureau.post(in_error, {"reason": "协议没有这一条"}, version=wrong["version"]))
            self.assertEqual((gone["state"], gone["withdrawn_because"]), ("withdrawn", "协议没有这一条"))
            [listed] = ok(park.get("/v1/obligations?side=government&kind=land&state=pending"))["items"]
            self.assertEqual(listed["id"], land["id"])
            self.assertEqual(bureau.get("/v1/obligations?side=moon").status, 400)
            paper = [evidence("approval", "供地批复")]
            own = park.post(f"/v1/obligations/{land['id']}/honour", {"evidence": paper}, version=land["version"])
            self.assertEqual(own.status, 403)
            ok(bureau.post(f"/v1/obligations/{land['id']}/honour", {"evidence": paper}, version=land["version"]))

            # Revisits: opened and missed by the due queue; a low satisfaction opens exactly one problem.
            visits = f"/v1/revisits/{project}"
            self.assertEqual(read(visits, lambda r: True, "the first visit")["due_on"], "2022-07-10")
            suite.set_clock("2022-07-03T00:00:00+08:00")
            opened = read(visits, lambda r: r["state"] == "open", "the opened visit")
            self.assertEqual(opened["visit_by"]["title_zh"], "市投资促进部门、工作委员会办公室、驻外机构")
            suite.set_clock("2022-07-11T00:00:00+08:00")
            read(visits, lambda r: r["state"] == "overdue" and r["overdue"], "the missed visit")
            wait_until(lambda: mailed("回访逾期") == TOLD, "the missed visit is mailed to whom it concerns")
            read("/v1/obligations/" + owed["id"], lambda r: r["state"] == "breached", "the breach")
            typo = bureau.post(of_project + "/obligations", dict(deposit, title="履约保证金二期", due_on="2022-06-30"))
            self.assertEqual((typo.status, typo.json["errors"][0]["code"]), (422, "already_due"))
            moved = {"due_on": "2022-06-30", "reason": "补充协议", "evidence": [evidence("agreement", "补充协议")]}
            version = ok(bureau.get("/v1/obligations/" + owed["id"]))["version"]
            for query in ("", "?dry_run=true"):
                typo = bureau.post(f"/v1/obligations/{owed['id']}/correction{query}", moved, version=version)
                self.assertEqual((typo.status, typo.json["errors"][0]["code"]), (422, "already_due"))
            ok(bureau.post(f"/v1/obligations/{owed['id']}/correction?dry_run=true", moved | {"already_due": True},
                           version=version))
            self.assertEqual(len(ok(bureau.get("/v1/revisits?state=overdue"))["items"]), 1)
            self.assertEqual(park.post(of_project + "/revisits", {"satisfaction": 5, "text": "自访"}).status, 403)
            wrong = bureau.post(of_project + "/revisits", {"satisfaction": 6, "text": "面访"})
            self.assertEqual((wrong.status, wrong.json["errors"][0]["pointer"]), (422, "/satisfaction"))
            made = ok(bureau.post(of_project + "/revisits", {"satisfaction": 3, "text": "用电接入太慢"}), 201)
            self.assertEqual((made["due_on"], made["made"][0]["late"]), ("2022-10-11", True))
            again = bureau.post(of_project + "/revisits", {"satisfaction": 3, "text": "用电接入太慢"})
            self.assertEqual((again.status, again.json["code"]), (409, "L1206"))
            [problem] = ok(bureau.get(f"/v1/problems?project={project}"))["items"]
            self.assertEqual(problem["id"], made["made"][0]["told"]["problem_id"])

            # Thirty days late: called upon; the limit passes: told to leave.
            exits = f"/v1/exits?project={project}"
            suite.set_clock("2022-08-09T00:00:00+08:00")
            [case] = read(exits, lambda r: r["items"], "the limit notice")["items"]
            self.assertEqual((case["state"], case["notice"]["ground"], case["notice"]["limit_until"]),
                             ("limited", "deposit_late", "2022-09-08"))
            self.assertEqual(stranger.get("/v1/exits/" + case["id"]).status, 404)

            def letter(name, number, parts):
                """Both the route and the mails of a notice give the same letter, whoever may see the case."""
                path = f"/v1/exits/{case['id']}/{name}.pdf"
                paper = park.get(path)
                self.assertEqual((paper.status, paper.headers["content-type"]), (200, "application/pdf"))
                words = subprocess.run(["pdftotext", "-", "-"], input=paper.body, capture_output=True,
                                       check=True).stdout.decode()
                words = "".join(words.split())
                for part in (number, "绵阳市项目投资促进工作委员会", "履约项目", "2022年7月10日", *parts):
                    self.assertIn(part, words)
                again = bureau.get(path, headers={"If-None-Match": paper.headers["etag"]})
                self.assertEqual(again.status, 304)
                self.assertEqual(stranger.get(path).status, 404)
                return paper.body

            def attached(title, name):
                return [[part.get_content() for part in m.iter_attachments() if part.get_filename() == name]
                        for m in suite.mails() if f"【{title}】" in str(m["Subject"])]

            wait_until(lambda: mailed("限期履约通知") == TOLD, "the limit notice is mailed to whom it concerns")
            self.assertEqual(case["notice"]["letter"]["number"], "限履〔2022〕1号")
            limit = letter("limit-notice", "限履〔2022〕1号", ["请于2022年9月8日前（含当日）履行上述约定"])
            self.assertEqual(attached("限期履约通知", "limit-notice.pdf"), [[limit]] * len(TOLD))
            early = bureau.get(f"/v1/exits/{case['id']}/exit-notice.pdf")
            self.assertEqual((early.status, early.json["code"]), (409, "L1407"))
            self.assertIn("没有公文：退出通知尚未发出；限期 2022-09-08", early.json["detail"])
            suite.set_clock("2022-09-09T00:00:00+08:00")
            read("/v1/exits/" + case["id"], lambda r: r["state"] == "noticed", "the exit notice")
            wait_until(lambda: mailed("退出通知") == sorted(TOLD + [LEADER]), "the exit notice is mailed to the leader too")
            parting = letter("exit-notice", "退出〔2022〕1号", ["（限履〔2022〕1号）", "土地（出让金、收回、闲置费）；"])
            self.assertEqual(attached("退出通知", "exit-notice.pdf"), [[parting]] * (len(TOLD) + 1))
            self.assertEqual(letter("limit-notice", "限履〔2022〕1号", []), limit, "what is out does not change")
            numbered = f"/v1/exits/{case['id']}/limit-notice.pdf?number="
            self.assertEqual(park.get(numbered + quote("限履〔2022〕1号")).body, limit)
            self.assertEqual(park.get(numbered + quote("限履〔2022〕9号")).status, 404)

            # Exit: every kind of the settlement list is settled or explained.
            def leave(settlement, **more):
                return bureau.command(project, "exit", {"reason": "期限内未履约", "settlement": settlement}, **more)

            settled = [{"kind": kind, "settled": True, "amount_fen": 0, "note": "未发生"} for kind in KINDS]
            refused = leave(settled[:-1])
            self.assertEqual(refused.status, 409)
            self.assertIn("清算", refused.json["detail"])
            unexplained = settled[:-1] + [{"kind": "debts", "settled": False, "amount_fen": 5_000_000}]
            self.assertEqual(leave(unexplained).status, 409)
            explained = settled[:-1] + [dict(unexplained[-1], note="工程款诉讼中")]
            unproved = leave(explained)
            self.assertEqual((unproved.status, unproved.json["errors"][0]["pointer"]),
                             (422, f"/settlement/{len(KINDS) - 1}/evidence"))
            explained[-1]["evidence"] = [evidence("other", "受理案件通知书", "（2022）川0792民初8号")]
            foretold = ok(leave(explained, dry_run=True))["exit"]["objection"]
            self.assertEqual(foretold["until"], "2022-09-19", "five working days after the notice of 9 September")
            gone = ok(leave(explained))
            self.assertEqual((gone["stage"], gone["exit"]["open_fen"]), ("exited", 5_000_000))
            self.assertEqual(gone["exit"]["objection"], foretold)
            self.assertIn("they run until 2022-09-19 inclusive", foretold["text"])
            read("/v1/exits/" + case["id"], lambda r: r["state"] == "exited", "the end of the case")
            wait_until(lambda: mailed("项目已退出") == sorted(TOLD + [LEADER]), "the exit is mailed to the same people")
            read("/v1/obligations/" + owed["id"], lambda r: r["state"] == "lapsed", "the lapsed deposit")
            read(visits, lambda r: r["state"] == "ended", "the end of the revisits")
            read(f"/v1/tickets?state=withdrawn&project={project}", lambda r: len(r["items"]) == len(SET),
                 "the withdrawn tickets")
            self.assertEqual(leader.command(project, "exit-approval", {"number": "1号", "reason": "同意"}).status, 409)
            suite.replay()

    def test_an_exit_after_a_red_light_needs_the_leader_and_a_cure_withdraws(self):
        with Suite(clock="2022-06-01T09:00:00+08:00") as suite:
            walk = Walk(suite)
            walk.register_park()
            idle = walk.register("停滞项目", 5 * YI)
            walk.to(idle, "negotiating")
            slipped = walk.register("误填项目", 5 * YI)
            walk.to(slipped, "negotiating")
            amended = walk.register("减资项目", 5 * YI)
            walk.to(amended, "signed")
            cured = walk.register("补缴项目", 5 * YI)
            walk.to(cured, "signed")
            bureau, leader = walk.bureau, suite.login("leader")
            owed = ok(bureau.post(f"/v1/projects/{cured}/obligations", {
                "side": "enterprise", "kind": "deposit", "title": "保证金", "due_on": "2022-06-10"}), 201)
            suite.set_clock("2022-07-11T09:00:00+08:00")
            [case] = wait_until(lambda: ok(bureau.get(f"/v1/exits?project={cured}"))["items"], "the limit notice")
            version = ok(bureau.get("/v1/obligations/" + owed["id"]))["version"]
            ok(bureau.post(f"/v1/obligations/{owed['id']}/honour", {"evidence": [evidence("bank_slip", "进账单")]},
                           version=version))
            wait_until(lambda: ok(bureau.get("/v1/exits/" + case["id"]))["state"] == "cured", "the cure")
            self.assertIn("已于 2022-07-11 在期限内履约，通知自 2022-07-11 起不再有效 / performed on 2022-07-11",
                          ok(bureau.get("/v1/exits/" + case["id"]))["text"])

            # The slip was returned: another notice takes the place of the first, whose letter stays readable.
            notice = f"/v1/exits/{case['id']}/limit-notice.pdf"
            before = bureau.get(notice)
            suite.set_clock("2022-07-12T10:00:00+08:00")
            version = ok(bureau.get("/v1/obligations/" + owed["id"]))["version"]
            ok(bureau.post(f"/v1/obligations/{owed['id']}/correction", {
                "not_honoured": True, "reason": "退票", "evidence": [evidence("bank_slip", "退票通知")]}, version=version))
            wait_until(lambda: ok(bureau.get("/v1/exits/" + case["id"]))["state"] == "limited", "the notice anew")
            anew = ok(bureau.get("/v1/exits/" + case["id"]))
            self.assertEqual([letter["number"] for letter in anew["former_letters"]], ["限履〔2022〕1号"])
            self.assertEqual(anew["notice"]["letter"]["number"], "限履〔2022〕2号")
            self.assertFalse(bureau.get(notice).body == before.body)
            former = bureau.get(notice + "?number=" + quote("限履〔2022〕1号"))
            self.assertEqual(former.status, 200)
            self.assertTrue(former.body == before.body, "byte for byte as it went out")
            of_exit = bureau.get(f"/v1/exits/{case['id']}/exit-notice.pdf?number=" + quote("限履〔2022〕1号"))
            self.assertEqual(of_exit.status, 404, "it was no exit notice")

            approval = {"number": "会议纪要〔2022〕3号", "reason": "同意"}
            early = leader.command(idle, "exit-approval", approval)
            self.assertEqual((early.status, early.json["name"]), (409, "wrong_state"), early.json)
            suite.set_clock("2022-08-01T09:00:00+08:00")
            wait_until(lambda: ok(bureau.get("/v1/projects/" + idle))["light"] == "red", "the red light")
            refused = bureau.command(idle, "exit", {"reason": "投资方撤回"})
            self.assertEqual(refused.status, 409)
            ok(bureau.command(idle, "amount-correction", {"agreed_amount_fen": 49 * YI // 10, "reason": "核减"}))
            wait_until(lambda: ok(bureau.get("/v1/projects/" + idle))["light"] == "none", "below the threshold")
            below = bureau.command(idle, "exit", {"reason": "投资方撤回"})
            self.assertEqual(below.status, 409, "a correction does not make it leave without the leader")
            self.assertEqual(bureau.command(idle, "exit-approval", {"number": "1号", "reason": "同意"}).status, 403)
            ok(leader.command(idle, "exit-approval", approval))
            gone = ok(bureau.command(idle, "exit", {"reason": "投资方撤回"}))
            self.assertEqual(gone["exit"]["extra_approval"], "会议纪要〔2022〕3号")

            # Nor do a slip that never was and an amendment that reaches back, which leave no stall in its history.
            small = 49 * YI // 10
            settled = [{"kind": kind, "settled": True, "amount_fen": 0, "note": "未发生"} for kind in KINDS]
            ways = [(slipped, "amount-correction", {"agreed_amount_fen": small, "reason": "误填", "never_was": True}, []),
                    (amended, "amendments", {"agreed_amount_fen": small, "reason": "减资", "effective_on": "2022-06-10",
                                             "evidence": [evidence("agreement", "补充协议", "补〔2022〕1号",
                                                                   "2022-06-10")]}, settled)]
            for number, (project, command, body, settlement) in enumerate(ways):
                leaves = {"reason": "投资方撤回"} | ({"settlement": settlement} if settlement else {})
                ok(bureau.command(project, command, body))
                wait_until(lambda: ok(bureau.get("/v1/projects/" + project))["light"] == "none", "no light")
                if project == slipped:  # nor both: a suspension that takes nothing out of the count any more
                    ok(bureau.command(project, "suspension", {"from": "2022-07-01", "reason": "停工", "evidence": []}))
                    wait_until(lambda: ok(bureau.get("/v1/notifications?limit=200"))["items"] and [
                        n for n in ok(suite.login("committee").get("/v1/notifications?limit=200"))["items"]
                        if n["occasion"] == "project_suspended"], "the pause is told")
                refused = bureau.command(project, "exit", leaves)
                self.assertEqual((refused.status, refused.json["name"]), (409, "gate_not_passed"), refused.json)
                self.assertEqual([m["item"] for m in refused.json["missing"]], ["exit_approved"])
                ok(leader.command(project, "exit-approval", {"number": f"会议纪要〔2022〕{4 + number}号", "reason": "同意"}))
                gone = ok(bureau.command(project, "exit", leaves))
                self.assertEqual(gone["exit"]["extra_approval"], f"会议纪要〔2022〕{4 + number}号")
            suite.replay()


if __name__ == "__main__":
    unittest.main()
