"""Service tickets over HTTP: asked for, assigned, overdue by the due queue, answered, reopened, closed by the asker."""
import unittest

from path import YI, Walk, evidence, ok
from suite import Suite, wait_until


class Tickets(unittest.TestCase):
    def test_from_the_request_to_the_askers_word(self):
        with Suite(clock="2022-06-20T09:00:00+08:00") as suite:
            walk = Walk(suite)
            walk.register_park()
            project = walk.register("用地项目", 5 * YI)
            walk.to(project, "negotiating")
            owner, bureau, park = suite.login("reviewer", "STHJ"), walk.bureau, walk.officer
            stranger = suite.login("park", "MY-JK")
            body = {"service": "land", "title": "一期用地", "quantity": 90, "unit": "mu"}
            missing = park.post(f"/v1/projects/{project}/tickets", {"service": "land", "title": "一期用地"})
            self.assertEqual((missing.status, missing.json["errors"][0]["pointer"]), (422, "/quantity"))
            unit = park.post(f"/v1/projects/{project}/tickets", dict(body, unit="tce"))
            self.assertEqual((unit.status, unit.json["errors"][0]["pointer"]), (422, "/unit"))
            none = park.post(f"/v1/projects/{project}/tickets", {k: v for k, v in body.items() if k != "unit"})
            self.assertEqual((none.status, none.json["errors"][0]["pointer"]), (422, "/unit"))
            self.assertIn("亩（mu）", none.json["errors"][0]["message"])
            made = park.post(f"/v1/projects/{project}/tickets", body)
            ticket = ok(made, 201)
            path = made.headers["location"]
            self.assertEqual(path, "/v1/tickets/" + ticket["id"])
            self.assertEqual((ticket["quantity"], ticket["unit"], ticket["quantity_display"]),
                             (60000, "m2", "60000平方米（90亩）"))
            self.assertEqual((ticket["owner"], ticket["owner_org"]), ("自然资源部门", "ZRZY"))
            self.assertEqual(ticket["due_at"], "2022-07-12T00:00:00+08:00")
            self.assertEqual(ticket["due_display"], "2022-07-11（含当日）")
            self.assertEqual(stranger.get(path).status, 404)
            self.assertEqual(ok(stranger.get("/v1/tickets"))["items"], [])
            self.assertEqual(stranger.post(f"/v1/projects/{project}/tickets", body).status, 404)

            def do(who, command, body):
                return who.post(f"{path}/{command}", body, version=ok(bureau.get(path))["version"])

            twice = bureau.post(f"/v1/projects/{project}/tickets", body)
            self.assertEqual((twice.status, twice.json["code"]), (409, "L1206"))
            self.assertIn(ticket["id"], twice.json["detail"])
            for owner_name in ("农业局", "MY-JK"):
                refused = do(bureau, "assign", {"owner": owner_name})
                self.assertEqual((refused.status, refused.json["errors"][0]["pointer"]), (422, "/owner"))
                self.assertIn("自然资源部门（ZRZY）", refused.json["errors"][0]["message"])
            assigned = ok(do(bureau, "assign", {"owner": "生态环境部门（STHJ）"}))
            self.assertEqual((assigned["owner"], assigned["owner_org"], assigned["due_at"]),
                             ("生态环境部门", "STHJ", ticket["due_at"]))
            suite.set_clock("2022-07-12T00:00:00+08:00")
            missed = wait_until(lambda: next((t for t in [ok(bureau.get(path))] if t["clocks"][0]["overdue"]), None),
                                "the missed clock")
            self.assertTrue(missed["overdue"])
            wait_until(lambda: sorted(m["To"].addresses[0].addr_spec for m in suite.mails()
                                      if "【服务事项逾期】" in str(m["Subject"])) ==
                       ["bureau@mianyang.example", "my-gx@parks.example", "reviewer-sthj@mianyang.example"],
                       "entity, bureau and owner are told, once each")
            [listed] = ok(bureau.get(f"/v1/tickets?service=land&state=open&project={project}"))["items"]
            self.assertEqual(listed["id"], ticket["id"])
            self.assertEqual(ok(bureau.get("/v1/tickets?service=energy"))["items"], [])
            self.assertEqual(bureau.get("/v1/tickets?service=moon").status, 400)

            paper = evidence("approval", "用地批复", "川府土〔2022〕1号")
            self.assertEqual(park.post(path + "/answer", {"text": "x"}, version=missed["version"]).status, 403)
            half = {"text": "先给一半", "granted": 45, "unit": "mu", "evidence": [paper]}
            for foreign in (suite.login("reviewer", "ZRZY"), walk.reviewer):
                refused = do(foreign, "answer", half)
                self.assertEqual(refused.status, 403)
                self.assertIn("生态环境部门（STHJ）", refused.json["detail"])
            lacking = do(bureau, "answer", half)
            self.assertEqual((lacking.status, lacking.json["missing"][0]["item"]), (409, "opinion_document"))
            answered = ok(do(owner, "answer", half))
            self.assertEqual((answered["answer"]["granted"], answered["granted_display"]), (30000, "30000平方米（45亩）"))
            self.assertEqual(do(bureau, "confirm", {}).status, 403)
            again = ok(do(park, "reopen", {"reason": "只给一半"}))
            self.assertEqual([c["overdue"] for c in again["clocks"]], [True, False])
            written = ok(do(bureau, "answer", {"text": "全部落实", "granted": 60000, "unit": "m2",
                                               "evidence": [paper, evidence("review_opinion", "复函")]}))
            self.assertTrue(written["answer"]["on_behalf"])
            closed = ok(do(park, "confirm", {"text": "属实"}))
            ok(park.post(f"/v1/projects/{project}/tickets", body), 201)
            self.assertEqual((closed["state"], closed["answer"]["granted"], closed["overdue"]), ("closed", 60000, False))
            suite.replay()


if __name__ == "__main__":
    unittest.main()
