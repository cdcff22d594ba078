"""Robots, SMS and a signed webhook beside mail, from a stalled project to the receivers: real processes, receivers that
are real HTTP servers. Nothing secret shows in a log, an answer or the change feed.
"""
import base64
import json
import unittest
import uuid

from idle_test import AFTER_FOUR, START, idle_project
from path import ok
from robots import KEY, PHONE, SECRET, TOKEN, Receiver, Target
from suite import Suite, wait_until

CANARIES = [TOKEN, SECRET, KEY.decode(), base64.b64encode(KEY).decode(), PHONE]
TARGETS = [Target("gx-ding", "dingtalk", "/ding", "park", "MY-GX"), Target("bureau-wecom", "wecom", "/wecom", "bureau"),
           Target("bureau-dead", "wecom", "/hang", "bureau"), Target("committee-feishu", "feishu", "/refuse", "committee"),
           Target("portal", "webhook", "/portal", "committee"), Target("sms", "sms", "/sms")]


class Channels(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.receiver = cls.enterClassContext(Receiver())
        cls.suite = Suite(clock=START)
        cls.receiver.configure(cls.suite.data, TARGETS)
        cls.enterClassContext(cls.suite)
        cls.walk, cls.project = idle_project(cls.suite)

    def put(self, client, body, version):
        return client.request("PUT", "/v1/notification-preferences", body,
                              {"Idempotency-Key": str(uuid.uuid4()), "If-Match": f'"{version}"'})

    def notifications(self):
        return ok(self.walk.bureau.get("/v1/notifications?limit=200"))["items"]

    def told(self, channel, occasion, state):
        return [n for n in self.notifications()
                if n["channel"] == channel and n["occasion"] == occasion and n["state"] == state]

    def test_a_city_is_told_over_every_channel(self):
        officer, receiver = self.walk.officer, self.receiver
        # The park wants warnings by SMS and in a digest at eight.
        none = ok(officer.get("/v1/notification-preferences"))
        self.assertEqual((none["version"], none["channels"]), (0, {"default": ["email"]}))
        choice = {"channels": {"default": ["email", "sms"]}, "digest_at": "08:00", "phone": PHONE,
                  "quiet": {"from": "22:00", "to": "07:30"}}
        self.assertEqual(self.put(officer, {"channels": {"default": ["wecom"]}}, 0).status, 422)
        kept = ok(self.put(officer, choice, 0))
        self.assertEqual(kept["phone"], "138****8000")
        self.assertEqual(self.put(officer, choice, 0).status, 412)
        again = ok(self.put(officer, dict(choice, phone="138****8000"), kept["version"]))
        self.assertEqual(again["digest_at"], "08:00")
        self.assertEqual(ok(self.walk.bureau.get("/v1/notification-preferences"))["version"], 0)

        # A warning at midnight: the robot at once, the SMS when the quiet hours are over, the mail with the digest.
        self.suite.set_clock("2022-07-01T00:00:00+08:00")
        wait_until(lambda: self.told("dingtalk", "warning_yellow", "delivered"), "the robot's message", 30)
        self.assertEqual(receiver.at("/sms"), [])
        self.suite.set_clock("2022-07-01T07:30:00+08:00")
        wait_until(lambda: self.told("sms", "warning_yellow", "delivered"), "the short message", 30)
        self.assertIn("【黄灯】闲置项目连续无有效进展", [message.subject for message in receiver.messages("/sms")])
        self.assertEqual(self.told("email", "warning_yellow", "queued")[0]["due_at"], "2022-07-01T08:00:00+08:00")
        self.suite.set_clock("2022-07-01T08:00:00+08:00")
        digest = wait_until(lambda: self.told("email", "digest", "delivered"), "the digest", 30)[0]
        self.assertEqual(self.told("email", "warning_yellow", "coalesced")[0]["coalesced_into"], digest["id"])

        # The interview, at midnight: statutory, so everybody at once; and the robot that never answers delays nobody.
        self.suite.set_clock(AFTER_FOUR)
        opened = "interview_opened"
        for channel, count in (("email", 3), ("dingtalk", 1), ("wecom", 1), ("webhook", 1), ("sms", 1)):
            wait_until(lambda c=channel, n=count: len(self.told(c, opened, "delivered")) >= n, channel, 60)
        failed = wait_until(lambda: self.told("feishu", opened, "failed"), "the refusal", 30)[0]
        self.assertIn("code 19001", failed["attempts"][0]["detail"])
        # Whichever message it got first: after three its breaker keeps the others back for a while.
        dead = wait_until(lambda: [n for n in self.notifications() if n["channel"] == "wecom" and
                                   n["state"] == "uncertain"], "the end of its time", 60)
        self.assertEqual({(n["address"], n["attempts"][0]["outcome"]) for n in dead}, {("bureau-dead", "unknown")})
        self.assertEqual(len([body for _, _, body in receiver.at("/hang") if dead[0]["id"] in body]), 1)

        for path, channel in (("/portal", "webhook"), ("/ding", "dingtalk"), ("/wecom", "wecom"), ("/refuse", "feishu")):
            messages = receiver.messages(path)
            known = {n["id"]: n["subject"] for n in self.notifications() if n["channel"] == channel}
            for message in messages:
                self.assertEqual(message.subject, known[message.id], path)
        types = [json.loads(body)["type"] for _, _, body in receiver.at("/portal")]
        self.assertIn("luodi.notification.interview_opened", types)

        # One by one, and sent again by hand.
        one = ok(self.walk.bureau.get("/v1/notifications/" + failed["id"]))
        self.assertEqual(one, failed)
        self.assertEqual(self.suite.login("park", "MY-JK").get("/v1/notifications/" + failed["id"]).status, 404)
        before = len(receiver.at("/refuse"))
        ok(self.walk.bureau.post(f"/v1/notifications/{failed['id']}/resend", {}, version=failed["version"]))
        wait_until(lambda: len(receiver.at("/refuse")) > before, "the second message", 30)
        self.assertIn(failed["id"], receiver.at("/refuse")[-1][2])

        self.the_notice_is_attached()
        self.nothing_secret_shows()

    def the_notice_is_attached(self):
        self.suite.set_clock("2022-08-04T00:00:00+08:00")
        issued = wait_until(lambda: self.told("email", "interview_issued", "delivered")[2:] and
                            self.told("email", "interview_issued", "delivered"), "three mails with the notice", 60)
        paper = self.walk.bureau.get(f"/v1/interviews/{issued[0]['interview_id']}/notice.pdf").body
        self.assertTrue(paper.startswith(b"%PDF-"))
        by_id = {mail["Message-ID"]: mail for mail in self.suite.mails()}
        for notice in issued:
            mail = by_id[f"<{notice['id']}@luodi.example>"]
            self.assertEqual(mail["Subject"], "【约谈通知】约谈〔2022〕1号：闲置项目")
            self.assertEqual([part.get_content_type() for part in mail.walk() if not part.is_multipart()],
                             ["text/plain", "text/html", "text/calendar", "text/calendar", "application/pdf"])
            attached = {part.get_filename(): part.get_content() for part in mail.iter_attachments()}
            self.assertEqual(attached["notice.pdf"], paper)

    def nothing_secret_shows(self):
        shown = {path.name: path.read_text(errors="replace") for path in (self.suite.data / "log").glob("*")}
        for path in ("/v1/notifications?limit=200", "/v1/changes?after=0&limit=500", "/v1/notification-preferences"):
            for role in ("bureau", "park"):
                client = self.suite.login(role, "MY-GX") if role == "park" else self.walk.bureau
                shown[f"{path} by {role}"] = client.get(path).body.decode()
        self.assertGreater(len(shown), 8)
        for name, text in shown.items():
            for canary in CANARIES:
                self.assertNotIn(canary, text, name)


if __name__ == "__main__":
    unittest.main()
