"""巨星 as it was: signed on 2022-05-18, a week before the measures were published, started on 2022-07-29, 72 days later.
Facts from before the first day in force are judged by the first version, which says so; idle time is not counted then."""
import datetime
import unittest

from path import YI, Walk, evidence, ok
from suite import Suite, wait_until

JUXING = {"name": "巨星(绵阳)稀土永磁新材料产业园", "enterprise": {"name": "四川巨星企业集团有限公司"},
          "industry_code": "3985", "agreed_amount_fen": 280 * YI, "park_code": "MY-GX", "channel": "outpost"}


def days(project):
    on = {entry["stage"]: datetime.date.fromisoformat(entry["on"]) for entry in project["reached"]}
    return (on["started"] - on["signed"]).days


class TransitionTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.suite = Suite(clock="2022-05-10T09:00:00+08:00").__enter__()
        cls.walk = Walk(cls.suite)
        cls.walk.register_park()

    @classmethod
    def tearDownClass(cls):
        cls.suite.__exit__(None, None, None)

    def test_a_walked_day_by_day_72_days_from_signing_to_start(self):
        walk, suite = self.walk, self.suite
        lead = ok(walk.bureau.post("/v1/projects", JUXING), 201)
        project = lead["id"]
        self.assertEqual(lead["admission"]["verdict"], "admitted")
        [note] = [reason for reason in lead["admission"]["reasons"] if "过渡规定" in reason]
        for word in ("mianyang-2022", "2020-01-01", "2022-05-25", "transition"):
            self.assertIn(word, note)
        walk.to(project, "assessed")
        suite.set_clock("2022-05-18T09:00:00+08:00")
        self.assertEqual(walk.signed(project)["stage"], "signed")
        suite.set_clock("2022-07-16T00:30:00+08:00")  # three cycles without progress since the measures are in force
        wait_until(lambda: walk.bureau.project(project)["light"] == "red", "red after three idle cycles")
        self.assertEqual(walk.bureau.project(project)["idle_cycles"], 3)
        suite.set_clock("2022-07-29T09:00:00+08:00")
        walk.landed(project)
        started = walk.started(project)
        self.assertEqual(days(started), 72)
        wait_until(lambda: walk.bureau.project(project)["light"] == "green", "green by the start")
        self.assertEqual(walk.bureau.get("/v1/interviews?project=" + project).json["items"], [])

    def test_b_recorded_late_with_the_days_as_they_were(self):
        walk = self.walk
        self.assertGreaterEqual(self.suite.clock, "2022-07-29")
        body = dict(JUXING, name="补录的项目", enterprise={"name": "补录的企业"}, received_on="2022-05-10")
        self.assertEqual(walk.officer.post("/v1/projects", body).status, 403)
        project = ok(walk.bureau.post("/v1/projects", body), 201)["id"]
        walk.opinions(project, given_on="2022-05-11")
        hasty = walk.bureau.command(project, "review-decision", {"verdict": "approved", "decided_on": "2022-05-10"})
        self.assertEqual((hasty.status, hasty.json["errors"][0]["code"]), (422, "before_opinion"), hasty)
        backwards = walk.bureau.command(project, "review-decision", {"verdict": "approved", "decided_on": "2022-05-09"})
        self.assertEqual((backwards.status, backwards.json["errors"][0]["pointer"]), (422, "/decided_on"))
        for day in ("2022-05-09", "2022-05-10"):
            self.assertIn(day, backwards.json["errors"][0]["message"])
        ok(walk.bureau.command(project, "review-decision", {"verdict": "approved", "decided_on": "2022-05-11"}))
        ok(walk.bureau.command(project, "allocation", {"host": "MY-GX", "allocated_on": "2022-05-12"}))
        ok(walk.officer.command(project, "negotiation", {"started_on": "2022-05-12"}))
        walk.checklist(project, answered_on="2022-05-17")
        for dry_run in (True, False):
            early = walk.bureau.command(project, "pre-assessment-decision",
                                        {"verdict": "passed", "decided_on": "2022-05-16"}, dry_run=dry_run)
            self.assertEqual((early.status, early.json["errors"][0]["pointer"]), (422, "/decided_on"), early)
            for word in ("协议合法性审查", "Legality of the agreement", "2022-05-17"):
                self.assertIn(word, early.json["detail"])
        assessed = ok(walk.bureau.command(project, "pre-assessment-decision",
                                          {"verdict": "passed", "decided_on": "2022-05-17"}))
        self.assertEqual({line.get("answered_on") for line in assessed["pre_assessment"]["items"] if line["mandatory"]},
                         {"2022-05-17"})
        late = walk.officer.command(project, "pre-assessment-items", {"item": "funding_proof", "outcome": "failed",
                                                                      "opinion": "资金不足"})
        self.assertEqual((late.status, late.json["name"]), (409, "wrong_state"), late)
        self.assertIn("/suspension", late.body.decode())
        papers = [evidence("agreement", "正式投资协议")]
        early = walk.officer.command(project, "signing", {"agreement": "formal", "signed_on": "2022-05-16",
                                                          "evidence": papers})
        self.assertEqual((early.status, early.json["errors"][0]["code"]), (422, "before_last_stage"))
        ok(walk.officer.command(project, "signing", {"agreement": "formal", "signed_on": "2022-05-18",
                                                     "evidence": papers}))
        land = {"landed_on": "2022-05-17", "company": {"name": "绵阳项目公司", "uscc": "91510700205412308D"},
                "evidence": [evidence("land_contract", "出让合同"),
                             evidence("project_code", "项目代码", "2205-510703-04-01-130950")]}
        early = walk.officer.command(project, "landing", land)
        self.assertEqual((early.status, early.json["errors"][0]["pointer"]), (422, "/landed_on"))
        walk.landed(project)
        self.assertEqual(days(walk.started(project)), 72)
        self.suite.replay()

    def test_c_what_is_older_than_the_transition_has_no_policy(self):
        body = dict(JUXING, name="太早的项目", enterprise={"name": "太早的企业"}, received_on="2019-12-31")
        refused = self.walk.bureau.post("/v1/projects", body)
        self.assertEqual((refused.status, refused.json["name"]), (409, "no_policy"))


if __name__ == "__main__":
    unittest.main()
