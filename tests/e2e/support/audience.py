"""Two parks, the bureau and the committee office, each told by mail and over a channel of its own: waits for a message at
everybody it is meant for, and knows in the end whether anybody heard anything else.

    with Audience() as audience:
        suite = Suite(environment=audience.environment)
        audience.configure(suite)                          # before it starts; the park's robots, the webhook, SMS
        mails = audience.heard("【约谈启动】项目甲", "MY-GX", "bureau", "committee")
        audience.check_all(suite)                          # and nothing else came
"""
import collections
import contextlib
import uuid

from halves import check_mail, check_plain
from mailbox import Mailbox
from path import ok
from robots import PHONE, Receiver, Target
from suite import wait_until

# Two parks, because each robot takes 20 messages a minute and no more.
GX, JK = "MY-GX", "MY-JK"
TARGETS = [Target("gx-wecom", "wecom", "/wecom", "park", GX), Target("gx-feishu", "feishu", "/feishu", "park", GX),
           Target("jk-dingtalk", "dingtalk", "/dingtalk", "park", JK),
           Target("portal", "webhook", "/webhook", "committee"), Target("sms", "sms", "/sms")]
ROBOTS = {GX: ["/wecom", "/feishu"], JK: ["/dingtalk"], "bureau": ["/sms"], "committee": ["/webhook"]}
ADDRESSES = {"my-gx@parks.example": GX, "my-jk@parks.example": JK, "bureau@mianyang.example": "bureau",
             "committee@mianyang.example": "committee"}


def reader_of(mail):
    return ADDRESSES[mail["To"].addresses[0].addr_spec]


def plain_of(mail):
    return mail.get_body(("plain",)).get_content().replace("\r\n", "\n")


class Audience:
    def __init__(self):
        self.box = Mailbox()
        self.receiver = Receiver()
        self.told = collections.Counter()

    def __enter__(self):
        with contextlib.ExitStack() as stack:
            stack.enter_context(self.box)
            stack.enter_context(self.receiver)
            self.stack = stack.pop_all()
        return self

    def __exit__(self, kind, value, trace):
        self.stack.close()

    @property
    def environment(self):
        return {"LUODI_SMTP_URL": self.box.url}

    def configure(self, suite):
        self.receiver.configure(suite.data, TARGETS)

    @staticmethod
    def texting(suite):
        """The bureau wants short messages besides."""
        choice = {"channels": {"default": ["email", "sms"]}, "phone": PHONE}
        ok(suite.login("bureau").request("PUT", "/v1/notification-preferences", choice,
                                         {"Idempotency-Key": str(uuid.uuid4()), "If-Match": '"0"'}))

    def heard(self, subject, *readers):
        """Waits until each of them has it once more than before, by mail and over each channel; the mails by reader."""
        def once_more(subjects, reader):
            return sum(text == subject for text in subjects) > self.told[subject, reader]

        for reader in readers:
            wait_until(lambda r=reader: once_more((m["Subject"] for m in self.box.mails if reader_of(m) == r), r),
                       f"a mail {subject} to {reader}", 30)
            for path in ROBOTS[reader]:
                wait_until(lambda p=path, r=reader: once_more((m.subject for m in self.receiver.messages(p)), r),
                           f"{subject} at {path}", 60)
        mails = {reader_of(mail): mail for mail in self.box.mails if mail["Subject"] == subject}
        assert mails.keys() == set(readers), f"{subject}: {mails.keys()}"
        for path in (path for reader in readers for path in ROBOTS[reader] if path != "/sms"):
            said = [message.text for message in self.receiver.messages(path) if message.subject == subject]
            assert said[-1].strip() == plain_of(mails[readers[0]]).strip(), f"{path}: not what the mail says: {said[-1]}"
        self.told.update((subject, reader) for reader in readers)
        return mails

    def check_all(self, suite):
        """Nobody heard anything twice or besides, every message is known as delivered, and people can read it."""
        heard = collections.Counter((str(mail["Subject"]), reader_of(mail)) for mail in self.box.mails)
        assert heard == self.told, f"besides: {heard - self.told}, not: {self.told - heard}"
        sent = [mail["Message-ID"].strip("<>").split("@")[0] for mail in self.box.mails]
        for reader, path in ((reader, path) for reader, paths in ROBOTS.items() for path in paths):
            messages = self.receiver.messages(path)
            wanted = {subject: count for (subject, who), count in self.told.items() if who == reader}
            assert collections.Counter(m.subject for m in messages) == wanted, f"{path}: {messages}"
            sent += [message.id for message in messages]
            for message in messages:
                check_plain(message.subject + "\n" + message.text)
        assert len(sent) == len(set(sent)), "each message has a number of its own"
        bureau = suite.login("bureau")
        listed = lambda: ok(bureau.get("/v1/notifications?limit=200"))["items"]
        wait_until(lambda: {n["state"] for n in listed()} == {"delivered"}, "all are known as delivered", 30)
        assert {n["id"] for n in listed()} == set(sent), "what is listed is what came"
        for mail in self.box.mails:
            check_mail(mail)
