"""Questions about the past: a project judged as of a day, by what is known now or by what was known then; interviews
as they stood at the end of a day; and every count explained cycle by cycle.
"""
import unittest

from idle_test import AFTER_FOUR, START, idle_project, interviews
from path import YI, evidence, ok
from suite import Suite, wait_until


class AsOf(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.suite = Suite(clock=START).__enter__()
        cls.walk, cls.idle = idle_project(cls.suite)
        walk = cls.walk
        cls.late = walk.register("迟到的佐证", 6 * YI)
        walk.to(cls.late, "negotiating")
        cls.suite.set_clock(AFTER_FOUR)
        for project in (cls.idle, cls.late):
            wait_until(lambda p=project: interviews(walk, p), "interview of " + project, 30)
        milestone = {"kind": "milestone", "occurred_on": "2022-07-05", "text": "主体设计完成",
                     "evidence": [evidence("other", "设计图审查合格书", "审〔2022〕5号", "2022-07-05")]}
        ok(walk.officer.command(cls.late, "progress", milestone))
        cls.suite.set_clock("2022-08-05T09:00:00+08:00")
        wait_until(lambda: interviews(walk, cls.idle)[0]["state"] == "issued", "the notice", 30)

    @classmethod
    def tearDownClass(cls):
        cls.suite.__exit__(None, None, None)

    def past(self, project, query):
        return ok(self.walk.bureau.get(f"/v1/projects/{project}?{query}"))

    def test_late_evidence_changes_what_is_true_but_not_what_was_known(self):
        now = self.past(self.late, "as_of=2022-07-31")
        self.assertEqual((now["idle_cycles"], now["light"], now["stage"]), (0, "green", "negotiating"))
        then = self.past(self.late, "as_of=2022-07-31&known_at=2022-07-31")
        self.assertEqual((then["idle_cycles"], then["light"]), (3, "red"))
        self.assertEqual(then["known_at"], "2022-07-31T23:59:59.999+08:00")
        # The evidence came at midnight of the first of August, with the day's first second.
        self.assertEqual(self.past(self.late, "as_of=2022-08-01")["idle_cycles"], 1)
        before = self.past(self.late, "as_of=2022-08-01&known_at=2022-07-31T23:59:59%2B08:00")
        self.assertEqual(before["idle_cycles"], 4)
        self.assertEqual(before["episodes"][-1]["interview"], "2022-07-H2")

    def test_the_lights_of_the_city_are_those_of_its_projects(self):
        lights = lambda who, query="": who.get(f"/v1/statistics/lights{query}")
        for day in ("2022-06-16", "2022-07-01", "2022-07-31", "2022-08-01", "2022-08-05"):
            each = [self.past(project, f"as_of={day}") for project in (self.idle, self.late)]
            city = ok(lights(self.walk.bureau, f"?as_of={day}"))
            wanted = {"in_scope": sum(p["in_scope"] for p in each)}
            wanted |= {light: sum(p["light"] == light for p in each) for light in ("green", "yellow", "red")}
            wanted["interview_due"] = sum(any(e.get("interview") and p["idle_cycles"] >= 4 for e in p.get("episodes", [])) for p in each)
            self.assertEqual({name: city["total"][name] for name in wanted}, wanted, day)
            self.assertEqual([{name: e[name] for name in wanted} for e in city.get("entities", [])], [wanted], "one entity has all")
            self.assertEqual(city["clause"], "mianyang-2022/6")
        self.assertEqual(ok(lights(self.walk.bureau))["as_of"], "2022-08-05", "absent = today")
        self.assertEqual(ok(lights(self.walk.officer))["total"], ok(lights(self.walk.bureau))["total"], "its own projects")
        stranger = self.suite.login("park", "MY-JK")
        self.assertEqual(ok(lights(stranger))["total"]["in_scope"], 0, "nothing of other parks")
        self.assertEqual(lights(self.walk.bureau, "?as_of=2022-08-06").status, 400)
        self.assertEqual(lights(self.walk.bureau, "?as_of=2022-02-30").status, 400)
        empty = lights(self.walk.bureau, "?as_of=")
        self.assertEqual((empty.status, empty.json["errors"][0]["code"]), (400, "required"))
        self.assertNotIn("known_at", empty.json["detail"], "nobody asked about it")

    def test_an_episode_names_the_interview_that_it_had_by_then(self):
        named = lambda project, query: [(e["interview_id"], e["withdrawn"]) for e in self.past(project, query)["episodes"]]
        interview = interviews(self.walk, self.idle)[0]["id"]
        self.assertEqual(named(self.idle, "as_of=2022-08-01"), [(interview, False)])
        self.assertEqual(named(self.idle, "as_of=2022-07-31"), [("", False)], "the cycle was not over: no interview yet")
        self.assertEqual(named(self.idle, "as_of=2022-08-01&known_at=2022-07-31T23:59:59%2B08:00"), [("", False)])
        late = interviews(self.walk, self.late)[0]["id"]
        known = named(self.late, "as_of=2022-08-01&known_at=2022-08-01T00:00:00%2B08:00")
        self.assertIn(known[-1][0], ("", late))

    def test_an_entity_tag_is_of_the_whole_answer(self):
        tag = lambda day: self.walk.bureau.get(f"/v1/projects/{self.idle}?as_of={day}").headers["etag"]
        self.assertNotEqual(tag("2022-07-31"), tag("2022-08-01"), "an interview came without another version of the project")
        self.assertEqual(tag("2022-07-31"), tag("2022-07-31"))

    def test_every_count_is_explained_in_both_languages(self):
        past = self.past(self.idle, "as_of=2022-08-01")
        steps = past["explanation"]["steps"]
        self.assertEqual([s["outcome"] for s in steps], ["0", "1", "2", "3", "4"])
        self.assertIn("不完整", steps[0]["text_zh"])
        for step in steps[1:]:
            self.assertIn("无有效进展", step["text_zh"])
            self.assertIn("no effective progress", step["text_en"])
            self.assertEqual(step["clause"], "mianyang-2022/6")

    def test_the_day_decides_not_the_hour_of_asking(self):
        self.assertEqual(self.past(self.idle, "as_of=2022-07-31")["idle_cycles"], 3)
        early = self.past(self.idle, "as_of=2022-05-24")
        self.assertFalse({"stage", "responsible", "through"} & {k for k, v in early.items() if v is not None}, early)
        self.assertEqual(early["light"], "none")

    def test_interviews_stand_as_they_stood_then(self):
        def listed(query):
            return {i["project_id"]: i["state"]
                    for i in ok(self.walk.bureau.get(f"/v1/interviews?{query}"))["items"]}
        self.assertEqual(listed("as_of=2022-07-31"), {})
        self.assertEqual(listed("as_of=2022-08-02"), {self.idle: "opened", self.late: "withdrawn"})
        self.assertEqual(listed("as_of=2022-08-05"), {self.idle: "issued", self.late: "withdrawn"})
        self.assertEqual(listed("as_of=2022-08-02&state=opened"), {self.idle: "opened"})
        self.assertEqual(listed("as_of=2022-08-02&state=issued"), {})
        self.assertEqual(listed(f"as_of=2022-08-02&project={self.late}"), {self.late: "withdrawn"})

    def test_what_is_refused(self):
        bureau = self.walk.bureau
        get = lambda query: bureau.get(f"/v1/projects/{self.idle}?{query}").status
        self.assertEqual(get("as_of=2022-08-06"), 400, "the future is not judged")
        self.assertEqual(get("as_of=2022-02-30"), 400)
        self.assertEqual(get("known_at=2022-07-31"), 400, "known_at goes with as_of")
        self.assertEqual(get("as_of=2022-07-31&known_at=yesterday"), 400)
        self.assertEqual(get("as_of=2022-07-31&known_at=2022-09-01"), 400)
        self.assertEqual(get("as_of=2022-07-31&known_at=2022-05-24"), 404, "not registered then")
        lost = bureau.get(f"/v1/projects/{self.idle}?as_of=2022-07-31&known_at=2022-07-31T23:59:59+08:00")
        self.assertEqual((lost.status, lost.json["errors"][0]["parameter"]), (400, "known_at"), "a + is a blank there")
        self.assertIn("2022-07-31T23:59:59%2B08:00", lost.json["errors"][0]["message"])
        self.assertEqual(bureau.get("/v1/projects/prj_none?as_of=2022-07-31").status, 404)
        self.assertEqual(bureau.get("/v1/interviews?as_of=2022-08-06").status, 400)
        stranger = self.suite.login("park", "MY-JK")
        self.assertEqual(stranger.get(f"/v1/projects/{self.idle}?as_of=2022-07-31").status, 404)
        self.assertEqual(ok(stranger.get("/v1/interviews?as_of=2022-08-05"))["items"], [])


if __name__ == "__main__":
    unittest.main()
