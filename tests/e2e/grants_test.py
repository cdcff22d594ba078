"""What a ticket grants, over HTTP: land is promised, missed, delivered, corrected; talent cards are issued and renewed."""
import concurrent.futures
import re
import unittest

from path import YI, Walk, evidence, ok
from suite import Suite, wait_until


class Grants(unittest.TestCase):
    def setUp(self):
        self.suite = Suite(clock="2022-06-20T09:00:00+08:00").__enter__()
        self.addCleanup(self.suite.__exit__, None, None, None)
        self.walk = Walk(self.suite)
        self.walk.register_park()
        self.project = self.walk.register("要素项目", 5 * YI)
        self.bureau, self.park = self.walk.bureau, self.walk.officer
        self.reviewer = self.suite.login("reviewer", "ZRZY")
        self.stranger = self.suite.login("park", "MY-JK")

    def do(self, who, path, command, body):
        return who.post(f"{path}/{command}", body, version=ok(self.bureau.get(path))["version"])

    def granted(self, service, quantity, **more):
        unit = {"unit": "m2"} if service == "land" else {}
        body = {"service": service, "title": "事项", "quantity": quantity, **unit}
        ticket = ok(self.park.post(f"/v1/projects/{self.project}/tickets", body), 201)
        path = "/v1/tickets/" + ticket["id"]
        # Land is its department's; who gives the cards has no account here and writes to the bureau.
        who = self.reviewer if service == "land" else self.bureau
        answer = {"text": "同意", "granted": quantity, "evidence": [evidence("review_opinion", "复函")], **unit}
        ok(self.do(who, path, "answer", dict(answer, **more)))
        return ticket["id"]

    def read(self, path, matches, what):
        return wait_until(lambda: next((r for r in [ok(self.bureau.get(path))] if matches(r)), None), what)

    def subjects(self, title):
        return sorted(m["To"].addresses[0].addr_spec for m in self.suite.mails() if f"【{title}】" in str(m["Subject"]))

    def leave(self):
        """The project has stood still by then: its light is red."""
        self.read("/v1/projects/" + self.project, lambda r: r["light"] == "red", "the red light")
        approval = {"number": "会议纪要〔2022〕3号", "reason": "同意"}
        ok(self.suite.login("leader").command(self.project, "exit-approval", approval))
        ok(self.bureau.command(self.project, "exit", {"reason": "投资方撤回"}))

    def test_land_from_the_promise_to_the_last_square_metre(self):
        walk, suite, bureau, reviewer = self.walk, self.suite, self.bureau, self.reviewer
        walk.to(self.project, "negotiating")
        ticket = self.granted("land", 60000, supply_by="2022-09-30")
        [supply] = ok(bureau.get(f"/v1/supplies?ticket={ticket}&state=promised&service=land"))["items"]
        path = "/v1/supplies/" + supply["id"]
        asked = ok(bureau.get("/v1/tickets/" + ticket))
        self.assertEqual((asked["supply_id"], asked["supply_by"]), (supply["id"], "2022-09-30"), "what its answer promised")
        answers = wait_until(lambda: [m.get_body(("plain",)).get_content() for m in suite.mails()
                                      if "【服务事项答复】" in str(m["Subject"])], "the mail of the answer")
        self.assertIn("供应期限：2022-09-30（含当日）", answers[0])
        self.assertEqual((supply["quantity"], supply["delivered"], supply["supply_by"], supply["overdue"]),
                         (60000, 0, "2022-09-30", False))
        self.assertEqual((supply["unit"], supply["quantity_display"], supply["delivered_display"]),
                         ("m2", "60000平方米（90亩）", "0平方米（0亩）"))
        self.assertEqual(self.stranger.get(path).status, 404)
        self.assertEqual(ok(self.stranger.get("/v1/supplies"))["items"], [])
        self.assertEqual(bureau.get("/v1/supplies?state=moon").status, 400)
        suite.set_clock("2022-10-01T00:00:00+08:00")
        self.assertTrue(self.read(path, lambda r: r.get("missed_on") == "2022-09-30", "the missed day")["overdue"])
        wait_until(lambda: self.subjects("要素保障逾期") ==
                   ["bureau@mianyang.example", "my-gx@parks.example", "reviewer-zrzy@mianyang.example"],
                   "entity, bureau and owner are told, once each")

        part = {"quantity": 40000, "unit": "m2", "document": "绵自然资函〔2022〕8号",
                "evidence": [evidence("approval", "供地决定")]}
        for foreign in (self.park, walk.reviewer):
            self.assertEqual(self.do(foreign, path, "delivery", part).status, 403)
        rehearsed = ok(self.do(reviewer, path, "delivery?dry_run=true", part))
        after = rehearsed["after"]
        self.assertEqual((rehearsed["allowed"], after["state"], after["delivered"], after["delivered_display"]),
                         (True, "promised", 40000, "40000平方米（60亩）"))
        self.assertEqual(ok(bureau.get(path))["delivered"], 0)
        ok(self.do(reviewer, path, "delivery", part))
        refused = self.do(reviewer, path, "delivery", dict(part, quantity=20001))
        self.assertEqual((refused.status, refused.json["errors"][0]["pointer"]), (422, "/quantity"))
        done = ok(self.do(reviewer, path, "delivery", dict(part, quantity=20000)))
        self.assertEqual((done["state"], done["late"], done["delivered"]), ("supplied", True, 60000))
        wrong = {"delivery": 2, "quantity": 2000, "unit": "m2", "reason": "误录", "evidence": part["evidence"]}
        self.assertEqual(self.do(reviewer, path, "correction", wrong).status, 403)
        back = ok(self.do(bureau, path, "correction", wrong))
        self.assertEqual((back["state"], back["delivered"]), ("promised", 42000))
        self.leave()
        self.read(path, lambda r: r["state"] == "lapsed", "the end of the supply")
        suite.replay()

    def test_talent_cards_from_the_issue_to_the_end_of_the_project(self):
        walk, suite, bureau = self.walk, self.suite, self.bureau
        walk.to(self.project, "negotiating")
        ticket = self.granted("talent_card", 2)
        self.assertEqual(ok(bureau.get(f"/v1/supplies?ticket={ticket}"))["items"], [])
        cards = f"/v1/projects/{self.project}/talent-cards"
        body = {"ticket_id": ticket, "holder": "王工", "post": "总工程师"}
        self.assertEqual(self.park.post(cards, body).status, 403)
        card = ok(bureau.post(cards, body), 201)
        path = "/v1/talent-cards/" + card["id"]
        self.assertEqual((card["title"], card["valid_until"], card["state"]), ("人才绿卡〔2022〕1号", "2025-06-19", "valid"))
        self.assertEqual(bureau.post(cards, body).status, 409)
        second = ok(bureau.post(cards, dict(body, holder="李工")), 201)
        self.assertEqual(second["title"], "人才绿卡〔2022〕2号")
        self.assertEqual(bureau.post(cards, dict(body, holder="赵工")).status, 409)

        # Names are for those who accompany the project.
        self.assertEqual(ok(self.park.get(path))["holder"], "王工")
        self.assertEqual(self.stranger.get(path).status, 404)
        self.assertEqual(self.reviewer.get(path).status, 403)
        seen = [e["type"] for e in ok(self.reviewer.get("/v1/changes?after=0&limit=500"))["items"]]
        self.assertIn("cn.luodi.ticket.requested.v1", seen)
        self.assertNotIn("cn.luodi.talent_card.issued.v1", seen)

        second_path = "/v1/talent-cards/" + second["id"]
        self.assertEqual(self.do(bureau, second_path, "renewal", {"reason": "续聘"}).status, 409)
        ok(self.do(bureau, second_path, "revocation", {"reason": "离职"}))
        [revoked] = ok(bureau.get(f"/v1/talent-cards?state=revoked&project={self.project}"))["items"]
        self.assertEqual(revoked["id"], second["id"])
        suite.set_clock("2025-05-20T00:00:00+08:00")
        self.read(path, lambda r: r.get("reminded_of") == "2025-06-19", "the reminder")
        wait_until(lambda: self.subjects("人才绿卡即将到期") == ["bureau@mianyang.example", "my-gx@parks.example"],
                   "entity and bureau are told, once each")
        self.assertEqual(ok(self.do(bureau, path, "renewal", {"reason": "续聘"}))["valid_until"], "2028-06-19")
        self.leave()
        self.read(path, lambda r: r["state"] == "revoked", "the end of the card")
        suite.replay()

    def test_twelve_cards_at_once_get_twelve_numbers(self):
        """One counter for the city: who clashes on it waits for its turn."""
        walk, bureau = self.walk, self.bureau
        bodies = []
        for i in range(12):
            self.project = walk.register(f"人才项目{i}", 5 * YI)
            bodies.append((self.project, {"ticket_id": self.granted("talent_card", 1), "holder": f"工程师{i}", "post": "总工"}))
        with concurrent.futures.ThreadPoolExecutor(len(bodies)) as clients:
            answers = list(clients.map(lambda b: bureau.post(f"/v1/projects/{b[0]}/talent-cards", b[1]), bodies))
        self.assertEqual([a.status for a in answers], [201] * 12, answers)
        numbers = sorted(int(re.search(r"〕(\d+)号", a.json["title"]).group(1)) for a in answers)
        self.assertEqual(numbers, list(range(1, 13)))
        self.suite.replay()


if __name__ == "__main__":
    unittest.main()
