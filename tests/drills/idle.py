"""What progress-monitor must do by itself during a drill: projects that stand still while the clock moves, so that each
is warned twice and called to one interview.

    idle = Idle(suite, 10)         # before the load
    idle.advance()                 # during the load, until it answers False: one step of the clock
    idle.settle()                  # after the load: waits until everybody has been told
"""
from path import PARK, YI, Walk
from suite import START_LIMIT_S, wait_until

# Ends of the four complete cycles after May, then the grace period of an interview that was opened at once is over.
STEPS = [f"2022-{day}T00:00:00+08:00" for day in ("06-16", "07-01", "07-16", "08-01", "08-06")]
GRACE_OVER = "2022-08-11T00:00:00+08:00"  # also of an interview that a crash delayed; no further cycle has ended
SETTLE_LIMIT_S = 120  # a job of a killed worker is free again after its lease of 30 s, perhaps twice


class Idle:
    def __init__(self, suite, count):
        self.suite = suite
        self.bureau = suite.login("bureau")
        self.steps = list(STEPS)
        walk = Walk(suite)
        walk.register_park(dict(PARK, code="MY-JK", name="绵阳经开区"))  # the projects' introducer
        self.projects = [walk.register(f"闲置项目 {n}", 6 * YI, introduced_by="MY-JK") for n in range(count)]
        for project in self.projects:
            walk.to(project, "negotiating")

    def advance(self):
        """Moves the clock by one step; asks again until the gateway has done it. False: there was none left."""
        if not self.steps:
            return False
        instant = self.steps.pop(0)
        self.suite.clock = instant
        wait_until(lambda: self.move(instant), "the clock at " + instant, START_LIMIT_S)
        return True

    def move(self, instant):
        try:
            return self.bureau.post("/v1/clock", {"now": instant}).status == 200
        except OSError:
            return False

    def settle(self):
        def all_called(state):
            return {i["project_id"] for i in self.items(f"/v1/interviews?limit=500{state}")} >= set(self.projects)
        while self.advance():
            pass
        wait_until(lambda: all_called(""), "an interview of every idle project", SETTLE_LIMIT_S)
        self.steps.append(GRACE_OVER)
        self.advance()
        wait_until(lambda: all_called("&state=issued"), "a notice for every idle project", SETTLE_LIMIT_S)
        wait_until(lambda: not self.items("/v1/notifications?state=queued&limit=1"), "all mails sent", SETTLE_LIMIT_S)

    def items(self, path):
        answer = self.bureau.get(path)
        assert answer.status == 200, answer
        return answer.json["items"]
