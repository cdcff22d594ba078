"""The auditor sees what it is for: each fault that a drill could find is put into clean evidence, and must be reported
as what it is and as nothing else."""
import collections
import dataclasses
import unittest

import writes
from verdict import Event, Evidence, judge

STEPS = [("cn.luodi.watch.warning_raised.v1", "prj_idle", {"light": "yellow"}),
         ("cn.luodi.watch.warning_raised.v1", "prj_idle", {"light": "red"}),
         ("cn.luodi.interview.opened.v1", "int_1", {"project_id": "prj_idle"}),
         ("cn.luodi.interview.issued.v1", "int_1", {}),
         ("cn.luodi.notification.queued.v1", "ntf_1",
          {"project_id": "prj_idle", "occasion": "interview_issued", "recipient": "bureau", "subject": "【约谈通知】"})]


def effect(write):
    return Event(write.event, write.subject, frozenset([write.marker]), {})


class Faults(unittest.TestCase):
    def setUp(self):
        """A lead, an opinion and a progress report on it, a referral, and one project that was left idle."""
        lead, referral = writes.lead(), writes.referral()
        lead.subject, referral.subject = "prj_1", "ref_1"
        self.writes = [lead, writes.opinion("prj_1", 1), writes.progress("prj_1", 2), referral]
        for write in self.writes:
            write.answer = (200, "")
        self.evidence = Evidence(
            events=[effect(write) for write in self.writes] +
                   [Event(kind, subject, frozenset(), data) for kind, subject, data in STEPS],
            projects={"prj_1": 3}, referrals={"ref_1": "引荐"}, interviews={"int_1": "prj_idle"},
            stream_ids=collections.Counter("abc"), audited_ids=collections.Counter("abc"), differences=[], outcomes=[],
            idle=["prj_idle"])

    def findings(self):
        verdict = judge(self.writes, self.evidence)
        return {name: len(lines) for name, lines in dataclasses.asdict(verdict).items() if lines}

    def test_clean_evidence_has_no_finding(self):
        self.assertEqual(self.findings(), {})

    def test_a_lost_write_of_each_service(self):
        for number, left in [(0, {"projects": {"prj_1": 2}}), (2, {"projects": {"prj_1": 2}}), (3, {"referrals": {}})]:
            self.setUp()
            gone = self.writes[number]
            with self.subTest(gone.service):
                self.evidence.events.remove(effect(gone))
                self.evidence = dataclasses.replace(self.evidence, **left)
                self.assertEqual(self.findings(), {"lost": 1})

    def test_a_write_that_stands_twice(self):
        self.evidence.events.append(effect(self.writes[1]))
        self.evidence.projects["prj_1"] = 4
        self.assertEqual(self.findings(), {"duplicated": 1})

    def test_a_creation_that_stands_twice_under_two_ids(self):
        twin = effect(self.writes[3])
        twin.subject = "ref_2"
        self.evidence.events.append(twin)
        self.evidence.referrals["ref_2"] = "引荐"
        self.assertEqual(self.findings(), {"duplicated": 1, "unexpected": 1})

    def test_an_event_without_its_state(self):
        for missing in ("projects", "referrals"):
            self.setUp()
            with self.subTest(missing):
                self.evidence = dataclasses.replace(self.evidence, **{missing: {}})
                self.assertEqual(self.findings(), {"partial": 1})

    def test_a_state_without_its_event(self):
        self.evidence.projects["prj_1"] = 4
        self.evidence.referrals["ref_2"] = "引荐"
        self.evidence.projects["prj_2"] = 1
        self.assertEqual(self.findings(), {"partial": 3})

    def test_an_event_without_audit_and_an_audit_entry_without_event(self):
        self.evidence.audited_ids = collections.Counter("abd")
        self.assertEqual(self.findings(), {"partial": 2})

    def test_an_event_that_is_stored_or_audited_twice(self):
        self.evidence.stream_ids = collections.Counter("abcc")
        self.evidence.audited_ids = collections.Counter("aabc")
        self.assertEqual(self.findings(), {"partial": 2})

    def test_a_state_that_the_events_do_not_rebuild(self):
        self.evidence.differences = ["! project prj_1: stored bytes differ from what the events give"]
        self.assertEqual(self.findings(), {"partial": 1})

    def test_an_effect_without_its_stored_answer(self):
        self.evidence.outcomes = [self.writes[2]]
        self.assertEqual(self.findings(), {"partial": 1})

    def test_an_unanswered_write_may_have_its_effect_or_not(self):
        self.writes[3].answer = None
        self.assertEqual(self.findings(), {"recovered": 1})
        self.evidence.events = [e for e in self.evidence.events if e.subject != "ref_1"]
        self.evidence.referrals = {}
        self.assertEqual(self.findings(), {})

    def test_an_effect_that_nobody_sent(self):
        self.writes.pop(2)
        self.assertEqual(self.findings(), {})  # no such write at all: not the load's kind of event
        self.writes.append(writes.progress("prj_1", 2))
        self.assertEqual(self.findings(), {"unexpected": 1})

    def test_an_effect_in_another_place(self):
        self.evidence.events[1].subject = "prj_2"
        self.evidence.projects = {"prj_1": 2, "prj_2": 1}
        self.assertEqual(self.findings(), {"unexpected": 1})

    def test_each_step_towards_the_interview_missing_or_twice(self):
        for kind, subject, data in STEPS:
            with self.subTest(kind=kind, data=data):
                self.setUp()
                step = next(e for e in self.evidence.events if (e.type, e.data) == (kind, data))
                self.evidence.events.append(step)
                self.assertEqual(self.findings(), {"duplicated": 1})
                self.evidence.events = [e for e in self.evidence.events if e is not step]
                self.assertEqual(self.findings(), {"lost": 1})

    def test_an_interview_of_a_project_that_was_not_idle(self):
        opened = Event("cn.luodi.interview.opened.v1", "int_2", frozenset(), {"project_id": "prj_1"})
        self.evidence.events.append(opened)
        self.assertEqual(self.findings(), {"unexpected": 1})

    def test_news_of_two_cycles_is_no_repetition(self):
        for cycle in ("5月上半月", "5月下半月", "5月下半月"):
            self.evidence.events.append(Event("cn.luodi.notification.queued.v1", "ntf_" + cycle, frozenset(), {
                "project_id": "", "occasion": "report_missing", "recipient": "bureau", "subject": cycle}))
        self.assertEqual(self.findings(), {"duplicated": 1})

    def test_a_mail_that_was_not_sent(self):
        self.evidence.undelivered = ["ntf_1"]
        self.assertEqual(self.findings(), {"lost": 1})


if __name__ == "__main__":
    unittest.main()
