"""Interviews over HTTP, with real mail, beside the way of one project (whole_interview_test.py): a meeting that two share,
an out-posted office, characters that no font has, many hands at once."""
import concurrent.futures
import subprocess
import unittest

from audience import plain_of
from interviews import START, TEXT, Interviews
from mailbox import Mailbox
from path import YI, evidence, ok
from suite import Suite, wait_until

WORKING_DAYS = [10, 11, 12, 15, 16, 17, 18, 19, 22, 23, 24]  # of August 2022


class OneMeeting(unittest.TestCase):
    """The projects of one park that stand still in one cycle share a meeting: its place, its time and its minutes."""

    def test_is_moved_and_held_for_both(self):
        with Mailbox() as box, Suite(clock=START, environment={"LUODI_SMTP_URL": box.url}) as suite:
            city = Interviews(suite)
            projects = [city.idle("项目甲"), city.idle("项目乙")]
            suite.set_clock("2022-08-01T00:00:00+08:00")
            both = [city.opened(project) for project in projects]
            suite.set_clock("2022-08-04T00:00:00+08:00")
            views = [city.until(interview, "issued") for interview in both]
            self.assertEqual(len({v["meeting_id"] for v in views}), 1, "one meeting for the projects of one park")
            self.assertEqual({v["meeting_at"] for v in views}, {"2022-08-09T09:30:00+08:00"})
            self.assertEqual(sorted(v["document_number"] for v in views), ["约谈〔2022〕1号", "约谈〔2022〕2号"])
            wait_until(lambda: box.about("【约谈通知】")[5:], "two notices to three", 30)
            self.moved(city, box, both)
            suite.set_clock("2022-08-10T16:00:00+08:00")
            for interview in both:  # what has fallen due is told before the minutes are filed at the version of then
                city.until_clock(interview, "explanation", "overdue")
            ok(city.do(city.committee, both[0], "minutes",
                       {"text": "约谈纪要", "attendees": ["分管负责人"], "whole_meeting": True}))
            for interview in both:
                self.assertEqual(city.get(interview)["state"], "held")
                self.assertEqual(city.clock(interview, "plan")["due_at"], "2022-08-18T00:00:00+08:00")
                self.assertEqual(city.clock(interview, "plan")["due_display"], "2022-08-17（含当日）")
            self.filed_at_once(city, box, both[0])

    def filed_at_once(self, city, box, interview):
        """Whoever files plan and report in one second: each is told, and so are the minutes before them."""
        for kind in ("plan", "report"):
            ok(city.do(city.park, interview, "rectification", dict(TEXT, kind=kind)))
        for subject, mails in (("【约谈纪要】", 6), ("【整改方案已提交】", 3), ("【整改报告已提交】", 3)):
            told = wait_until(lambda: box.about(subject)[mails - 1:] and box.about(subject), subject, 30)
            self.assertEqual(len(told), mails, "park, bureau and committee office, once each")
        corrected = {"text": "约谈纪要（更正）", "attendees": ["分管负责人"], "correction": "漏记一项"}
        ok(city.do(city.committee, interview, "minutes", corrected))
        ok(city.do(city.park, interview, "rectification", {"kind": "report", "text": "另附照片", "correction": "补充"}))
        told = wait_until(lambda: box.about("【材料更正】")[5:] and box.about("【材料更正】"), "two corrections", 30)
        papers = sorted((plain_of(mail).splitlines()[0], [part.get_filename() for part in mail.iter_attachments()])
                        for mail in told)
        self.assertEqual(papers, [("整改报告已更正：补充", [])] * 3 + [("约谈纪要已更正：漏记一项", ["minutes.pdf"])] * 3)

    def moved(self, city, box, both):
        """Moving one moves both; everybody hears it once, under the same UID with a higher SEQUENCE."""
        body = {"meeting_at": "2022-08-10T15:00:00+08:00", "place": "市政府三会议室"}
        version = city.get(both[0])["version"]
        ok(city.do(city.committee, both[0], "schedule", body))
        stale = city.do(city.committee, both[0], "schedule", body, version=version)
        self.assertEqual(stale.status, 412)
        self.assertEqual({city.get(i)["meeting_at"] for i in both}, {body["meeting_at"]})
        moved = wait_until(lambda: box.about("约谈时间变更")[2:] and box.about("约谈时间变更"), "three mails", 30)
        self.assertEqual(len(moved), 3, "park, bureau and committee office, once each")
        events = [event for mail in box.mails for _, event in box.invitations(mail)]
        self.assertEqual(len({str(e["UID"]) for e in events}), 1)
        newest = max(events, key=lambda e: int(e["SEQUENCE"]))
        self.assertEqual(newest["DTSTART"].dt.isoformat(), "2022-08-10T15:00:00+08:00")
        for name in ("项目甲", "项目乙"):
            self.assertIn(name, str(newest["DESCRIPTION"]))


class AnOffice(unittest.TestCase):
    """Before landing the first-talk owner answers, which may be an out-posted office: the mail goes to it, and it explains."""

    def lead(self, suite, city, officer, name):
        ok(city.bureau.post("/v1/offices", {"code": "OFFICE-SZ", "name": "驻深圳投资促进中心", "city": "深圳",
                                            "opened_on": "2022-01-04"}), 201)
        project = ok(officer.post("/v1/projects", {
            "name": name, "enterprise": {"name": name + "公司"}, "industry_code": "3985", "park_code": city.walk.park,
            "channel": "outpost", "agreed_amount_fen": 5 * YI}), 201)["id"]
        city.walk.to(project, "negotiating")
        return project

    def test_is_mailed_and_explains(self):
        with Mailbox() as box, Suite(clock=START, environment={"LUODI_SMTP_URL": box.url}) as suite:
            city = Interviews(suite)
            officer = suite.login("office", "OFFICE-SZ")
            project = self.lead(suite, city, officer, "驻外项目")
            suite.set_clock("2022-08-01T00:00:00+08:00")
            interview = city.opened(project)
            self.assertEqual(city.get(interview)["responsible_org"], "OFFICE-SZ")
            suite.set_clock("2022-08-04T00:00:00+08:00")
            city.until(interview, "issued")
            address = next(a["email"] for a in suite.accounts() if a["org"] == "OFFICE-SZ")
            mail = wait_until(lambda: next((m for m in box.about("【约谈通知】") if address in str(m["To"])), None),
                              "the office has the notice", 30)
            [paper] = [p for p in mail.iter_attachments() if p.get_filename() == "notice.pdf"]
            words = subprocess.run(["pdftotext", "-", "-"], input=paper.get_payload(decode=True), capture_output=True,
                                   check=True).stdout.decode()
            self.assertIn("驻深圳投资促进中心：", words, "the letter is addressed to the office, not to its code")
            self.assertIn("被约谈单位：驻深圳投资促进中心", mail.get_body(("plain",)).get_content())
            [told] = [n for n in ok(officer.get(f"/v1/notifications?interview={interview}"))["items"]
                      if n["occasion"] == "interview_issued" and n["channel"] == "email"]
            refused = city.do(city.park, interview, "explanation", TEXT)
            self.assertEqual(refused.status, 403, "the host is not the entity that is interviewed")
            ok(city.do(officer, interview, "explanation", TEXT))
            self.assertEqual(city.clock(interview, "explanation")["state"], "done")
            done = ok(officer.command(project, "progress", {"kind": "milestone", "evidence": [evidence("other", "踏勘记录")]}))
            self.assertEqual(done["idle_cycles"], 0, "who is called to account ends the standstill itself")
            elsewhere = city.walk.register("他人项目", 5 * YI)
            foreign = officer.post(f"/v1/projects/{elsewhere}/progress", {"kind": "note", "text": "记录"}, version=1)
            self.assertEqual(foreign.status, 404, "of its own projects only")
            for reader in (suite.login("reviewer", "ZRZY"), suite.login("portal")):
                self.assertEqual(ok(reader.get("/v1/notifications"))["items"], [], "what others are told is not theirs")
                self.assertEqual(reader.get("/v1/notifications/" + told["id"]).status, 404)

    def test_that_has_no_account_is_an_undeliverable_letter(self):
        with Mailbox() as box, Suite(clock=START, environment={"LUODI_SMTP_URL": box.url}) as suite:
            city = Interviews(suite)
            project = self.lead(suite, city, suite.login("office", "OFFICE-SZ"), "无人项目")
            admin = suite.login("sysadmin")
            gone = next(a["username"] for a in suite.accounts() if a["org"] == "OFFICE-SZ")
            ok(admin.post(f"/v1/accounts/{gone}/disabling", {"reason": "撤销"},
                          version=ok(admin.get(f"/v1/accounts/{gone}"))["version"]))
            suite.set_clock("2022-08-01T00:00:00+08:00")
            interview = city.opened(project)
            letters = lambda: [n for n in ok(city.bureau.get(f"/v1/notifications?state=dead&interview={interview}"))["items"]]
            letter = wait_until(letters, "a dead letter", 30)[0]
            self.assertEqual((letter["org"], letter["occasion"]), ("OFFICE-SZ", "interview_opened"))
            self.assertIn("没有可用账号", letter["undeliverable"])
            told = wait_until(lambda: [m for m in box.about("【无法送达】") if "无人项目" in str(m["Subject"])][1:] and
                              [m for m in box.about("【无法送达】") if "约谈启动" in str(m["Subject"])], "the city is told", 30)
            wait_until(lambda: {"bureau@mianyang.example", "committee@mianyang.example"} <=
                       {m["To"].addresses[0].addr_spec for m in box.about("【无法送达】【约谈启动】")}, "both are told", 30)
            self.assertTrue(told)
            # Again, once somebody is there to receive it.
            again = city.bureau.post(f"/v1/notifications/{letter['id']}/resend", {}, version=letter["version"])
            self.assertEqual(again.status, 409)
            ok(admin.post("/v1/accounts", {"username": "office-sz2", "password": "Abcdef12-xyz", "roles": ["office"],
                                           "org": "OFFICE-SZ", "display_name": "驻深圳", "email": "sz2@offices.example"}), 201)
            resend = lambda: city.bureau.post(f"/v1/notifications/{letter['id']}/resend", {}, version=letter["version"])
            self.assertEqual(ok(wait_until(lambda: next((a for a in [resend()] if a.status == 200), None),
                                           "the account is known", 30))["state"], "coalesced")
            wait_until(lambda: [m for m in box.about("【约谈启动】") if "sz2@offices.example" in str(m["To"])],
                       "the new officer has it", 30)


class ANameThatNoFontHas(unittest.TestCase):
    """Emoji and a character of a young extension, private use in a text: the papers are there, with 〓 and the code points."""

    def test_notice_minutes_and_report_are_printed(self):
        with Mailbox() as box, Suite(clock=START, environment={"LUODI_SMTP_URL": box.url}) as suite:
            city = Interviews(suite)
            project = city.idle("项目😀\U000323af")
            suite.set_clock("2022-08-01T00:00:00+08:00")
            interview = city.opened(project)
            suite.set_clock("2022-08-04T00:00:00+08:00")
            city.until(interview, "issued")
            notice = self.paper(city, f"/v1/interviews/{interview}/notice.pdf")
            mail = wait_until(lambda: box.about("【约谈通知】"), "the mail", 30)[0]
            [attached] = [p for p in mail.iter_attachments() if p.get_filename() == "notice.pdf"]
            self.assertEqual(attached.get_payload(decode=True), notice, "the mail has its paper")
            suite.set_clock("2022-08-09T12:00:00+08:00")
            minutes = {"text": "纪要😀\ue000", "attendees": ["甲"]}
            wait_until(lambda: city.do(city.committee, interview, "minutes", minutes).status == 200, "the minutes", 30)
            self.paper(city, f"/v1/interviews/{interview}/minutes.pdf", "U+E000")
            self.paper(city, "/v1/dispatch-cycles/2022-07-H2.pdf")

    def paper(self, city, path, *more):
        answer = city.bureau.get(path)
        self.assertEqual(answer.status, 200, answer)
        text = subprocess.run(["pdftotext", "-", "-"], input=answer.body, capture_output=True, check=True).stdout.decode()
        for part in ("〓", "U+323AF", *more):
            self.assertIn(part, text, path)
        return answer.body


class Race(unittest.TestCase):
    """Many hands on one meeting: whoever is refused has changed nothing, and the calendar's number only rises."""

    def test_two_hundred_moves_and_a_withdrawal(self):
        with Suite(clock=START) as suite:
            city = Interviews(suite)
            projects = [city.idle("项目甲"), city.idle("项目乙")]
            suite.set_clock("2022-08-01T00:00:00+08:00")
            ids = [city.opened(p) for p in projects]
            suite.set_clock("2022-08-04T00:00:00+08:00")
            for interview in ids:
                city.until(interview, "issued")
            answers = self.race(city, ids)
            self.assertEqual({a.status for a in answers} - {200, 409, 412}, set(), answers)
            views = [city.get(i) for i in ids]
            self.assertEqual([v["state"] for v in views], ["issued", "withdrawn"])
            changes = self.changes(city, views[0]["meeting_id"])
            moved = [c for c in changes if c["type"].endswith(".moved.v1")]
            self.assertEqual(len(moved) + 1, sum(a.status == 200 for a in answers))
            self.assertEqual(views[0]["meeting_at"], moved[-1]["data"]["meeting_at"], "one truth")
            notice = city.bureau.get(f"/v1/interviews/{ids[0]}/notice.ics").body.decode()
            self.assertIn(f"SEQUENCE:{len(changes) - 1}\r\n", notice, "one step for every change")

    @staticmethod
    def race(city, ids):
        def move(n):
            body = {"meeting_at": f"2022-08-{WORKING_DAYS[n % len(WORKING_DAYS)]}T{9 + n % 8:02}:00:00+08:00"}
            return city.do(city.committee, ids[n % 2], "schedule", body)

        def withdraw(_):
            for _ in range(200):
                answer = city.do(city.committee, ids[1], "withdraw", {"reason": "事由消失"})
                if answer.status == 200:
                    return answer
            raise AssertionError("never withdrawn")

        with concurrent.futures.ThreadPoolExecutor(16) as pool:
            moves = [pool.submit(move, n) for n in range(100)]
            gone = pool.submit(withdraw, 0)
            moves += [pool.submit(move, n) for n in range(100, 200)]
            return [f.result() for f in moves + [gone]]

    @staticmethod
    def changes(city, meeting):
        out, after = [], 0
        while True:
            page = ok(city.bureau.get(f"/v1/changes?after={after}&limit=500"))["items"]
            if not page:
                return out
            out += [c for c in page if c["subject"] == meeting]
            after = page[-1]["sequence"]


if __name__ == "__main__":
    unittest.main()
