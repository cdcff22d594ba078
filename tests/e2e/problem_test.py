"""Problems over HTTP: reported, escalated by the due queue, solved, closed by who reported it, counted as progress."""
import unittest

from path import PARK, YI, Walk, evidence, ok
from suite import Suite, wait_until


class Problems(unittest.TestCase):
    def test_from_the_report_to_the_reporters_word(self):
        with Suite(clock="2022-06-20T09:00:00+08:00") as suite:
            walk = Walk(suite)
            walk.register_park()
            project = walk.register("受阻项目", 5 * YI)
            walk.to(project, "negotiating")
            reviewer, bureau, park = walk.reviewer, walk.bureau, walk.officer
            stranger = suite.login("park", "MY-JK")
            body = {"title": "用地指标未落实", "due_on": "2022-06-21"}
            made = reviewer.post(f"/v1/projects/{project}/problems", body)
            problem = ok(made, 201)
            path = made.headers["location"]
            self.assertEqual(path, "/v1/problems/" + problem["id"])
            self.assertEqual(stranger.get(path).status, 404)
            self.assertEqual(ok(stranger.get("/v1/problems"))["items"], [])
            self.assertEqual(stranger.post(f"/v1/projects/{project}/problems", body).status, 404)

            suite.set_clock("2022-06-22T00:00:00+08:00")
            risen = wait_until(lambda: next((p for p in [ok(bureau.get(path))] if p["level"] == "park"), None),
                               "the park's level")
            self.assertFalse(risen["overdue"])
            self.assertTrue(risen["escalations"][0]["step"]["automatic"])
            told = wait_until(lambda: [m["To"].addresses[0].addr_spec for m in suite.mails()
                                       if "【问题提级】" in str(m["Subject"])], "the mail about the climb")
            self.assertEqual(told, ["my-gx@parks.example"], "the park's level concerns the park")
            [listed] = ok(bureau.get(f"/v1/problems?level=park&state=open&project={project}"))["items"]
            self.assertEqual(listed["id"], problem["id"])
            self.assertEqual(bureau.get("/v1/problems?level=moon").status, 400)

            def do(who, command, body):
                return who.post(f"{path}/{command}", body, version=ok(bureau.get(path))["version"])

            later = {"owner": "MY-GX", "due_on": "2022-07-15", "reason": "等批复"}
            self.assertEqual(do(park, "assign", later).status, 403, "whoever owes the solution does not put it off")
            for change, code in (({"owner": "nobody"}, "unknown"), ({"due_on": "2022-06-21"}, "past"),
                                 ({"due_on": "2027-01-04"}, "beyond_calendar"), ({"reason": ""}, "required")):
                refused = do(bureau, "assign", later | change)
                self.assertEqual((refused.status, refused.json["errors"][0]["code"]), (422, code))
            self.assertEqual(ok(do(bureau, "assign", later | {"owner": "自然资源部门（ZRZY）"}))["owner"], "自然资源部门")
            moved = ok(do(bureau, "assign", later))
            self.assertEqual((moved["owner"], moved["due_at"]), ("MY-GX", "2022-07-16T00:00:00+08:00"))

            stale = park.post(path + "/resolve", {"text": "x"}, version=1)
            self.assertEqual(stale.status, 412)
            ok(do(park, "resolve", {"text": "指标已下达", "evidence": [evidence("approval", "用地批复", "川府土〔2022〕1号")]}))
            refused = do(bureau, "confirm", {})
            self.assertEqual((refused.status, refused.json["code"]), (403, "L1102"))
            ok(do(reviewer, "reopen", {"reason": "只批了一半"}))
            ok(do(park, "resolve", {"text": "全部下达", "evidence": [evidence("approval", "用地批复", "川府土〔2022〕2号")]}))
            closed = ok(do(reviewer, "confirm", {"text": "属实"}))
            self.assertEqual((closed["state"], closed["reopened"]), ("closed", 1))
            self.assertEqual(closed.get("closings", []), [], "it was reopened before it was closed")
            [report] = ok(bureau.get("/v1/projects/" + project))["progress"]
            self.assertEqual((report["kind"], report["effective"]), ("problem_closed", True))
            suite.replay()

    def test_whoever_owns_it_solves_it_and_the_exit_ends_it(self):
        with Suite(clock="2022-06-20T09:00:00+08:00") as suite:
            walk = Walk(suite)
            walk.register_park()
            walk.register_park(dict(PARK, code="MY-JK", name="绵阳经开区"))
            project = walk.register("退出项目", 5 * YI)
            walk.to(project, "negotiating")
            bureau, land, other = walk.bureau, suite.login("reviewer", "ZRZY"), suite.login("park", "MY-JK")

            def report(title, owner):
                return ok(bureau.post(f"/v1/projects/{project}/problems", {"title": title, "owner": owner}), 201)["id"]

            def do(who, problem, command, body):
                path = f"/v1/problems/{problem}"
                return who.post(f"{path}/{command}", body, version=ok(bureau.get(path))["version"])

            first, second = report("用地指标未落实", "自然资源部门"), report("电力未接入", "MY-JK")

            def told():
                mails = [m for m in suite.mails() if "【问题交办】" in str(m["Subject"])]
                return {(m["To"].addresses[0].addr_spec, str(m["Subject"]).split("：")[0]) for m in mails}

            owners = {("reviewer-zrzy@mianyang.example", "【问题交办】用地指标未落实"),
                      ("my-jk@parks.example", "【问题交办】电力未接入")}
            wait_until(lambda: told() >= owners, "each owner hears of its problem")
            self.assertEqual(len([t for t in told() if t[0] == "my-jk@parks.example"]), 1, "of its own alone")
            self.assertEqual(do(land, second, "resolve", {"text": "不归我管"}).status, 403)
            self.assertEqual(other.get("/v1/problems/" + first).status, 404)
            self.assertEqual([p["id"] for p in ok(other.get("/v1/problems"))["items"]], [second], "its own alone")
            for who, problem in ((land, first), (other, second)):
                self.assertEqual(ok(do(who, problem, "resolve", {"text": "已解决"}))["state"], "resolved")
                self.assertEqual(do(who, problem, "confirm", {}).status, 403)
            ok(do(bureau, first, "confirm", {}))

            # Who says that it is solved does not confirm it, whatever word it has.
            third = report("环评未批", "bureau")
            ok(do(bureau, third, "resolve", {"text": "已批", "evidence": [evidence("approval", "环评批复", "绵环审〔2022〕9号")]}))
            own = do(bureau, third, "confirm", {})
            self.assertEqual((own.status, own.json["code"]), (403, "L1411"))

            ok(bureau.command(project, "exit", {"reason": "投资方撤回"}))
            ended = wait_until(lambda: next((p for p in [ok(bureau.get("/v1/problems/" + second))]
                                             if p["state"] == "withdrawn"), None), "the end of the problem")
            self.assertEqual(ended["withdrawn_because"], "项目已于 2022-06-20 退出 / the project exited on 2022-06-20")
            self.assertEqual(ok(bureau.get("/v1/problems/" + first))["state"], "closed")
            for command, body in (("confirm", {}), ("resolve", {"text": "x"}), ("reopen", {"reason": "x"}), ("escalate", {"reason": "x"})):
                late = do(bureau, second, command, body)
                self.assertEqual((late.status, late.json["code"]), (409, "L1407"), command)
            suite.replay()


if __name__ == "__main__":
    unittest.main()
