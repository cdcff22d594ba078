"""A complete interview with a real SMTP server and fake robots: two projects stand still, one is put right and its
interview is closed, the other one is called a second time. At every step: who has which mail, which robot has which
message with a valid signature; the letters that came by mail are read and measured.
"""
import unittest

from audience import GX, JK, Audience, plain_of
from interviews import START, TEXT, Interviews
from paper import Paper, check_letter
from path import PARK, evidence, ok
from suite import Suite

# Services: called to interviews like any industry, but no part of the half-monthly dispatch, which has its own messages.
INDUSTRY = "6513"
PARKS = {GX: "绵阳高新区", JK: "绵阳经开区"}
PLACE = "市项目投资促进工作委员会办公室会议室"
BASIS = "根据《绵阳市更大力度促进招商引资10条措施》"
CLAUSE = "第六条“主体责任与约谈”"


def paper_of(mail, name):
    [part] = [p for p in mail.iter_attachments() if p.get_filename() == name]
    return part.get_payload(decode=True)


class Case:
    """A project that stands still in a park, and its interview."""

    def __init__(self, suite, park, name):
        leading = [dict(PARK["industries"][0], prefix="651", label="软件和信息技术服务")]
        self.city = Interviews(suite, park, dict(PARK, code=park, name=PARKS[park], industries=leading))
        self.park = park
        self.entity = PARKS[park]
        self.name = name
        self.project = self.city.idle(name, industry=INDUSTRY)
        self.number = self.id = None

    def do(self, who, command, body, **more):
        return self.city.do(who, self.id, command, body, **more)

    def file(self, command, query="", **body):
        """What the park answers."""
        return self.do(self.city.park, command, dict(TEXT, **body), query=query)

    def view(self):
        return self.city.get(self.id)


class WholeInterview(unittest.TestCase):
    def test_from_idle_to_closed_and_to_a_second_one(self):
        with Audience() as self.audience:
            self.suite = Suite(clock=START, environment=self.audience.environment)
            self.audience.configure(self.suite)
            with self.suite:
                self.audience.texting(self.suite)
                better = Case(self.suite, GX, "国际科技城数字经济与软件研发产业园建设运营项目")
                worse = Case(self.suite, JK, "川西北数据中心与人工智能算力服务基地建设项目")
                self.idle(better, worse)
                self.notice(better, worse)
                self.moved(better)
                self.meeting(better, worse)
                self.rectification(better, worse)
                self.closed(better)
                self.basis(better)
                self.second(worse)
                self.warned(better)  # it stands still again since September
                self.audience.check_all(self.suite)

    def everybody(self, case, subject):
        return self.audience.heard(subject, case.park, "bureau", "committee")

    def attached(self, mail, *more):
        """A mail's form: the text twice, then what is attached."""
        self.assertEqual(mail.get_content_type(), "multipart/mixed")
        kinds = [part.get_content_type() for part in mail.walk() if not part.is_multipart()]
        self.assertEqual(kinds, ["text/plain", "text/html", *more])

    def invitation(self, mail, case, start, place, sequence):
        """Its calendar, as icalendar reads it: in the body for readers that answer, and as a file."""
        self.attached(mail, *["text/calendar"] * 2, *["application/pdf"] * ("通知】" in mail["Subject"]))
        [(method, event)] = self.audience.box.invitations(mail)
        self.assertEqual((method, event["STATUS"], int(event["SEQUENCE"])), ("REQUEST", "CONFIRMED", sequence))
        self.assertEqual(event["DTSTART"].dt.isoformat(), start)
        self.assertEqual(event["LOCATION"], place)
        self.assertEqual(event["ATTENDEE"], "mailto:" + mail["To"].addresses[0].addr_spec)
        self.assertIn(case.name, event["DESCRIPTION"])
        self.assertIn(case.entity, event["DESCRIPTION"])
        return str(event["UID"])

    def warned(self, case):
        self.audience.heard(f"【黄灯】{case.name}连续无有效进展", case.park)
        self.audience.heard(f"【红灯】{case.name}连续无有效进展", case.park, "bureau")

    def idle(self, *cases):
        self.suite.set_clock("2022-08-01T00:00:00+08:00")
        for case in cases:
            case.id = case.city.opened(case.project)
            self.warned(case)
            for mail in self.everybody(case, "【约谈启动】" + case.name).values():
                self.attached(mail)  # before the notice nothing goes into a calendar
            # ... and nothing can be explained.
            early = case.file("explanation")
            self.assertEqual((early.status, early.json["code"]), (409, "L1417"))
            rehearsal = ok(case.file("explanation", query="?dry_run=true"))
            self.assertEqual((rehearsal["allowed"], rehearsal["missing"][0]["item"]), (False, "issue"))

    def notice(self, *cases):
        self.suite.set_clock("2022-08-04T00:00:00+08:00")
        for case in cases:
            view = case.city.until(case.id, "issued")
            case.number = view["document_number"]
            hour = {"约谈〔2022〕1号": 9, "约谈〔2022〕2号": 10}[case.number]  # of two parks: one after the other, in one room
            self.assertEqual((view["amount_display"], view["meeting_at"]), ("5亿元", f"2022-08-09T{hour:02}:30:00+08:00"))
            mails = self.everybody(case, f"【约谈通知】{case.number}：{case.name}")
            for mail in mails.values():
                text = plain_of(mail)
                self.assertIn("书面说明截止：2022-08-08（含当日）", text)
                self.assertIn(f"被约谈单位：{case.entity}\n", text)
                self.assertNotIn(case.park, text)  # people read names, days and hours
                self.assertNotIn("00:00", text)
                case.uid = self.invitation(mail, case, view["meeting_at"], PLACE, 0)
            self.letter(case, mails[case.park], "2022年8月4日", f"2022年8月9日（星期二）{hour}时30分", "主要负责人",
                        "第1个周期：2022年6月1日至15日，无有效进展", "第4个周期：2022年7月16日至31日，无有效进展")
        self.assertEqual(sorted(case.number for case in cases), ["约谈〔2022〕1号", "约谈〔2022〕2号"])

    def letter(self, case, mail, date, meeting, attendees, *more, grid=True):
        pdf = paper_of(mail, "notice.pdf")
        self.assertEqual(case.city.park.get(f"/v1/interviews/{case.id}/notice.pdf").body, pdf)
        with Paper(pdf) as paper:
            for part in (case.number, case.entity + "：你单位负责推进的" + case.name, BASIS, CLAUSE, "投资额为5亿元", attendees,
                         "时间：" + meeting, "地点：" + PLACE, "联系方式。市项目投资促进工作委员会办公室", date, *more):
                self.assertIn(part, paper.text)
            check_letter(paper, case.number, case.entity, date, grid)

    def moved(self, case):
        body = {"meeting_at": "2022-08-10T15:00:00+08:00", "place": "市政府三会议室"}
        ok(case.do(case.city.committee, "schedule", body))
        for mail in self.everybody(case, "【约谈时间变更】" + case.number).values():
            self.assertEqual(self.invitation(mail, case, body["meeting_at"], body["place"], 1), case.uid)

    def meeting(self, better, worse):
        ok(better.file("explanation"))
        self.everybody(better, f"【书面说明已提交】{better.number}：{better.name}")
        twice = better.file("explanation")
        self.assertEqual((twice.status, twice.json["code"]), (409, "L1206"))
        ok(better.file("explanation", correction="补充附件", text="停滞原因的说明，另附用地材料。"))
        self.everybody(better, f"【材料更正】{better.number}：{better.name}")

        minutes = {"text": "责任单位说明了停滞原因。\n议定九月前复工。", "attendees": ["分管负责人"]}
        early = better.do(better.city.committee, "minutes", minutes)
        self.assertEqual((early.status, early.json["code"]), (409, "L1417"))
        self.suite.set_clock("2022-08-10T16:00:00+08:00")
        self.everybody(worse, f"【逾期】书面说明 {worse.number}：{worse.name}")
        self.assertEqual(better.do(better.city.park, "minutes", minutes).status, 403)
        for case in (better, worse):
            printed = f"/v1/interviews/{case.id}/minutes.pdf"
            self.assertEqual(case.city.committee.get(printed).status, 409)
            ok(case.do(case.city.committee, "minutes", minutes))
            self.assertEqual(case.view()["state"], "held")
            mail = self.everybody(case, f"【约谈纪要】{case.number}：{case.name}")[case.park]
            self.attached(mail, "application/pdf")
            pdf = paper_of(mail, "minutes.pdf")
            self.assertEqual(case.city.park.get(printed).body, pdf)
            with Paper(pdf) as paper:
                for part in (case.number, case.entity, case.name, CLAUSE, "议定九月前复工。", "出席：分管负责人",
                             "2022年8月17日（含当日）前"):
                    self.assertIn(part, paper.text)
                with self.assertRaises(AssertionError, msg="minutes have a form of their own"):
                    check_letter(paper, case.number, case.entity, "2022年8月10日")

    def rectification(self, better, worse):
        early = better.file("rectification", kind="report")
        self.assertEqual((early.status, early.json["code"]), (409, "L1417"))
        ok(better.file("rectification", kind="plan"))
        self.everybody(better, f"【整改方案已提交】{better.number}：{better.name}")
        # The other one files nothing: reminded on the working day before the last one, then overdue, each told once.
        self.suite.set_clock("2022-08-16T09:00:00+08:00")
        self.everybody(worse, f"【提醒】整改方案 {worse.number}：{worse.name}")
        self.suite.set_clock("2022-08-18T00:00:00+08:00")
        worse.city.until_clock(worse.id, "plan", "overdue")
        self.everybody(worse, f"【逾期】整改方案 {worse.number}：{worse.name}")
        self.assertEqual(better.city.clock(better.id, "plan")["state"], "done")
        self.suite.set_clock("2022-08-20T10:00:00+08:00")
        ok(better.file("rectification", kind="report"))
        self.everybody(better, f"【整改报告已提交】{better.number}：{better.name}")

    def closed(self, case):
        verdict = {"passed": True, "text": "现场核实已复工"}
        bureau = case.city.bureau
        self.assertEqual(case.do(bureau, "verification", verdict).json["code"], "L1417")
        self.suite.set_clock("2022-09-01T10:00:00+08:00")
        self.assertEqual(case.do(case.city.park, "verification", verdict).status, 403)
        # No verdict without progress.
        rehearsal = ok(case.do(bureau, "verification", verdict, query="?dry_run=true"))
        self.assertEqual((rehearsal["allowed"], [m["item"] for m in rehearsal["missing"]]), (False, ["effective_progress"]))
        refused = case.do(bureau, "verification", verdict)
        self.assertEqual((refused.status, refused.json["name"]), (409, "gate_not_passed"))
        self.assertIn("passed=false", refused.json["detail"])
        milestone = {"kind": "milestone", "occurred_on": "2022-08-25", "text": "主体设计完成",
                     "evidence": [evidence("other", "设计图审查合格书", "审〔2022〕5号", "2022-08-25")]}
        ok(case.city.park.command(case.project, "progress", milestone))
        ok(case.do(bureau, "verification", verdict))
        view = case.view()
        self.assertEqual((view["state"], view["outcome"]), ("closed", "rectified"))
        self.assertEqual({clock["state"] for clock in view["clocks"]}, {"done"})
        for mail in self.everybody(case, f"【整改销号】{case.number}：{case.name}").values():
            self.attached(mail)

    def basis(self, case):
        """What the pass rested on is taken back: said in the same commit, told to everybody; other evidence mends it."""
        bureau = case.city.bureau
        [report] = ok(bureau.get("/v1/projects/" + case.project))["progress"]
        wrong = {"report": report["id"], "reason": "合格书属另一项目"}
        self.assertEqual(ok(bureau.command(case.project, "progress-retraction", wrong))["light"], "red")
        self.audience.heard(f"【进展撤销】{case.name}：2022-08-25 节点完成", case.park)
        view = case.view()
        self.assertEqual((view["state"], view["timeline"][-1]["what"]), ("closed", "basis_lost"))
        lost = view["basis_lost"]
        self.assertEqual((lost["passed_on"], lost["progress_on"], lost["idle_cycles"], lost["light"]),
                         ("2022-09-01", "2022-08-25", 6, "red"))
        for mail in self.everybody(case, f"【核实依据失效】{case.number}：{case.name}").values():
            self.assertIn("依据是2022年8月25日的有效进展", plain_of(mail))
            self.assertIn("连续6个周期无有效进展，红灯", plain_of(mail))
        milestone = {"kind": "milestone", "occurred_on": "2022-08-26", "text": "基坑验收",
                     "evidence": [evidence("other", "基坑验收记录", "验〔2022〕2号", "2022-08-26")]}
        ok(case.city.park.command(case.project, "progress", milestone))
        self.assertNotIn("basis_lost", case.view())
        self.everybody(case, f"【核实依据恢复】{case.number}：{case.name}")

    def second(self, case):
        self.suite.set_clock("2022-09-10T00:00:00+08:00")
        case.city.until_clock(case.id, "report", "overdue")
        self.everybody(case, f"【逾期】整改报告 {case.number}：{case.name}")
        self.assertEqual(case.city.clock(case.id, "verification")["due_at"], "2022-10-16T00:00:00+08:00")
        self.suite.set_clock("2022-10-16T00:00:00+08:00")
        first = case.city.until(case.id, "escalated", 60)
        self.assertEqual(first["outcome"], "still_idle")
        self.everybody(case, f"【整改未通过】{case.number}：{case.name}")
        self.everybody(case, "【二次约谈启动】" + case.name)
        self.assertEqual([i["id"] for i in case.city.of(case.project)], [case.id, first["second_id"]])
        case.id, first_number = first["second_id"], case.number
        self.assertEqual(case.view()["first_id"], first["id"])
        self.suite.set_clock("2022-10-19T00:00:00+08:00")
        view = case.city.until(case.id, "issued")
        case.number = view["document_number"]
        self.assertEqual(case.number, "约谈〔2022〕3号")
        self.assertNotEqual(view["meeting_id"], first["meeting_id"])
        mails = self.everybody(case, f"【二次约谈通知】{case.number}：{case.name}")
        for mail in mails.values():
            self.assertIn("列席监督：纪检监察机关", plain_of(mail))
            self.assertNotEqual(self.invitation(mail, case, view["meeting_at"], PLACE, 0), case.uid, "another meeting")
        self.letter(case, mails[case.park], "2022年10月19日", "2022年10月24日（星期一）9时30分",
                    "到会人员：单位主要负责人。", "纪检监察机关派观察员列席监督。",
                    f"经第一次约谈（{first_number}），整改未通过核实", "截至2022年10月19日，", grid=False)


if __name__ == "__main__":
    unittest.main()
