"""The writes of a drill: what is sent, by whom, and the one event that it must leave. Each carries a marker of its own,
so that its effect can be found wherever it went.

    write = lead()                                   # answered by intake
    write = progress(project_id, version)            # answered by progress-monitor
    write = referral()                               # answered by incentive-calculator
"""
import dataclasses
import re
import uuid

from path import PARK, YI

MARKER = re.compile(r"演练-[0-9a-f]{32}")
DAY = "2022-05-25"  # of facts: no later than the clock of the suite


@dataclasses.dataclass
class Write:
    service: str             # that acknowledges it
    event: str               # type of the event that is its effect
    role: str                # who sends it
    path: str
    body: dict
    marker: str
    subject: str = ""        # what it changes; of a creation known from the answer
    version: int | None = None
    key: str = dataclasses.field(default_factory=lambda: uuid.uuid4().hex)
    answer: tuple | None = None  # (status, SHA-256 of the body) of the acknowledgement

    @property
    def acknowledged(self):
        return self.answer is not None


def new_marker():
    return "演练-" + uuid.uuid4().hex


def lead():
    marker = new_marker()
    body = {"name": marker, "enterprise": {"name": marker}, "industry_code": "3985", "agreed_amount_fen": 6 * YI,
            "park_code": PARK["code"], "introduced_by": PARK["code"], "channel": "outpost"}
    return Write("intake", "cn.luodi.project.lead_registered.v1", "bureau", "/v1/projects", body, marker)


def referral():
    marker = new_marker()
    body = {"name": marker, "kind": "association", "enterprise": {"name": "引荐企业"},
            "declarations": {"no_public_post": True, "unrelated_to_investor": True, "information_true": True}}
    return Write("incentive-calculator", "cn.luodi.referral.registered.v1", "referrer", "/v1/referrals", body, marker)


def opinion(project, version):
    marker = new_marker()
    return Write("intake", "cn.luodi.project.review_opinion_given.v1", "reviewer",
                 f"/v1/projects/{project}/review-opinions", {"verdict": "support", "text": marker}, marker, project,
                 version)


def published_fact(project, version):
    marker = new_marker()
    return Write("intake", "cn.luodi.project.fact_published.v1", "bureau", f"/v1/projects/{project}/published-facts",
                 {"stage_text": marker, "source": "演练"}, marker, project, version)


def progress(project, version, day=DAY):
    """day: not before the lead."""
    marker = new_marker()
    return Write("progress-monitor", "cn.luodi.project.progress_reported.v1", "park",
                 f"/v1/projects/{project}/progress", {"kind": "note", "occurred_on": day, "text": marker,
                                                      "evidence": []}, marker, project, version)
