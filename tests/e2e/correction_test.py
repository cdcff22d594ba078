"""Wrong facts are answered by a correction with its reason, never by a second wrong fact: the amount of a lead, and
verified funds, also those that an award rests on."""
import contextlib
import unittest

from path import PARK, YI, Walk, evidence, ok
from suite import Suite, wait_until

BELOW = 49_999_000_000  # 4.9999亿元


@contextlib.contextmanager
def walked(clock):
    """A suite with a park; what was told in the block can be replayed."""
    with Suite(clock=clock) as suite:
        walk = Walk(suite)
        walk.register_park()
        yield suite, walk
        suite.replay()


class Corrections(unittest.TestCase):
    def test_the_duty_ends_below_the_threshold_and_begins_at_it(self):
        with walked("2022-05-25T09:00:00+08:00") as (suite, walk):
            own = {"name": "园区自报项目", "enterprise": {"name": "自报公司"}, "industry_code": "3985",
                   "park_code": PARK["code"], "channel": "outpost", "agreed_amount_fen": 6 * YI}
            own = ok(walk.officer.post("/v1/projects", own), 201)["id"]
            seen = ok(walk.officer.command(own, "amount-correction", {"agreed_amount_fen": 7 * YI, "reason": "误填"}))
            self.assertEqual((seen["agreed_amount_display"], [a.get("corrects") for a in seen["amounts"]]),
                             ("7亿元", [None, "误填"]))
            falls, rises = walk.register("误填偏高的项目", 5 * YI), walk.register("误填偏低的项目", BELOW)
            for project in (falls, rises):
                walk.to(project, "negotiating")
            down = {"agreed_amount_fen": BELOW, "reason": "登记时误填"}
            own_hand = walk.officer.command(falls, "amount-correction", down)
            self.assertEqual((own_hand.status, own_hand.json["code"]), (403, "L1102"))
            silent = walk.bureau.command(falls, "amount-correction", dict(down, reason=" "))
            self.assertEqual((silent.status, silent.json["errors"][0]["pointer"]), (422, "/reason"))
            ok(walk.bureau.command(falls, "amount-correction", down))
            ok(walk.bureau.command(rises, "amount-correction", {"agreed_amount_fen": 5 * YI, "reason": "登记时误填"}))

            suite.set_clock("2022-08-01T00:00:00+08:00")
            called = wait_until(lambda: ok(walk.bureau.get("/v1/interviews"))["items"], "an interview", 30)
            self.assertEqual([i["project_id"] for i in called], [rises])
            self.assertEqual(walk.bureau.project(falls)["light"], "none")
            facts = [e["fact"] for e in ok(walk.bureau.get(f"/v1/projects/{falls}/timeline?limit=100"))["items"]]
            self.assertIn("lead_amount_corrected", facts)

    def test_what_never_was_withdraws_the_interview_that_it_called(self):
        with walked("2022-05-25T09:00:00+08:00") as (suite, walk):
            slip, changed = walk.register("多写一个零的项目", 5 * YI), walk.register("缩减的项目", 5 * YI)
            for project in (slip, changed):
                walk.to(project, "negotiating")
            suite.set_clock("2022-08-01T00:00:00+08:00")
            wait_until(lambda: len(ok(walk.bureau.get("/v1/interviews"))["items"]) == 2, "both are called", 30)
            down = {"agreed_amount_fen": YI // 2, "reason": "登记时多写一个零"}
            rehearsed = ok(walk.bureau.command(slip, "amount-correction", dict(down, never_was=True), dry_run=True))
            self.assertTrue(rehearsed["allowed"])
            seen = ok(walk.bureau.command(slip, "amount-correction", dict(down, never_was=True)))
            self.assertEqual((seen["agreed_amount_display"], seen["amounts"][1]["from"], seen["amounts"][1]["recorded_on"]),
                             ("5000万元", seen["amounts"][0]["from"], "2022-08-01"))
            ok(walk.bureau.command(changed, "amount-correction", dict(down, reason="投资方缩减")))

            def states():
                return {i["project_id"]: i["state"] for i in ok(walk.bureau.get("/v1/interviews"))["items"]}
            wait_until(lambda: states()[slip] == "withdrawn", "the interview of the slip is withdrawn", 30)
            self.assertEqual(states()[changed], "opened", "it owed what it owed")
            told = wait_until(lambda: [m for m in suite.mails() if "【约谈撤回】" in str(m["Subject"])], "they are told why")
            self.assertIn("不属约谈范围", told[0].get_body(("plain",)).get_content())
            self.assertEqual(walk.bureau.project(slip)["light"], "none")

    def test_funds_of_the_wrong_project_are_recorded_at_the_right_one(self):
        with walked("2022-06-01T09:00:00+08:00") as (suite, walk):
            wrong, right = walk.register("误记项目", 5 * YI), walk.register("应记项目", 5 * YI)
            for project in (wrong, right):
                walk.to(project, "signed")
            entry = walk.funds(wrong, 1 * YI, number="验资 1")["funds"][0]["id"]
            nothing = {"entry": entry, "amount_fen": 0, "reason": "应记入另一项目"}
            seen = ok(walk.bureau.command(wrong, "funds-correction", nothing))
            self.assertEqual((seen["verified_funds_fen"], seen["funds"][0].get("vouchers", [])), (0, []))
            self.assertEqual(walk.funds(right, 1 * YI, number="验资 1")["verified_funds_fen"], 1 * YI)

    def test_a_wrong_report_is_taken_back_by_the_bureau(self):
        with walked("2022-06-01T09:00:00+08:00") as (suite, walk):
            project = walk.register("误报项目", 5 * YI)
            walk.to(project, "negotiating")
            milestone = {"kind": "milestone", "evidence": [evidence("site_photo", "进场照片")]}
            [report] = ok(walk.officer.command(project, "progress", milestone))["progress"]
            self.assertTrue(report["effective"])
            wrong = {"report": report["id"], "reason": "现场核查未见进场"}
            self.assertEqual(walk.officer.command(project, "progress-retraction", wrong).status, 403)
            [seen] = ok(walk.bureau.command(project, "progress-retraction", wrong))["progress"]
            self.assertEqual((seen["effective"], seen["reason"]),
                             (False, "已撤销：现场核查未见进场 / taken back: 现场核查未见进场"))
            self.assertEqual(walk.bureau.command(project, "progress-retraction", wrong).status, 409)
            told = wait_until(lambda: self.told(suite, "【进展撤销】"), "who reported it hears of it")
            self.assertEqual(set(told), {"my-gx@parks.example"})
            self.assertIn("已撤销：现场核查未见进场", told["my-gx@parks.example"])

            # The next report of the dispatch names what an earlier one counted.
            suite.set_clock("2022-06-16T00:00:00+08:00")
            second = {"kind": "milestone", "evidence": [evidence("site_photo", "围挡照片")]}
            report = ok(walk.officer.command(project, "progress", second))["progress"][-1]
            suite.set_clock("2022-07-01T00:00:00+08:00")
            self.line(walk, "2022-06-H2")
            ok(walk.bureau.command(project, "progress-retraction", {"report": report["id"], "reason": "照片系旧照"}))
            suite.set_clock("2022-07-16T00:00:00+08:00")
            self.assertEqual(self.line(walk, "2022-07-H1")["retracted"],
                             ["2022-06-16 节点完成：已撤销：照片系旧照 / taken back: 照片系旧照"])
            self.assertNotIn("retracted", self.line(walk, "2022-06-H2"), "which stays as it was drawn")
            listed = walk.bureau.get("/v1/dispatch-cycles/2022-07-H1.csv").body.decode()
            self.assertIn("已撤销：照片系旧照", listed)
            suite.replay()

    @staticmethod
    def told(suite, subject):
        """The texts of the mails with that subject, by address."""
        return {m["To"].addresses[0].addr_spec: m.get_body(("plain",)).get_content() for m in suite.mails()
                if subject in str(m["Subject"])}

    @staticmethod
    def line(walk, cycle):
        """The line of the only project on the agenda."""
        def drawn():
            answer = walk.bureau.get(f"/v1/dispatch-cycles/{cycle}")
            return answer.status == 200 and answer.json["state"] != "open" and answer.json
        view = wait_until(drawn, f"the cut-off of {cycle}", 30)
        [line] = view["moved"] + view["not_moved"]
        return line

    def test_an_exemption_that_was_decided_wrongly_is_decided_anew(self):
        with Suite(clock="2022-05-25T09:00:00+08:00") as suite:
            walk = Walk(suite)
            walk.register_park()
            project = walk.register("误批项目", 5 * YI)
            walk.to(project, "negotiating")
            claim = {"ground": "force_majeure", "from": "2022-06-H1", "cycles": 2, "text": "洪水",
                     "evidence": [evidence("approval", "防汛指挥部公告")]}
            view = ok(walk.officer.command(project, "exemptions", claim))
            path = f"/v1/exemptions/{view['exemptions'][0]['id']}/decision"

            def decide(body, who=walk.bureau, **more):
                return who.post(path, body, version=walk.bureau.project(project)["version"], **more)

            ok(decide({"approved": True, "reason": "属实"}))
            suite.set_clock("2022-08-01T00:00:00+08:00")
            wait_until(lambda: walk.bureau.project(project)["idle_cycles"] == 2, "two of four cycles count", 30)
            refused = {"approved": False, "reason": "洪水未及厂区"}
            self.assertEqual(decide(refused).json["code"], "L1407", "decided once")
            wrong = dict(refused, correction="防汛公告不含本园区")
            self.assertEqual(decide(wrong, walk.officer).status, 403)
            seen = ok(decide(wrong))
            self.assertEqual((seen["light"], seen["idle_cycles"]), ("red", 4), "the clock replays in the same commit")
            [exemption] = seen["exemptions"]
            self.assertEqual((exemption["state"], exemption["reason"]), ("refused", "洪水未及厂区"))
            [before] = exemption["corrections"]
            self.assertEqual((before["approved"], before["cycles"], before["reason"], before["correction"]),
                             (True, 2, "属实", "防汛公告不含本园区"))
            again = decide(wrong)
            self.assertEqual((again.status, again.json["errors"][0]["code"]), (422, "unchanged"))
            [interview] = ok(walk.bureau.get("/v1/interviews"))["items"]
            self.assertEqual((interview["project_id"], interview["state"]), (project, "opened"))
            told = wait_until(lambda: self.told(suite, "【正当理由认定更正】"), "who claimed it hears of it")
            self.assertEqual(set(told), {"my-gx@parks.example"})
            self.assertIn("原认定：批准2个周期（2022年5月25日，属实）", told["my-gx@parks.example"])

            ok(decide({"approved": True, "cycles": 1, "reason": "部分属实", "correction": "厂区东侧进水"}))
            wait_until(lambda: ok(walk.bureau.get(f"/v1/interviews/{interview['id']}"))["state"] == "withdrawn",
                       "the interview without its stall")
            self.assertEqual(walk.bureau.project(project)["idle_cycles"], 3)
            past = ok(walk.bureau.get(f"/v1/projects/{project}?as_of=2022-07-31&known_at=2022-07-31"))
            self.assertEqual(past["idle_cycles"], 1, "what was known of that day then")
            facts = [e["fact"] for e in ok(walk.bureau.get(f"/v1/projects/{project}/timeline?limit=100"))["items"]]
            self.assertEqual(facts.count("exemption_corrected"), 2)
            suite.replay()

    def test_corrected_funds_and_the_award_that_was_verified_before(self):
        with walked("2022-06-01T09:00:00+08:00") as (suite, walk):
            project = walk.register("大项目", 51 * YI)
            walk.to(project, "landed")
            entry = walk.funds(project, 2 * YI)["funds"][0]["id"]
            wrong = {"entry": entry, "amount_fen": 1 * YI, "reason": "银行更正"}
            self.assertEqual(suite.login("finance").command(project, "funds-correction", wrong).status, 403)
            seen = ok(walk.bureau.command(project, "funds-correction", wrong))
            self.assertEqual((seen["verified_funds_fen"], seen["funds"][0]["amount_fen"]), (1 * YI, 1 * YI))
            before = seen["funds"][0]["corrections"][0]
            self.assertEqual((before["amount_fen"], before["reason"]), (2 * YI, "银行更正"))
            again = walk.bureau.command(project, "funds-correction", wrong)
            self.assertEqual((again.status, again.json["errors"][0]["code"]), (422, "unchanged"))

            suite.set_clock("2023-01-05T09:00:00+08:00")
            run = ok(walk.bureau.post("/v1/award-runs", {"kind": "park_award", "year": 2022}), 201)
            [step] = run["figures"]["lines"][0]["explanation"]["steps"]
            self.assertIn(("verified_funds", "1亿元"), [(i["name"], i["value"]) for i in step["inputs"]],
                          "the award reads what is right")
            path = "/v1/award-runs/" + run["id"]
            run = ok(walk.bureau.post(path + "/verify", {}, version=run["version"]))
            self.assertNotIn("late_corrections", run)
            # The clock stands: the correction bears the instant of the verification.
            ok(walk.bureau.command(project, "funds-correction", dict(wrong, amount_fen=0, reason="资金退回")))
            late = wait_until(lambda: ok(walk.bureau.get(path)).get("late_corrections"), "the run says what came late")
            self.assertEqual([(c["project"], c["before_fen"], c["amount_fen"], c["reason"]) for c in late],
                             [(project, 1 * YI, 0, "资金退回")])
            self.assertEqual(late[0]["at"], ok(walk.bureau.get(path))["verified"]["at"])
            self.assertNotIn("seen_corrections", ok(walk.bureau.get(path)))
            self.assertEqual(ok(walk.bureau.get(path))["figures"], run["figures"], "and stays as it was verified")


if __name__ == "__main__":
    unittest.main()
