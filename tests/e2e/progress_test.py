"""Plan, lag and verified funds over HTTP: what a park plans, what the bureau verifies, what is refused and why."""
import unittest

from path import YI, Walk, evidence, ok
from suite import Suite

WAN = 1_000_000
PLAN = {"milestones": [{"id": "base", "title": "主体封顶", "target_on": "2022-06-10"},
                       {"id": "go", "title": "开工", "target_on": "2022-06-20", "stage": "started"}],
        "months": [{"month": "2022-06", "target_fen": 10_000 * WAN}, {"month": "2022-07", "target_fen": 10_000 * WAN}]}


class Progress(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.suite = Suite(clock="2022-05-26T09:00:00+08:00")
        cls.addClassCleanup(cls.suite.__exit__, None, None, None)
        cls.suite.__enter__()
        cls.walk = Walk(cls.suite)
        cls.walk.register_park()

    def status(self, project):
        return ok(self.walk.officer.get(f"/v1/projects/{project}/plan"))

    def test_plan_lag_and_quarter(self):
        walk, suite = self.walk, self.suite
        project = walk.register("计划项目", 6 * YI)
        walk.to(project, "signed")
        self.assertEqual(self.status(project)["lag"]["light"], "none")
        ok(walk.officer.command(project, "plan", PLAN))
        moved = dict(PLAN, milestones=[dict(PLAN["milestones"][0], target_on="2022-06-25"), PLAN["milestones"][1]])
        refused = walk.officer.command(project, "plan", moved)
        self.assertEqual((refused.status, refused.json["errors"][0]["pointer"]), (422, "/reason"))
        ok(walk.officer.command(project, "plan", dict(moved, reason="雨季工期顺延")))
        made_over = [moved["milestones"][0], {"id": "go", "title": "开工", "target_on": "2022-06-20"}]
        refused = walk.officer.command(project, "plan", dict(moved, milestones=made_over, reason="改为附材料"))
        self.assertEqual((refused.status, refused.json["errors"][0]["pointer"]), (422, "/milestones/1/stage"))
        change = self.status(project)["plan"]["plan"]["changes"]
        self.assertEqual(change, [{"target": "base", "before": "2022-06-10", "after": "2022-06-25"}])

        suite.set_clock("2022-06-30T12:00:00+08:00")
        lag = self.status(project)["lag"]
        self.assertEqual((lag["light"], lag["overdue_milestones"]), ("red", ["base", "go"]))
        ok(walk.officer.command(project, "progress", {"kind": "milestone", "milestone": "base",
                                                      "evidence": [evidence("site_photo", "封顶照片")]}))
        walk.to_from(project, "landed", "started")
        walk.funds(project, 8_001 * WAN)
        self.assertEqual(self.status(project)["lag"]["light"], "green")
        suite.set_clock("2022-07-01T09:00:00+08:00")
        quarter = self.status(project)["quarter"]
        self.assertEqual((quarter["quarter"], quarter["pace"]), ("2022-Q2", "snail"), "below target, and started late")
        self.assertTrue(quarter["late_start"])
        self.assertEqual(quarter["explanation"]["clause"], "mianyang-2022/5")

    def test_a_voucher_is_used_once_in_the_city_and_more_than_agreed_only_knowingly(self):
        walk = self.walk
        one, two = walk.register("资金项目甲", 5 * YI), walk.register("资金项目乙", 5 * YI)
        for project in (one, two):
            walk.to(project, "signed")
        finance = self.suite.login("finance")
        day = self.suite.clock[:10]

        def funds(project, fen, number, slip_fen=5 * YI, dry_run=False, **more):
            voucher = {"kind": "bank_slip", "number": number, "amount_fen": slip_fen, "dated": day}
            return finance.command(project, "funds", {"amount_fen": fen, "vouchers": [voucher], **more}, dry_run=dry_run)

        self.assertEqual(ok(funds(one, 5 * YI, "工行 001"))["verified_funds_fen"], 5 * YI)
        for project, number in ((one, "工行001"), (two, "工行 001")):
            again = funds(project, 1, number)
            self.assertEqual((again.status, again.json["code"]), (409, "L1206"), project)
        for dry_run in (False, True):
            other = funds(two, 1, "工行 001", slip_fen=3 * YI, dry_run=dry_run)
            self.assertEqual(other.status, 200 if dry_run else 409, other)
            told = other.json["refusal"]["detail"] if dry_run else other.json["detail"]
            self.assertIn(f"{one} 资金项目甲", told, "the first project is named, whatever the amount")
        above = funds(one, 1, "工行 002")
        self.assertEqual((above.status, above.json["errors"][0]["pointer"]), (422, "/over_agreed"))
        ok(funds(one, 1, "工行 002", over_agreed=True, note="追加投资，协议待变更"))
        status = self.status(one)
        self.assertTrue(status["funds"]["over_agreed"])
        self.assertEqual(status["funds"]["entries"][1]["over_agreed"], "追加投资，协议待变更")
        self.assertEqual(ok(funds(two, 1, "工行 002b"))["verified_funds_fen"], 1, "a refused slip is still free")


if __name__ == "__main__":
    unittest.main()
