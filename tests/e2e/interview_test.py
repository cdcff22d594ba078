"""The whole life of an interview over HTTP, with real mail: two projects of one park stand still, share one meeting,
one of them is put right and closed, the other one stands still on and is called a second time."""
import concurrent.futures
import subprocess
import unittest

from halves import check_mail, check_plain, text_of
from mailbox import Mailbox
from path import YI, Walk, evidence, ok
from suite import Suite, wait_until

START = "2022-05-25T09:00:00+08:00"
TEXT = {"text": "说明材料"}
WORKING_DAYS = [10, 11, 12, 15, 16, 17, 18, 19, 22, 23, 24]  # of August 2022


class Interviews:
    """What the tests ask of one suite."""

    def __init__(self, suite):
        self.suite = suite
        self.walk = Walk(suite)
        self.walk.register_park()
        self.committee = suite.login("committee")
        self.bureau = self.walk.bureau
        self.park = self.walk.officer

    def idle(self, name):
        project = self.walk.register(name, 5 * YI)
        self.walk.to(project, "negotiating")
        return project

    def of(self, project):
        """Its interviews, oldest first."""
        items = ok(self.bureau.get(f"/v1/interviews?project={project}"))["items"]
        return sorted(items, key=lambda i: i["level"])

    def get(self, interview):
        return ok(self.bureau.get("/v1/interviews/" + interview))

    def do(self, who, interview, command, body, version=None, query=""):
        version = self.get(interview)["version"] if version is None else version
        return who.post(f"/v1/interviews/{interview}/{command}{query}", body, version=version)

    def until(self, interview, state, limit=30):
        return wait_until(lambda: next((i for i in [self.get(interview)] if i["state"] == state), None),
                          f"{interview} is {state}", limit)

    def clock(self, interview, step):
        return next((c for c in self.get(interview)["clocks"] if c["step"] == step), {})

    def until_clock(self, interview, step, state):
        wait_until(lambda: self.clock(interview, step).get("state") == state, f"{step} is {state}", 30)


class FromIdleToTheEnd(unittest.TestCase):
    def test_one_is_closed_the_other_called_a_second_time(self):
        with Mailbox() as box, Suite(clock=START, environment={"LUODI_SMTP_URL": box.url}) as suite:
            city = Interviews(suite)
            better, worse = city.idle("整改项目"), city.idle("停滞项目")
            suite.set_clock("2022-08-01T00:00:00+08:00")
            first = {}
            for project in (better, worse):
                first[project] = wait_until(lambda p=project: city.of(p), "interview", 30)[0]["id"]
            self.notice(suite, city, box, first)
            self.meeting(suite, city, first, better)
            self.rectification(suite, city, box, better, first[better], first[worse])
            self.second(suite, city, box, worse, first[worse])
            for mail in box.mails:
                check_mail(mail)

    def notice(self, suite, city, box, first):
        # Before the notice nothing goes into a calendar, and nothing can be explained.
        some = next(iter(first.values()))
        early = city.do(city.park, some, "explanation", TEXT)
        self.assertEqual((early.status, early.json["code"]), (409, "L1417"))
        rehearsal = ok(city.do(city.park, some, "explanation", TEXT, query="?dry_run=true"))
        self.assertFalse(rehearsal["allowed"])
        self.assertEqual(rehearsal["missing"][0]["item"], "issue")
        self.assertEqual([i for m in box.about("约谈启动") for i in box.invitations(m)], [])

        suite.set_clock("2022-08-04T00:00:00+08:00")
        views = [city.until(i, "issued") for i in first.values()]
        self.assertEqual(len({v["meeting_id"] for v in views}), 1, "one meeting for the projects of one park")
        self.assertEqual({v["meeting_at"] for v in views}, {"2022-08-09T09:30:00+08:00"})
        self.assertEqual(sorted(v["document_number"] for v in views), ["约谈〔2022〕1号", "约谈〔2022〕2号"])

        # People read names, places and last days: the explanation is due on the working day before the meeting.
        mails = wait_until(lambda: box.about("【约谈通知】")[5:] and box.about("【约谈通知】"), "two notices to three", 30)
        for mail in mails:
            text = mail.get_body(("plain",)).get_content()
            self.assertIn("书面说明截止：2022-08-08（含当日）", text)
            self.assertIn("被约谈单位：绵阳高新区\n", text.replace("\r\n", "\n"))
            self.assertNotIn("MY-GX", text)
            self.assertNotIn("00:00", text)
        calendar = city.park.get(f"/v1/interviews/{some}/notice.ics").body.decode().replace("\r\n ", "")
        self.assertIn("LOCATION:" + views[0]["place"], calendar)
        self.assertIn("被约谈单位：绵阳高新区", calendar)
        self.assertEqual({v["amount_display"] for v in views}, {"5亿元"})

        # Moving one moves both; everybody hears it once, under the same UID with a higher SEQUENCE.
        body = {"meeting_at": "2022-08-10T15:00:00+08:00", "place": "市政府三会议室"}
        version = city.get(some)["version"]
        ok(city.do(city.committee, some, "schedule", body))
        stale = city.do(city.committee, some, "schedule", body, version=version)
        self.assertEqual(stale.status, 412)
        same = city.do(city.committee, some, "schedule", body)
        self.assertEqual((same.status, same.json["errors"][0]["code"]), (422, "unchanged"), "nobody hears of it")
        self.assertEqual({city.get(i)["meeting_at"] for i in first.values()}, {body["meeting_at"]})
        moved = wait_until(lambda: box.about("约谈时间变更")[2:] and box.about("约谈时间变更"), "three mails", 30)
        self.assertEqual(len(moved), 3, "park, bureau and committee office, once each")
        events = [event for mail in box.mails for _, event in box.invitations(mail)]
        self.assertEqual(len({str(e["UID"]) for e in events}), 1)
        newest = max(events, key=lambda e: int(e["SEQUENCE"]))
        self.assertEqual(newest["DTSTART"].dt.isoformat(), "2022-08-10T15:00:00+08:00")
        for name in ("整改项目", "停滞项目"):
            self.assertIn(name, str(newest["DESCRIPTION"]))

    def meeting(self, suite, city, first, better):
        one = first[better]
        suite.set_clock("2022-08-05T10:00:00+08:00")
        ok(city.do(city.park, one, "explanation", TEXT))
        twice = city.do(city.park, one, "explanation", TEXT)
        self.assertEqual((twice.status, twice.json["code"]), (409, "L1206"))
        ok(city.do(city.park, one, "explanation", dict(TEXT, correction="补充附件")))
        minutes = {"text": "约谈纪要", "attendees": ["分管负责人"], "whole_meeting": True}
        early = city.do(city.committee, one, "minutes", minutes)
        self.assertEqual((early.status, early.json["code"]), (409, "L1417"))
        suite.set_clock("2022-08-10T16:00:00+08:00")
        self.assertEqual(city.do(city.park, one, "minutes", minutes).status, 403)
        paper = f"/v1/interviews/{one}/minutes.pdf"
        self.assertEqual(city.committee.get(paper).status, 409)
        ok(city.do(city.committee, one, "minutes", minutes))
        printed = city.park.get(paper)
        self.assertEqual((printed.status, printed.headers["content-type"], printed.body[:5]),
                         (200, "application/pdf", b"%PDF-"))
        slip = dict(minutes, text="约谈纪要（更正）", correction="笔误", excused=["主要负责人"])
        ok(city.do(city.committee, one, "minutes", slip))
        for interview in first.values():
            paper = city.get(interview)["papers"][-1]
            self.assertEqual((paper["text"], paper["excused"]), (slip["text"], ["主要负责人"]), "one set of minutes")
        for document in (printed.body, city.park.get(f"/v1/interviews/{one}/notice.pdf").body):
            check_plain(text_of(document))
        for interview in first.values():
            self.assertEqual(city.get(interview)["state"], "held")
            self.assertEqual(city.clock(interview, "plan")["due_at"], "2022-08-18T00:00:00+08:00")
            self.assertEqual(city.clock(interview, "plan")["due_display"], "2022-08-17（含当日）")

    def rectification(self, suite, city, box, project, one, other):
        early = city.do(city.park, one, "rectification", dict(TEXT, kind="report"))
        self.assertEqual((early.status, early.json["code"]), (409, "L1417"))
        ok(city.do(city.park, one, "rectification", dict(TEXT, kind="plan")))
        # The other one files nothing: reminded on the working day before the last one, then overdue, each told once.
        suite.set_clock("2022-08-16T09:00:00+08:00")
        wait_until(lambda: box.about("【提醒】整改方案")[2:], "reminders", 30)
        suite.set_clock("2022-08-18T00:00:00+08:00")
        city.until_clock(other, "plan", "overdue")
        wait_until(lambda: box.about("【逾期】整改方案")[2:], "overdue mails", 30)
        self.assertEqual(city.clock(one, "plan")["state"], "done")

        suite.set_clock("2022-08-20T10:00:00+08:00")
        ok(city.do(city.park, one, "rectification", dict(TEXT, kind="report")))
        verdict = {"passed": True, "text": "现场核实已复工"}
        self.assertEqual(city.do(city.bureau, one, "verification", verdict).json["code"], "L1417")
        suite.set_clock("2022-09-01T10:00:00+08:00")
        self.assertEqual(city.do(city.park, one, "verification", verdict).status, 403)
        self.no_verdict_without_progress(city, project, one, verdict)
        ok(city.do(city.bureau, one, "verification", verdict))
        view = city.get(one)
        self.assertEqual((view["state"], view["outcome"]), ("closed", "rectified"))
        self.assertEqual({c["state"] for c in view["clocks"]}, {"done"})
        self.assertEqual(len(box.about("【提醒】整改方案")), 3)
        self.assertEqual(len(box.about("【逾期】整改方案")), 3)

    def no_verdict_without_progress(self, city, project, one, verdict):
        rehearsal = ok(city.do(city.bureau, one, "verification", verdict, query="?dry_run=true"))
        self.assertEqual((rehearsal["allowed"], [m["item"] for m in rehearsal["missing"]]), (False, ["effective_progress"]))
        refused = city.do(city.bureau, one, "verification", verdict)
        self.assertEqual((refused.status, refused.json["name"]), (409, "gate_not_passed"))
        self.assertIn("passed=false", refused.json["detail"])
        milestone = {"kind": "milestone", "occurred_on": "2022-08-25", "text": "主体设计完成",
                     "evidence": [evidence("other", "设计图审查合格书")]}
        ok(city.park.command(project, "progress", milestone))

    def second(self, suite, city, box, project, first):
        suite.set_clock("2022-09-10T00:00:00+08:00")
        city.until_clock(first, "report", "overdue")
        self.assertEqual(city.clock(first, "verification")["due_at"], "2022-10-16T00:00:00+08:00")
        suite.set_clock("2022-10-16T00:00:00+08:00")
        view = city.until(first, "escalated", 60)
        self.assertEqual(view["outcome"], "still_idle")
        second = view["second_id"]
        self.assertEqual([i["id"] for i in city.of(project)], [first, second])
        self.assertEqual(city.get(second)["first_id"], first)
        suite.set_clock("2022-10-19T00:00:00+08:00")
        notice = city.until(second, "issued")
        self.assertEqual(notice["document_number"], "约谈〔2022〕3号")
        self.assertNotEqual(notice["meeting_id"], view["meeting_id"])
        mails = wait_until(lambda: box.about("【二次约谈通知】")[2:] and box.about("【二次约谈通知】"), "notice", 30)
        self.assertIn("列席监督：纪检监察机关", mails[0].get_body(("plain",)).get_content())
        letter = text_of(city.park.get(f"/v1/interviews/{second}/notice.pdf").body)
        check_plain(letter)
        letter = "".join(letter.split())
        for part in ("经第一次约谈（", "截至2022年10月19日，", "情况如下：核实期满项目仍无有效进展", "纪检监察机关派观察员列席监督。"):
            self.assertIn(part, letter)
        self.assertEqual(notice["notice"]["standing"]["count"]["units"], 9, "06-H1 to 10-H1, but for the first")
        ids = [m["Message-ID"] for m in box.mails]
        self.assertEqual(len(ids), len(set(ids)), "no mail twice")


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
            interview = wait_until(lambda: city.of(project), "interview", 30)[0]["id"]
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
            self.assertIn("interview_issued", {n["occasion"] for n in
                                               ok(officer.get(f"/v1/notifications?interview={interview}"))["items"]})
            refused = city.do(city.park, interview, "explanation", TEXT)
            self.assertEqual(refused.status, 403, "the host is not the entity that is interviewed")
            ok(city.do(officer, interview, "explanation", TEXT))
            self.assertEqual(city.clock(interview, "explanation")["state"], "done")

    def test_that_has_no_account_is_an_undeliverable_letter(self):
        with Mailbox() as box, Suite(clock=START, environment={"LUODI_SMTP_URL": box.url}) as suite:
            city = Interviews(suite)
            project = self.lead(suite, city, suite.login("office", "OFFICE-SZ"), "无人项目")
            admin = suite.login("sysadmin")
            gone = next(a["username"] for a in suite.accounts() if a["org"] == "OFFICE-SZ")
            ok(admin.post(f"/v1/accounts/{gone}/disabling", {"reason": "撤销"},
                          version=ok(admin.get(f"/v1/accounts/{gone}"))["version"]))
            suite.set_clock("2022-08-01T00:00:00+08:00")
            interview = wait_until(lambda: city.of(project), "interview", 30)[0]["id"]
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
            interview = wait_until(lambda: city.of(project), "interview", 30)[0]["id"]
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
            ids = [wait_until(lambda p=p: city.of(p), "interview", 30)[0]["id"] for p in projects]
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
