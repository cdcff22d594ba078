"""An HTTP server for one test that behaves as the first part of the path says, and prints one JSON line for each
request it read: {"path", "headers", "body"}. Prints its port first.

  /ok        200 with what every kind of receiver calls a success      /refuse   200 with a business error
  /busy      429, Retry-After: 7                                       /fault    500
  /slow      reads the request, never answers                          /moved    302 to /ok
  /gone      410                                                       /cut      reads it all and resets
  /half      200, then resets in the middle of the body                /huge     200 with a body of 1 MiB
  /stingy    200 with no body                                          /echo     200, a business error that repeats it
"""
import json
import socket
import struct
import sys
import threading

SUCCESS = json.dumps({"errcode": 0, "errmsg": "ok", "code": 0, "msg": "ok"})
REFUSAL = json.dumps({"errcode": 93000, "errmsg": "invalid webhook url", "code": 19001, "msg": "param invalid"})
ended = threading.Event()
output = threading.Lock()


def say(line):
    with output:
        print(line, flush=True)


def read_request(connection):
    data = b""
    while b"\r\n\r\n" not in data:
        more = connection.recv(65536)
        if not more:
            return None
        data += more
    head, body = data.split(b"\r\n\r\n", 1)
    lines = head.decode().split("\r\n")
    headers = {name.lower(): value.strip() for name, value in (line.split(":", 1) for line in lines[1:])}
    while len(body) < int(headers.get("content-length", "0")):
        body += connection.recv(65536)
    path = lines[0].split(" ")[1]
    say(json.dumps({"path": path, "headers": headers, "body": body.decode()}))
    return path, lines[0] + " " + json.dumps(headers) + " " + body.decode()


def reset(connection):
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    connection.close()


def answer(connection, status, body="", headers=""):
    text = f"HTTP/1.1 {status} x\r\nContent-Length: {len(body)}\r\n{headers}\r\n{body}"
    connection.sendall(text.encode())
    connection.close()


def serve(connection):
    request = read_request(connection)
    if request is None:
        return connection.close()
    path, everything = request
    what = path.split("?")[0].split("/")[1]
    if what == "ok":
        answer(connection, 200, SUCCESS)
    elif what == "refuse":
        answer(connection, 200, REFUSAL)
    elif what == "echo":
        answer(connection, 200, json.dumps({"errcode": 1, "errmsg": everything, "code": 1, "msg": everything}))
    elif what == "busy":
        answer(connection, 429, "", "Retry-After: 7\r\n")
    elif what == "fault":
        answer(connection, 500)
    elif what == "moved":
        answer(connection, 302, "", "Location: /ok\r\n")
    elif what == "gone":
        answer(connection, 410)
    elif what == "stingy":
        answer(connection, 200)
    elif what == "huge":
        try:
            answer(connection, 200, "x" * (1 << 20))
        except OSError:
            pass  # the reader has had enough
    elif what == "slow":
        ended.wait()
    elif what == "cut":
        reset(connection)
    elif what == "half":
        connection.sendall(b"HTTP/1.1 200 x\r\nContent-Length: 1000\r\n\r\n{\"errcode\":0")
        reset(connection)
    else:
        answer(connection, 404)


def main():
    listener = socket.create_server(("127.0.0.1", 0), backlog=64)
    say(f"port {listener.getsockname()[1]}")
    while True:
        connection, _ = listener.accept()
        threading.Thread(target=serve, args=(connection,), daemon=True).start()


main()
