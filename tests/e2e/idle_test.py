"""Measure 6 from outside: a project of 5亿元 and more stands still, its park is warned and called to one interview.

However the time passes (day by day, in one jump, with the monitor down) the same warnings and the same interview come
out; late evidence withdraws it, an approved exemption pauses it, and below the threshold nothing happens.
"""
import datetime
import re
import signal
import subprocess
import unittest

from halves import check_plain
from path import YI, Walk, evidence, ok
from suite import Suite, wait_until

START = "2022-05-25T09:00:00+08:00"       # in the second half of May: a partial cycle, ignored
AFTER_FOUR = "2022-08-01T00:00:00+08:00"  # June and July are over: four complete idle cycles


def days(first, last):
    """Midnights from first to last, both YYYY-MM-DD."""
    day = datetime.date.fromisoformat(first)
    while day <= datetime.date.fromisoformat(last):
        yield f"{day}T00:00:00+08:00"
        day += datetime.timedelta(days=1)


def interviews(walk, project=None):
    items = ok(walk.bureau.get("/v1/interviews?limit=100"))["items"]
    return [i for i in items if project in (None, i["project_id"])]


def warnings(walk, project):
    items = ok(walk.bureau.get("/v1/changes?after=0&limit=500"))["items"]
    return [(i["data"]["light"], i["data"]["cycle"]) for i in items
            if i["type"] == "cn.luodi.watch.warning_raised.v1" and i["subject"] == project]


def warning_mails(suite):
    """What went out, each mail with the day up to which it counts."""
    out = []
    for mail in suite.mails():
        light = str(mail["Subject"])[:4]
        if light in ("【黄灯】", "【红灯】"):
            text = mail.get_body(("plain",)).get_content()
            out.append((light, mail["To"].addresses[0].addr_spec, re.search("截至([0-9-]{10})", text).group(1)))
    return sorted(out)


def conclusion(walk, project):
    """What people see in the end, without the instants at which a late process wrote it down."""
    # A job that a killed worker held is free again when its lease ends (30 s).
    seen = wait_until(lambda: interviews(walk, project), "the interview", 60)
    # The light comes from another service: a bell lost in a restart costs it up to a tick.
    view = wait_until(lambda: next((v for v in [walk.bureau.project(project)] if v["idle_cycles"] >= 4), None),
                      "the count in the project's view", 30)
    wait_until(lambda: len(warning_mails(walk.suite)) >= 3, "the mails of both warnings", 30)
    return {"warnings": warnings(walk, project), "mails": warning_mails(walk.suite), "light": view["light"], "idle_cycles": view["idle_cycles"],
            "interviews": [(i["id"].split("_")[-1], i["trigger"], i["cycles"], i["responsible_org"]) for i in seen]}


def idle_project(suite, name="闲置项目", amount=5 * YI):
    walk = Walk(suite)
    walk.register_park()
    project = walk.register(name, amount)
    walk.to(project, "negotiating")
    return walk, project


class SameHoweverTimePasses(unittest.TestCase):
    expected = {"warnings": [("yellow", "2022-06-H2"), ("red", "2022-07-H1")],
                "mails": [("【红灯】", "bureau@mianyang.example", "2022-07-15"),
                          ("【红灯】", "my-gx@parks.example", "2022-07-15"),
                          ("【黄灯】", "my-gx@parks.example", "2022-06-30")], "light": "red", "idle_cycles": 4,
                "interviews": [("2022-06-H1", "2022-07-H2", ["2022-06-H1", "2022-06-H2", "2022-07-H1", "2022-07-H2"],
                                "MY-GX")]}

    def test_in_one_jump(self):
        with Suite(clock=START) as suite:
            walk, project = idle_project(suite)
            suite.set_clock(AFTER_FOUR)
            self.assertEqual(conclusion(walk, project), self.expected)

    def test_day_by_day(self):
        with Suite(clock=START) as suite:
            walk, project = idle_project(suite)
            for midnight in days("2022-05-26", "2022-08-01"):
                suite.set_clock(midnight)
            self.assertEqual(conclusion(walk, project), self.expected)

    def test_with_the_monitor_down_meanwhile(self):
        with Suite(clock=START) as suite:
            walk, project = idle_project(suite)
            suite.kill("progress-monitor", signal.SIGSTOP)
            for instant in ("2022-06-20T00:00:00+08:00", "2022-07-10T00:00:00+08:00", AFTER_FOUR):
                suite.set_clock(instant)
            suite.crash("progress-monitor")
            self.assertEqual(conclusion(walk, project), self.expected)

    def test_killed_while_it_works(self):
        with Suite(clock=START) as suite:
            walk, project = idle_project(suite)
            for instant in ("2022-07-01T00:00:00+08:00", "2022-07-16T00:00:00+08:00", AFTER_FOUR):
                suite.set_clock(instant)
                suite.crash("progress-monitor")
            self.assertEqual(conclusion(walk, project), self.expected)


class OneCity(unittest.TestCase):
    """Several projects under one clock: thresholds, notices, late evidence, exemptions."""

    @classmethod
    def setUpClass(cls):
        cls.suite = Suite(clock=START).__enter__()
        cls.walk, cls.idle = idle_project(cls.suite)
        cls.small = cls.new("4.9999亿元", 5 * YI - 1_000_000)
        cls.late = cls.new("迟到的佐证", 6 * YI)
        cls.exempt = cls.new("有正当理由", 7 * YI)
        cls.claimed = cls.new("只提出了申请", 8 * YI)
        walk = cls.walk
        claim = {"ground": "force_majeure", "from": "2022-06-H1", "cycles": 2, "text": "洪水",
                 "evidence": [evidence("approval", "防汛指挥部公告")]}
        ok(walk.officer.command(cls.claimed, "exemptions", claim))
        view = ok(walk.officer.command(cls.exempt, "exemptions", claim))
        exemption = view["exemptions"][-1]["id"]
        own = walk.officer.post(f"/v1/exemptions/{exemption}/decision", {"approved": True, "reason": "自批"},
                                version=view["version"])
        assert own.status == 403, own
        ok(walk.bureau.post(f"/v1/exemptions/{exemption}/decision", {"approved": True, "reason": "属实"},
                            version=view["version"]))
        cls.suite.set_clock(AFTER_FOUR)
        for project in (cls.idle, cls.late, cls.claimed):
            wait_until(lambda p=project: interviews(walk, p), "interview of " + project, 30)

    @classmethod
    def tearDownClass(cls):
        cls.suite.__exit__(None, None, None)

    @classmethod
    def new(cls, name, amount):
        project = cls.walk.register(name, amount)
        cls.walk.to(project, "negotiating")
        return project

    def test_the_story_of_four_projects(self):
        walk, suite = self.walk, self.suite
        self.assertEqual(interviews(walk, self.small), [])
        self.assertEqual(walk.bureau.project(self.small)["light"], "none")
        self.assertEqual(interviews(walk, self.exempt), [])
        self.assertEqual(walk.bureau.project(self.exempt)["idle_cycles"], 2)

        # The opening is notified by itself, to the park, the bureau and the committee office.
        def opening_mails():
            found = [m for m in suite.mails() if m["Subject"] == "【约谈启动】闲置项目"]
            return found if {m["To"].addresses[0].addr_spec for m in found} >= {"my-gx@parks.example", "bureau@mianyang.example",
                                                         "committee@mianyang.example"} else None
        mails = wait_until(opening_mails, "three notices of the opening", 30)
        self.assertEqual(list(mails[0].iter_attachments()), [], "no invitation before the notice")
        self.assertEqual(len({m["Message-ID"] for m in mails}), len(mails))

        # Before the notice is out there is no paper.
        pending = interviews(walk, self.idle)[0]["id"]
        self.assertEqual(walk.bureau.get(f"/v1/interviews/{pending}/notice.pdf").status, 409)

        # Late evidence, dated in the third cycle, withdraws the interview whose notice has not been issued.
        milestone = {"kind": "milestone", "occurred_on": "2022-07-05", "text": "主体设计完成",
                     "evidence": [evidence("other", "设计图审查合格书")]}
        [untraced] = ok(walk.officer.command(self.late, "progress", milestone))["progress"]
        self.assertFalse(untraced["effective"], "told after its half month had closed, of a paper that nobody finds again")
        self.assertIn("第六条", untraced["reason"])
        milestone["evidence"] = [evidence("other", "设计图审查合格书", "审〔2022〕5号", "2022-07-05")]
        report = ok(walk.officer.command(self.late, "progress", milestone))
        self.assertEqual(report["stage"], "negotiating")
        wait_until(lambda: interviews(walk, self.late)[0]["state"] == "withdrawn", "withdrawal", 30)

        # Two working days after the opening the notice of the others issues by itself, with a number.
        suite.set_clock("2022-08-05T09:00:00+08:00")
        issued = wait_until(lambda: [i for p in (self.idle, self.claimed) for i in interviews(walk, p)
                                     if i["state"] == "issued"][1:] and
                            [interviews(walk, p)[0] for p in (self.idle, self.claimed)], "two notices", 30)
        self.assertEqual(sorted(i["document_number"] for i in issued), ["约谈〔2022〕1号", "约谈〔2022〕2号"])
        notice = walk.bureau.get(f"/v1/interviews/{issued[0]['id']}/notice.ics")
        self.assertEqual(notice.status, 200)
        self.assertTrue(notice.headers["content-type"].startswith("text/calendar"))
        self.assertIn(b"METHOD:PUBLISH", notice.body)
        park = suite.login("park", "MY-JK")
        self.assertEqual(park.get(f"/v1/interviews/{issued[0]['id']}").status, 404)

        self.the_paper(issued[0])

        # Evidence that comes after the notice does not undo it; and still every project has one interview.
        ok(walk.officer.command(self.idle, "progress", dict(milestone, occurred_on="2022-07-06")))
        wait_until(lambda: walk.bureau.project(self.idle)["idle_cycles"] == 1, "new count", 30)
        self.assertEqual([i["state"] for i in interviews(walk, self.idle)], ["issued"])
        self.assertEqual(len(interviews(walk)), 3)

    def the_paper(self, interview):
        """The notice as a document: to be had by whoever sees the interview, and never different again."""
        walk, suite = self.walk, self.suite
        path = f"/v1/interviews/{interview['id']}"
        paper = walk.officer.get(path + "/notice.pdf")
        self.assertEqual((paper.status, paper.headers["content-type"]), (200, "application/pdf"), paper)
        self.assertTrue(paper.body.startswith(b"%PDF-1.5"))
        text = subprocess.run(["pdftotext", "-", "-"], input=paper.body, capture_output=True, check=True).stdout.decode()
        plain = "".join(text.split())
        for part in (interview["document_number"], interview["project_name"], "2022年6月1日至15日，无有效进展",
                     "10条措施》第六条“主体责任与约谈”", "绵阳市项目投资促进工作委员会"):
            self.assertIn("".join(part.split()), plain)
        check_plain(text)
        etag = paper.headers["etag"]
        again = walk.officer.get(path + "/notice.pdf", headers={"If-None-Match": etag})
        self.assertEqual((again.status, again.body), (304, b""))
        self.assertEqual(suite.login("park", "MY-JK").get(path + "/notice.pdf").status, 404)
        self.assertEqual(walk.officer.get(path + "/notice.pdf", headers={"Accept": "application/json"}).status, 406)

        # The sealed copy is attached by the committee office, by nobody else.
        committee = suite.login("committee")
        version = ok(committee.get(path))["version"]
        copy = {"name": "约谈通知（盖章）.pdf", "size": 345678, "sha256": "ab" * 32, "signed_on": "2022-08-05"}
        self.assertEqual(walk.bureau.post(path + "/signed-copy", copy, version=version).status, 403)
        wrong = committee.post(path + "/signed-copy", dict(copy, sha256="AB" * 32), version=version)
        self.assertEqual((wrong.status, wrong.json["errors"][0]["pointer"]), (422, "/sha256"))
        self.assertEqual(ok(committee.post(path + "/signed-copy", copy, version=version))["signed_copy"], copy)

        # Another time and place change the interview and not the paper, also in a new process.
        version = ok(committee.get(path))["version"]
        moved = {"meeting_at": "2022-08-15T15:00:00+08:00", "place": "另一间会议室"}
        ok(committee.post(path + "/schedule", moved, version=version))
        suite.crash("progress-monitor")
        later = walk.officer.get(path + "/notice.pdf")
        self.assertEqual(later.body, paper.body)
        self.assertEqual(later.headers["etag"], etag)


if __name__ == "__main__":
    unittest.main()
