"""What the tests ask of one suite about interviews, for the projects of one park.

    city = Interviews(suite)
    project = city.idle("停滞项目")
    interview = city.opened(project)              # once the clock stands behind four idle cycles
    ok(city.do(city.park, interview, "explanation", TEXT))
"""
from path import YI, Walk, ok
from suite import wait_until

START = "2022-05-25T09:00:00+08:00"
TEXT = {"text": "说明材料"}


class Interviews:
    def __init__(self, suite, park="MY-GX", body=None):
        self.suite = suite
        self.walk = Walk(suite, park)
        self.walk.register_park(body)
        self.committee = suite.login("committee")
        self.bureau = self.walk.bureau
        self.park = self.walk.officer

    def idle(self, name, **more):
        project = self.walk.register(name, 5 * YI, **more)
        self.walk.to(project, "negotiating")
        return project

    def of(self, project):
        """Its interviews, oldest first."""
        items = ok(self.bureau.get(f"/v1/interviews?project={project}"))["items"]
        return sorted(items, key=lambda i: i["level"])

    def opened(self, project):
        return wait_until(lambda: self.of(project), "interview", 30)[0]["id"]

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
