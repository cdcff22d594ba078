"""Two progress monitors on one store: whoever comes at the same moment through the other one changes no answer. Of two
that exclude each other one stands, the other is refused with its reason, and both monitors show the same afterwards."""
import threading
import unittest
import uuid

from interviews import START, Interviews
from path import PARK, YI, Walk, evidence, ok
from second_monitor import SecondGateway, SecondMonitor
from suite import Suite, wait_until

ROUNDS = 12


def at_once(*calls):
    """The answers of calls that begin at the same moment."""
    barrier = threading.Barrier(len(calls))
    answers = [None] * len(calls)

    def run(number):
        barrier.wait()
        answers[number] = calls[number]()

    threads = [threading.Thread(target=run, args=(number,)) for number in range(len(calls))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


class TwoMonitors(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.suite = cls.enterClassContext(Suite())
        cls.monitor = SecondMonitor(cls.suite)
        cls.addClassCleanup(cls.monitor.stop)
        cls.gateway = SecondGateway(cls.suite)
        cls.addClassCleanup(cls.gateway.stop)
        cls.walk = Walk(cls.suite)
        cls.walk.register_park()

    def tearDown(self):
        self.suite.replay()

    def ticket(self, quantity):
        """A project with a ticket for talent cards: (project, ticket)."""
        project = self.walk.register("双监测 " + uuid.uuid4().hex, 60 * YI)
        body = {"service": "talent_card", "title": "人才卡", "quantity": quantity}
        return project, ok(self.walk.officer.post(f"/v1/projects/{project}/tickets", body), 201)

    def granted(self, quantity):
        project, ticket = self.ticket(quantity)
        ok(self.answer(self.walk.bureau, ticket, granted=quantity))
        return project, ticket

    @staticmethod
    def answer(who, ticket, text="同意", granted=1):
        """Whoever gives the cards has no account here and writes to the bureau, which records the paper."""
        return who.post(f"/v1/tickets/{ticket['id']}/answer",
                        {"text": text, "granted": granted, "evidence": [evidence("review_opinion", "复函")]},
                        version=ticket["version"])

    def card(self, who, project, ticket, holder):
        return who.post(f"/v1/projects/{project}/talent-cards", {"ticket_id": ticket["id"], "holder": holder, "post": "工程师"})

    def assert_one(self, answers, done):
        """Exactly one was done; the others were refused by a rule, which is neither an outage nor an unknown outcome."""
        statuses = sorted(answer.status for answer in answers)
        self.assertEqual(statuses.count(done), 1, answers)
        self.assertEqual([s for s in statuses if s != done and not 400 <= s < 500], [], answers)

    def assert_one_truth(self, path):
        here = ok(self.walk.bureau.get(path))
        twin = self.gateway.twin(self.walk.bureau)
        twin.sequence = self.walk.bureau.sequence
        self.assertEqual(ok(twin.get(path)), here)
        return here

    def test_what_was_granted_once_is_issued_once(self):
        here = self.walk.bureau
        for _ in range(ROUNDS):
            there = self.gateway.twin(here)
            project, ticket = self.granted(1)
            answers = at_once(lambda: self.card(here, project, ticket, "甲"), lambda: self.card(there, project, ticket, "乙"))
            self.assert_one(answers, 201)
            here.sequence = max(here.sequence, there.sequence)
            self.assertEqual(len(self.assert_one_truth(f"/v1/talent-cards?project={project}")["items"]), 1)

    def test_one_holder_gets_one_card(self):
        here = self.walk.bureau
        for _ in range(ROUNDS):
            there = self.gateway.twin(here)
            project, ticket = self.granted(5)
            answers = at_once(lambda: self.card(here, project, ticket, "同一人"),
                              lambda: self.card(there, project, ticket, "同一人"))
            self.assert_one(answers, 201)

    def test_one_answer_stands(self):
        here = self.walk.bureau
        for _ in range(ROUNDS):
            there = self.gateway.twin(here)
            _, ticket = self.ticket(5)
            answers = at_once(lambda: self.answer(here, ticket, "此处", 2), lambda: self.answer(there, ticket, "彼处", 3))
            self.assert_one(answers, 200)
            [stands] = [ok(answer) for answer in answers if answer.status == 200]
            self.walk.bureau.sequence = max(a.sequence for a in answers)
            seen = self.assert_one_truth("/v1/tickets/" + ticket["id"])
            self.assertEqual((seen["version"], seen["answer"]), (stands["version"], stands["answer"]))

    def test_one_problem_is_reported_once_until_it_is_closed(self):
        here = self.walk.officer
        for _ in range(ROUNDS):
            there = self.gateway.twin(here)
            path = f"/v1/projects/{self.walk.register('同一问题 ' + uuid.uuid4().hex, 6 * YI)}/problems"
            answers = at_once(*[lambda who=who: who.post(path, {"title": "用地指标未落实"}) for who in (here, there) * 4])
            self.assertEqual(sorted(a.status for a in answers), [201] + [409] * 7, answers)
            self.assertEqual({a.json["code"] for a in answers if a.status == 409}, {"L1206"})
            here.sequence = max(here.sequence, there.sequence)
            [problem] = [ok(answer, 201) for answer in answers if answer.status == 201]
            mine = "/v1/problems/" + problem["id"]
            self.walk.bureau.sequence = here.sequence
            solved = ok(self.walk.bureau.post(mine + "/resolve", {"text": "已落实"}, version=problem["version"]))
            here.sequence = self.walk.bureau.sequence
            closed = ok(here.post(mine + "/confirm", {}, version=solved["version"]))
            ok(here.post(path, {"title": "用地指标未落实"}), 201)
            reopened = here.post(mine + "/reopen", {"reason": "并未落实"}, version=closed["version"])
            self.assertEqual((reopened.status, reopened.json["code"]), (409, "L1206"), "it is there again already")

    def test_one_ticket_is_requested_once_until_it_is_closed(self):
        here = self.walk.officer
        body = {"service": "talent_card", "title": "人才卡", "quantity": 5}
        for _ in range(ROUNDS):
            there = self.gateway.twin(here)
            path = f"/v1/projects/{self.walk.register('同一事项 ' + uuid.uuid4().hex, 6 * YI)}/tickets"
            answers = at_once(*[lambda who=who: who.post(path, body) for who in (here, there) * 4])
            self.assertEqual(sorted(a.status for a in answers), [201] + [409] * 7, answers)
            self.assertEqual({a.json["code"] for a in answers if a.status == 409}, {"L1206"})
            here.sequence = max(here.sequence, there.sequence)
            [ticket] = [ok(answer, 201) for answer in answers if answer.status == 201]
            mine = "/v1/tickets/" + ticket["id"]
            self.walk.bureau.sequence = here.sequence
            answered = ok(self.answer(self.walk.bureau, ticket))
            here.sequence = self.walk.bureau.sequence
            closed = ok(here.post(mine + "/confirm", {}, version=answered["version"]))
            ok(here.post(path, body), 201)
            reopened = here.post(mine + "/reopen", {"reason": "未兑现"}, version=closed["version"])
            self.assertEqual((reopened.status, reopened.json["code"]), (409, "L1206"), "it is there again already")

    def test_confirmed_or_reopened_but_not_both(self):
        here = self.walk.officer
        for _ in range(ROUNDS):
            there = self.gateway.twin(here)
            _, ticket = self.ticket(5)
            version = ok(self.answer(self.walk.bureau, ticket, granted=5))["version"]
            path = "/v1/tickets/" + ticket["id"]
            answers = at_once(lambda: here.post(path + "/confirm", {"text": "属实"}, version=version),
                              lambda: there.post(path + "/reopen", {"reason": "未兑现"}, version=version))
            self.assert_one(answers, 200)
            [stands] = [ok(answer) for answer in answers if answer.status == 200]
            self.walk.bureau.sequence = max(a.sequence for a in answers)
            self.assertEqual(self.assert_one_truth(path)["state"], stands["state"])

    def test_the_counter_of_cards_gives_each_number_once(self):
        here = self.walk.bureau
        there = self.gateway.twin(here)
        project, ticket = self.granted(40)
        answers = at_once(*[lambda who=who, n=n: self.card(who, project, ticket, f"持卡人 {n}")
                            for n, who in enumerate([here, there] * 10)])
        self.assertEqual([answer.status for answer in answers], [201] * 20, answers)
        numbers = [ok(answer, 201)["title"] for answer in answers]
        self.assertEqual(len(set(numbers)), 20, numbers)


class OnePlace(unittest.TestCase):
    """Two meetings are moved to one hour at the same moment, each through another monitor: one of them is there."""

    def test_holds_one_meeting_at_a_time(self):
        with Suite(clock=START) as suite:
            monitor = SecondMonitor(suite)
            self.addCleanup(monitor.stop)
            gateway = SecondGateway(suite)
            self.addCleanup(gateway.stop)
            one, other = Interviews(suite), Interviews(suite, "MY-JK", dict(PARK, code="MY-JK", name="绵阳经开区"))
            projects = [one.idle("项目甲"), other.idle("项目乙")]
            suite.set_clock("2022-08-01T00:00:00+08:00")
            ids = [one.opened(projects[0]), other.opened(projects[1])]
            suite.set_clock("2022-08-04T00:00:00+08:00")
            views = [one.until(interview, "issued") for interview in ids]
            self.assertEqual(sorted(v["meeting_at"] for v in views),
                             ["2022-08-09T09:30:00+08:00", "2022-08-09T10:30:00+08:00"])
            here = one.committee
            for n in range(ROUNDS):
                there = gateway.twin(here)
                # Of whoever won the last round the other monitor hears a moment later.
                wait_until(lambda: [ok(there.get(f"/v1/interviews/{i}"))["version"] for i in ids] ==
                           [one.get(i)["version"] for i in ids], "both monitors show the same", 20)
                body = {"meeting_at": f"2022-08-{10 + n % 3}T{9 + n // 3:02}:00:00+08:00", "place": "三会议室"}
                answers = at_once(lambda: one.do(here, ids[0], "schedule", body),
                                  lambda: one.do(there, ids[1], "schedule", body))
                self.assertEqual(sorted(a.status for a in answers), [200, 422], answers)
                [refused] = [a.json for a in answers if a.status == 422]
                self.assertEqual([(e["pointer"], e["code"]) for e in refused["errors"]], [("/meeting_at", "place_taken")])
                here.sequence = max(here.sequence, there.sequence)
            suite.replay()


if __name__ == "__main__":
    unittest.main()
