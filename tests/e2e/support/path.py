"""Walks a project along the path, each step by the role that may take it. Dates are those of the suite's clock.

    walk = Walk(suite, park="MY-GX")
    project = walk.register("…", 28_000_000_000_000)
    walk.to(project, "started")
"""
import uuid

YI = 10_000_000_000  # fen in one 亿元
PATH = ["reviewed", "allocated", "negotiating", "assessed", "signed", "landed", "started", "producing"]
REVIEWERS = ["FGW", "STHJ", "ZRZY"]  # of the demo city: as many as the policy asks for
CHECKLIST = ["legality_review", "support_policy", "landing_conditions", "rights_and_duties", "investor_identity",
             "funding_proof", "industry_policy", "negative_list", "land", "planning", "eia", "energy", "safety",
             "fiscal_affordability"]
# Departments of the review that own a line and have no reviewer in the demo city: the bureau records what they wrote.
WRITTEN = ["legality_review", "investor_identity", "safety", "fiscal_affordability"]
OWNERS = {"industry_policy": "FGW", "negative_list": "FGW", "energy": "FGW", "land": "ZRZY", "planning": "ZRZY",
          "eia": "STHJ"}
HOST_LINES = ["landing_conditions", "rights_and_duties", "funding_proof"]
PARK = {"code": "MY-GX", "name": "绵阳高新区", "region_code": "510703", "industries": [
    {"prefix": "398", "role": "leading", "valid_from": "2011-01-01", "source": "园区公布", "label": "电子材料"},
    {"prefix": "397", "role": "leading", "valid_from": "2011-01-01", "source": "园区公布", "label": "新型显示"}]}


def ok(answer, status=200):
    assert answer.status == status, answer
    return answer.json


def evidence(kind, title, reference=None, dated=None):
    item = {"kind": kind, "title": title}
    if reference:
        item["reference"] = reference
    if dated:
        item["dated"] = dated
    return item


class Walk:
    def __init__(self, suite, park="MY-GX"):
        self.suite = suite
        self.park = park
        self.bureau = suite.login("bureau")
        self.reviewer = suite.login("reviewer")
        self.officer = suite.login("park", park)

    def register_park(self, body=None):
        answer = self.bureau.post("/v1/parks", dict(PARK, code=self.park) if body is None else body)
        assert answer.status in (201, 409), answer

    def register(self, name, amount_fen, enterprise=None, industry="3985", **more):
        body = {"name": name, "enterprise": {"name": enterprise or name + "公司"}, "industry_code": industry,
                "park_code": self.park, "channel": "outpost", **more}
        if amount_fen is not None:
            body["agreed_amount_fen"] = amount_fen
        return ok(self.bureau.post("/v1/projects", body), 201)["id"]

    def today(self):
        return self.suite.clock[:10]

    def to(self, project, stage):
        """Takes every step up to the stage; returns the last answer."""
        answer = None
        for step in PATH[:PATH.index(stage) + 1]:
            answer = getattr(self, step)(project)
        return answer

    def to_from(self, project, *steps):
        """Takes just these steps."""
        for step in steps:
            getattr(self, step)(project)

    def opinions(self, project, verdict="support", **more):
        for org in REVIEWERS:
            ok(self.suite.login("reviewer", org).command(project, "review-opinions", {"verdict": verdict, **more}))

    def reviewed(self, project):
        self.opinions(project)
        return ok(self.bureau.command(project, "review-decision", {"verdict": "approved", "reason": "符合规划"}))

    def allocated(self, project):
        return ok(self.bureau.command(project, "allocation", {"host": self.park, "reason": "产业匹配"}))

    def negotiating(self, project):
        return ok(self.officer.command(project, "negotiation", {"started_on": self.today()}))

    def checklist(self, project, **more):
        """Every line passed, each by its owner."""
        for item in CHECKLIST:
            body, who = {"item": item, "outcome": "passed", **more}, self.bureau
            if item in OWNERS:
                who = self.suite.login("reviewer", OWNERS[item])
            elif item in HOST_LINES:
                who = self.officer
            elif item in WRITTEN:
                body.update(opinion="函复：无意见", evidence=[evidence("review_opinion", "书面意见")])
            ok(who.command(project, "pre-assessment-items", body))

    def assessed(self, project):
        self.checklist(project)
        return ok(self.bureau.command(project, "pre-assessment-decision", {"verdict": "passed"}))

    def signed(self, project, amount_fen=None):
        body = {"agreement": "formal", "signed_on": self.today(), "evidence": [evidence("agreement", "正式投资协议")]}
        if amount_fen is not None:
            body["agreed_amount_fen"] = amount_fen
        return ok(self.officer.command(project, "signing", body))

    @staticmethod
    def code():
        """A project code of Fucheng that no other project has."""
        digits = f"{uuid.uuid4().int % 10**8:08d}"  # a drill lands thousands
        return f"2205-510703-{digits[:2]}-01-{digits[2:]}"

    def landed(self, project):
        body = {"landed_on": self.today(), "company": {"name": "绵阳项目公司", "uscc": "91510700205412308D"},
                "evidence": [evidence("land_contract", "国有土地使用权出让合同", "510703-2022-01"),
                             evidence("project_code", "项目代码", self.code())]}
        return ok(self.officer.command(project, "landing", body))

    def started(self, project):
        body = {"started_on": self.today(), "evidence": [evidence("construction_permit", "施工许可证", "5107032022"),
                                                         evidence("site_photo", "现场照片")]}
        return ok(self.officer.command(project, "start", body))

    def producing(self, project):
        body = {"started_on": self.today(), "evidence": [evidence("sales_invoice", "首张销售发票", "0001")]}
        return ok(self.officer.command(project, "production", body))

    def funds(self, project, amount_fen, fixed=True, number=None):
        voucher = {"kind": "capital_verification", "number": number or "验资-" + uuid.uuid4().hex,
                   "amount_fen": amount_fen, "dated": self.today()}
        body = {"amount_fen": amount_fen, "fixed_investment": fixed, "injected_on": self.today(),
                "vouchers": [voucher]}
        return ok(self.suite.login("finance").command(project, "funds", body))
