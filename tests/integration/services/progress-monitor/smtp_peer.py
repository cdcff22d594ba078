"""An SMTP server for one test: prints its port, then one JSON line for each mail it accepted. The recipient's name says
how it behaves: later@ is deferred with 451 the first time, nobody@ is refused with 550, drop@ loses the connection after
the whole message, full@ answers 452 after the message, big@ refuses it with 552 after the message, hang@ never answers
it; gone@ is refused with 550, and the goodbye after it is not answered. A sender stranger@ is refused with 550, one busy@
is deferred with 452. A second port, printed behind the first, greets with 554."""
import asyncio
import email
import email.policy
import json
import sys

from aiosmtpd.smtp import SMTP

deferred = set()


class Handler:
    async def handle_MAIL(self, server, session, envelope, address, options):
        if address.startswith("stranger@"):
            return "550-5.7.1 发件人未授权\r\n550 5.7.1 sender not allowed"
        if address.startswith("busy@"):
            return "452 4.3.1 out of room"
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.startswith("later@") and address not in deferred:
            deferred.add(address)
            return "451 4.3.2 try again later"
        session.rude = address.startswith("gone@")
        if address.startswith("nobody@") or session.rude:
            return "550 5.1.1 no such user"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        to = envelope.rcpt_tos[0]
        message = email.message_from_bytes(envelope.content, policy=email.policy.default)
        parts = [(p.get_content_type(), p.get_param("method"), p.get_filename()) for p in message.walk()]
        pdf = [p.get_content().hex() for p in message.walk() if p.get_content_type() == "application/pdf"]
        print(json.dumps({"to": to, "from": envelope.mail_from, "subject": message["Subject"],
                          "id": message["Message-ID"], "auto": message["Auto-Submitted"], "parts": parts, "pdf": pdf,
                          "text": message.get_body(("plain",)).get_content()}), flush=True)
        if to.startswith("drop@"):
            server.transport.abort()
            await asyncio.sleep(0)
            return "250 OK"
        if to.startswith("full@"):
            return "452 4.2.2 mailbox full"
        if to.startswith("big@"):
            return "552 5.3.4 too big"
        if to.startswith("hang@"):
            await asyncio.Event().wait()
        return "250 OK"


class Peer(SMTP):
    async def smtp_QUIT(self, arg):
        if getattr(self.session, "rude", False):
            await asyncio.Event().wait()
        await super().smtp_QUIT(arg)


async def main():
    server = await asyncio.get_running_loop().create_server(lambda: Peer(Handler(), enable_SMTPUTF8=True),
                                                            "127.0.0.1", 0)
    async def turn_away(reader, writer):
        writer.write(b"554 5.3.2 no service for you\r\n")
        await reader.read()
        writer.close()

    closed = await asyncio.start_server(turn_away, "127.0.0.1", 0)
    print("port", server.sockets[0].getsockname()[1], closed.sockets[0].getsockname()[1], flush=True)
    async with closed:
        await server.serve_forever()


sys.stdout.reconfigure(encoding="utf-8")
asyncio.run(main())
