"""A stage that was recorded in error is taken back by the bureau: everything that rested on it is judged anew, what was
known before stays readable, and the stage is recorded anew with the right day."""
import unittest

from path import YI, Walk, evidence, ok
from suite import Suite, wait_until


class StageReturn(unittest.TestCase):
    def test_a_start_that_was_none_and_the_landing_before_it(self):
        with Suite(clock="2022-06-01T09:00:00+08:00") as suite:
            walk = Walk(suite)
            walk.register_park()
            project = walk.register("误登开工项目", 51 * YI)
            walk.to(project, "signed")
            owed = ok(walk.bureau.post(f"/v1/projects/{project}/obligations", {
                "side": "enterprise", "kind": "start", "title": "开工", "due_on": "2022-09-30"}), 201)["id"]
            suite.set_clock("2022-06-16T09:00:00+08:00")
            walk.landed(project)
            suite.set_clock("2022-07-05T09:00:00+08:00")
            walk.started(project)

            def obligation():
                return ok(walk.bureau.get(f"/v1/obligations/{owed}"))["state"]
            wait_until(lambda: obligation() == "honoured", "the start shows it")
            suite.set_clock("2022-09-16T09:00:00+08:00")
            wait_until(lambda: walk.bureau.project(project)["light"] == "red", "four half months from 07-H2 on", 30)
            wrong = {"stage": "started", "reason": "现场核查未开工",
                     "evidence": [evidence("other", "核查记录", "核查〔2022〕3号")]}
            self.assertEqual(walk.officer.command(project, "stage-return", wrong).status, 403)
            early = walk.bureau.command(project, "stage-return", dict(wrong, stage="landed"))
            self.assertEqual((early.status, early.json["errors"][0]["code"]), (422, "later_stage"))
            self.assertIn("“开工”（2022-07-05）", early.json["detail"])
            unproved = walk.bureau.command(project, "stage-return", dict(wrong, evidence=[]))
            self.assertEqual((unproved.status, unproved.json["errors"][0]["pointer"]), (422, "/evidence"))
            self.names_what_can_be_given_back(walk, project, wrong)
            told = ok(walk.bureau.command(project, "stage-return", wrong, dry_run=True))
            self.assertTrue(told["allowed"])
            told = told["stage_return"]
            self.assertEqual((told["stage"], told["on"], told["stage_after"], told["idle_cycles"]),
                             ("started", "2022-07-05", "landed", 5))
            [fallen] = told["obligations"]
            self.assertEqual((fallen["id"], fallen["state_before"], fallen["state"]), (owed, "honoured", "pending"))
            self.assertEqual(walk.bureau.project(project)["stage"], "started", "a rehearsal changes nothing")

            seen = ok(walk.bureau.command(project, "stage-return", wrong))
            self.assertEqual((seen["stage"], seen.get("start"), seen["idle_cycles"]), ("landed", None, 5),
                             "the clock replays in the same commit")
            [back] = seen["returns"]
            self.assertEqual((back["stage"], back["on"], back["reason"], back["start"]["started_on"]),
                             ("started", "2022-07-05", "现场核查未开工", "2022-07-05"))
            again = walk.bureau.command(project, "stage-return", wrong)
            self.assertEqual((again.status, again.json["errors"][0]["code"]), (422, "not_reached"))
            wait_until(lambda: obligation() == "pending", "what the start had shown falls")
            told = wait_until(lambda: len(self.told(suite)) >= 3 and self.told(suite), "all hear of it")
            self.assertIn("my-gx@parks.example", told)
            self.assertEqual(len(told), 3, "the entity, the bureau and the committee")
            self.assertIn("核查记录（核查〔2022〕3号）", told["my-gx@parks.example"])
            path = f"/v1/projects/{project}?as_of=2022-08-31"
            self.assertEqual(ok(walk.bureau.get(path))["stage"], "landed", "the truth of that day")
            self.assertEqual(ok(walk.bureau.get(path + "&known_at=2022-08-31"))["stage"], "started", "as it was known")

            ok(walk.bureau.command(project, "stage-return", dict(wrong, stage="landed", reason="用地合同无效")))
            signed = walk.bureau.command(project, "stage-return", dict(wrong, stage="signed"))
            self.assertEqual((signed.status, signed.json["code"]), (409, "L1401"))
            bare = walk.officer.command(project, "landing", {"landed_on": "2022-09-01"})
            self.assertEqual({m["item"] for m in bare.json["missing"]}, {"company_registered", "landing_evidence"})
            anew = walk.landed(project)
            self.assertEqual((anew["stage"], anew["landing"]["landed_on"], len(anew["returns"])),
                             ("landed", "2022-09-16", 2))
            facts = [e["fact"] for e in ok(walk.bureau.get(f"/v1/projects/{project}/timeline?limit=100"))["items"]]
            self.assertEqual(facts.count("stage_returned"), 2)

            suite.set_clock("2023-01-05T09:00:00+08:00")
            run = ok(walk.bureau.post("/v1/award-runs", {"kind": "park_award", "year": 2022}), 201)
            path = "/v1/award-runs/" + run["id"]
            ok(walk.bureau.post(path + "/verify", {}, version=run["version"]))
            ok(walk.bureau.command(project, "stage-return", dict(wrong, stage="landed", reason="用地合同仍无效")))
            [late] = wait_until(lambda: ok(walk.bureau.get(path)).get("late_corrections"), "the run says what came late")
            self.assertEqual((late["project"], late["stage"], late["reached_on"], late["reason"]),
                             (project, "landed", "2022-09-16", "用地合同仍无效"))
            suite.replay()

    def names_what_can_be_given_back(self, walk, project, wrong):
        for stage in ("开工", "lead", "producing"):
            refused = walk.bureau.command(project, "stage-return", dict(wrong, stage=stage))
            self.assertEqual((refused.status, refused.json["errors"][0]["pointer"]), (422, "/stage"), stage)
            self.assertIn("可回退的只有开工（started，2022-07-05）", refused.json["errors"][0]["message"])
            self.assertIn(f"POST /v1/projects/{project}/stage-return", refused.body.decode())

    @staticmethod
    def told(suite):
        """The texts of the mails of the first return, by address."""
        return {m["To"].addresses[0].addr_spec: m.get_body(("plain",)).get_content() for m in suite.mails()
                if "【阶段回退】" in str(m["Subject"]) and "开工" in str(m["Subject"])}


if __name__ == "__main__":
    unittest.main()
