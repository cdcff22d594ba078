"""A change of host over HTTP: who reports the half month before it, and whose closed problem is no third party's."""
import unittest

from path import PARK, YI, Walk, evidence, ok
from suite import Suite, wait_until

CYCLE = "/v1/dispatch-cycles/2022-06-H1"


class HostChange(unittest.TestCase):
    def test_what_the_former_host_left(self):
        with Suite(clock="2022-06-01T09:00:00+08:00") as suite:
            walk = Walk(suite)
            walk.register_park()
            walk.register_park(dict(PARK, code="MY-JK", name="绵阳经开区"))
            bureau, former, today = walk.bureau, walk.officer, suite.login("park", "MY-JK")
            project = walk.register("易地项目", 5 * YI)
            walk.to(project, "negotiating")
            suite.set_clock("2022-06-16T09:00:00+08:00")
            wait_until(lambda: self.line(bureau), "the agenda is drawn")
            self.assertNotIn("org_now", self.line(bureau))
            problem = ok(former.post(f"/v1/projects/{project}/problems", {"title": "用地指标未落实"}), 201)["id"]
            ok(bureau.command(project, "allocation", {"host": "MY-JK", "reason": "产业链所在"}))
            wait_until(lambda: self.line(bureau).get("org_now") == "MY-JK", "the line says who may report by now")
            self.assertEqual(self.line(bureau)["org"], "MY-GX")
            told = wait_until(lambda: [m for m in suite.mails() if "【承载园区变更】" in str(m["Subject"])], "both are told")
            self.assertIn(f"1. 问题“用地指标未落实”（{problem}）", told[0].get_body(("plain",)).get_content())

            with self.subTest("the problem that the former host reported"):
                path = "/v1/problems/" + problem

                def do(who, command, body):
                    return who.post(f"{path}/{command}", body, version=ok(bureau.get(path))["version"])

                paper = [evidence("approval", "用地批复", "川府土〔2022〕1号")]
                ok(do(today, "resolve", {"text": "已下达", "evidence": paper}))
                self.assertEqual(ok(do(former, "confirm", {}))["state"], "closed")
                [report] = bureau.project(project)["progress"]
                self.assertEqual((report["kind"], report["effective"]), ("problem_closed", False))
                self.assertIn("原承载园区不是第三方", report["reason"])
                ok(bureau.command(project, "progress-retraction", {"report": report["id"], "reason": "原承载园区自行销号"}))
                self.assertIn("retracted_by", bureau.project(project)["progress"][0])

            with self.subTest("its half month"):
                suite.set_clock("2022-06-16T17:00:01+08:00")
                both = {"my-gx@parks.example", "my-jk@parks.example"}
                wait_until(lambda: both <= self.told(suite, "【调度催报】2022年6月上半月"), "both hear that it is missing")
                body = {"project_id": project, "text": "完成地勘"}
                filed = ok(today.post(CYCLE + "/reports", body), 201)
                self.assertEqual(filed["reports"][0]["report"]["org"], "MY-JK")
                more = {**body, "text": "完成地勘和围挡", "correction": "补充"}
                corrected = ok(former.post(CYCLE + "/reports", more), 201)
                self.assertNotIn("org", corrected["reports"][1]["report"])
            suite.replay()

    @staticmethod
    def line(who):
        """The only line of the agenda; None while there is none."""
        view = who.get(CYCLE)
        lines = view.json.get("moved", []) + view.json.get("not_moved", []) if view.status == 200 else []
        return lines[0] if lines else None

    @staticmethod
    def told(suite, title):
        return {mail["To"].addresses[0].addr_spec for mail in suite.mails() if title in str(mail["Subject"])}


if __name__ == "__main__":
    unittest.main()
