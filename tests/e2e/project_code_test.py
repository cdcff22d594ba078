"""A project code proves one project of the city: the refusal says whose it is, taken back or once its project
has ended it is free, two at once are one, and what was recorded replays."""
import unittest
from concurrent.futures import ThreadPoolExecutor

from path import YI, Walk, evidence, ok
from suite import Suite


class ProjectCode(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.suite = Suite(clock="2022-06-01T09:00:00+08:00")
        cls.addClassCleanup(cls.suite.__exit__, None, None, None)
        cls.suite.__enter__()
        cls.walk = Walk(cls.suite)
        cls.walk.register_park()

    def signed(self, name):
        project = self.walk.register(name, 5 * YI)
        self.walk.to(project, "signed")
        return project

    def land(self, project, code, who=None, **more):
        body = {"landed_on": self.walk.today(), "company": {"name": "绵阳项目公司", "uscc": "91510700205412308D"},
                "evidence": [evidence("land_contract", "国有土地使用权出让合同", "510703-2022-01"),
                             evidence("project_code", "项目代码", code)]}
        return (who or self.walk.officer).command(project, "landing", body, **more)

    def step(self, project, code):
        return self.walk.officer.command(project, "progress", {
            "kind": "statutory_step", "text": "备案", "evidence": [evidence("project_code", "项目代码", code)]})

    def refused(self, answer, pointer, holder):
        self.assertEqual((answer.status, answer.json["errors"][0]["pointer"], answer.json["errors"][0]["code"]),
                         (409, pointer, "used"), answer)
        self.assertIn(holder, answer.json["detail"])

    def test_one_project_alone_until_it_is_taken_back(self):
        one, two, code = self.signed("代码项目甲"), self.signed("代码项目乙"), self.walk.code()
        ok(self.land(one, code))
        self.refused(self.land(two, code), "/evidence/1/reference", one + " 代码项目甲")
        self.refused(self.step(two, code), "/evidence/0/reference", one)
        rehearsed = ok(self.land(two, code, dry_run=True))
        self.assertFalse(rehearsed["allowed"])
        self.assertIn(one, rehearsed["refusal"]["detail"])
        report = ok(self.step(one, code))["progress"][-1]["id"]
        ok(self.walk.bureau.command(one, "stage-return", {
            "stage": "landed", "reason": "代码误填", "evidence": [evidence("other", "核查记录", "核查〔2022〕1号")]}))
        self.refused(self.land(two, code), "/evidence/1/reference", one)
        ok(self.walk.bureau.command(one, "progress-retraction", {"report": report, "reason": "代码误填"}))
        ok(self.land(two, code))
        self.refused(self.step(self.signed("代码项目丙"), code), "/evidence/0/reference", two)
        self.suite.replay()

    def test_an_ended_project_keeps_it_from_nobody(self):
        one, code = self.walk.register("转园区项目", 5 * YI), self.walk.code()
        self.walk.to(one, "assessed")
        ok(self.step(one, code))
        ok(self.walk.bureau.command(one, "exit", {"reason": "转其他园区"}))
        anew = self.signed("转园区项目再登记")
        ok(self.land(anew, code))
        self.refused(self.step(self.signed("代码项目丁"), code), "/evidence/0/reference", anew)
        self.suite.replay()

    def test_two_at_once_are_one(self):
        code = self.walk.code()
        rivals = [self.signed(f"同时项目{n}") for n in range(4)]
        clerks = [self.suite.login("park", self.walk.park) for _ in rivals]
        with ThreadPoolExecutor(len(rivals)) as pool:
            answers = list(pool.map(lambda pair: self.land(pair[0], code, pair[1]), zip(rivals, clerks)))
        self.assertEqual(sorted(a.status for a in answers), [200, 409, 409, 409], answers)
        [winner] = [p for p, a in zip(rivals, answers) if a.status == 200]
        for answer in answers:
            if answer.status == 409:
                self.refused(answer, "/evidence/1/reference", winner)
        self.suite.replay()


if __name__ == "__main__":
    unittest.main()
