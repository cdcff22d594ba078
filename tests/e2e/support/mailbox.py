"""A real SMTP server (aiosmtpd) in the test's process: keeps every mail it accepted, in order.

    with Mailbox() as box, Suite(environment={"LUODI_SMTP_URL": box.url}) as suite:
        box.about("【约谈通知】")        # mails whose subject holds it
        box.invitations(mail)            # its calendar, read by icalendar
"""
import asyncio
import email
import email.policy
import threading

import icalendar
from aiosmtpd.smtp import SMTP


class Mailbox:
    def __init__(self):
        self.mails = []

    async def handle_DATA(self, server, session, envelope):
        self.mails.append(email.message_from_bytes(envelope.content, policy=email.policy.default))
        return "250 OK"

    def __enter__(self):
        self.loop = asyncio.new_event_loop()
        listen = self.loop.create_server(lambda: SMTP(self, enable_SMTPUTF8=True, loop=self.loop), "127.0.0.1", 0)
        self.server = self.loop.run_until_complete(listen)
        self.thread = threading.Thread(target=self.loop.run_forever, daemon=True)
        self.thread.start()
        return self

    def __exit__(self, kind, value, trace):
        self.loop.call_soon_threadsafe(self.server.close)
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.thread.join(10)

    @property
    def url(self):
        return f"smtp://127.0.0.1:{self.server.sockets[0].getsockname()[1]}"

    def about(self, text):
        return [m for m in self.mails if text in str(m["Subject"])]

    @staticmethod
    def invitations(mail):
        """(method, event) for each calendar attached to a mail."""
        out = []
        for part in mail.iter_attachments():
            if part.get_content_type() == "text/calendar":
                calendar = icalendar.Calendar.from_ical(part.get_payload(decode=True))
                out += [(str(calendar["METHOD"]), event) for event in calendar.walk("VEVENT")]
        return out
