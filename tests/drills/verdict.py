"""Judges what a suite holds after a drill against what its clients were told. Pure: evidence in, findings out.

    verdict = judge(load.writes, evidence)     # evidence.py collects it
    verdict.lost, verdict.duplicated, verdict.partial, verdict.unexpected, verdict.recovered

lost        acknowledged, but its effect is not there
duplicated  an effect that is there more than once
partial     state without event, event without state, audit entry or stored answer
unexpected  an effect that nobody asked for, or in another place
recovered   never acknowledged, but its effect is there: allowed, the client did not wait for the answer
"""
import collections
import dataclasses


@dataclasses.dataclass
class Event:
    type: str
    subject: str
    markers: frozenset  # of the load, in its data
    data: dict


@dataclasses.dataclass
class Evidence:
    events: list                     # what /v1/changes tells
    projects: dict                   # id -> version, by intake
    referrals: dict                  # id -> name, by incentive-calculator
    interviews: dict                 # id -> project id, by progress-monitor
    stream_ids: collections.Counter  # ids of the events in the store
    audited_ids: collections.Counter  # ids of the events that audit entries name
    differences: list                # lines of luodi-replay --check
    outcomes: list                   # acknowledged writes whose repetition is not answered as the first time
    idle: list = dataclasses.field(default_factory=list)       # projects that were left idle, see idle.py
    undelivered: list = dataclasses.field(default_factory=list)  # notifications whose mail is missing


@dataclasses.dataclass
class Verdict:
    lost: list = dataclasses.field(default_factory=list)
    duplicated: list = dataclasses.field(default_factory=list)
    partial: list = dataclasses.field(default_factory=list)
    unexpected: list = dataclasses.field(default_factory=list)
    recovered: list = dataclasses.field(default_factory=list)


def judge(writes, evidence):
    verdict = Verdict()
    judge_writes(writes, evidence, verdict)
    judge_states(evidence, verdict)
    judge_idle(evidence, verdict)
    verdict.partial += evidence.differences
    stored, audited = evidence.stream_ids, evidence.audited_ids
    verdict.partial += [f"event {i} in {stored[i]} entries of the stream, in {audited[i]} of the audit"
                        for i in stored.keys() | audited.keys() if not stored[i] == audited[i] == 1]
    return verdict


def judge_writes(writes, evidence, verdict):
    """Each write against the events that carry its marker."""
    found = collections.defaultdict(list)
    for event in evidence.events:
        for marker in event.markers:
            found[event.type, marker].append(event.subject)
    for write in writes:
        subjects = found.pop((write.event, write.marker), [])
        if len(subjects) > 1:
            verdict.duplicated.append(f"{write.event} {write.marker}: {len(subjects)} times")
        if not subjects and write.acknowledged:
            verdict.lost.append(f"{write.event} {write.marker} by {write.service}")
        if subjects and write in evidence.outcomes:
            verdict.partial.append(f"{write.event} {write.marker}: the stored answer is another or none")
        if subjects and not write.acknowledged:
            verdict.recovered.append(write.marker)
        if write.subject and any(subject != write.subject for subject in subjects):
            verdict.unexpected.append(f"{write.event} {write.marker}: in {subjects}, not in {write.subject}")
    asked = {write.event for write in writes}
    verdict.unexpected += [f"{kind} {marker}: nobody sent it" for kind, marker in found if kind in asked]


def judge_states(evidence, verdict):
    """What the services answer from memory against the events: one version for each event of a project."""
    versions = collections.Counter(e.subject for e in evidence.events if e.type.startswith("cn.luodi.project."))
    registered = {e.subject for e in evidence.events if e.type == "cn.luodi.referral.registered.v1"}
    shown = collections.Counter(evidence.projects)
    verdict.partial += [f"project {i}: {versions[i]} events, version {shown[i]} in intake"
                        for i in versions.keys() | shown.keys() if versions[i] != shown[i]]
    verdict.partial += [f"referral {i}: only in the stream or only in incentive-calculator"
                        for i in registered ^ evidence.referrals.keys()]


def judge_idle(evidence, verdict):
    """Each project that was left idle was warned twice and called to one interview, and its people were told once."""
    happened = collections.Counter()
    told = collections.Counter()
    for event in evidence.events:
        if event.type == "cn.luodi.watch.warning_raised.v1":
            happened[event.subject, event.data["light"]] += 1
        elif event.type == "cn.luodi.interview.opened.v1":
            happened[event.data["project_id"], "opened"] += 1
        elif event.type == "cn.luodi.interview.issued.v1":
            happened[evidence.interviews.get(event.subject, event.subject), "issued"] += 1
        elif event.type == "cn.luodi.notification.queued.v1":
            told[event.data["project_id"], event.data["occasion"], event.data["recipient"], event.data["subject"]] += 1
    for project in evidence.idle:
        for step in ("yellow", "red", "opened", "issued"):
            if not happened[project, step]:
                verdict.lost.append(f"idle project {project}: {step}, by progress-monitor")
        if not any(p == project and occasion == "interview_issued" for p, occasion, *_ in told):
            verdict.lost.append(f"idle project {project}: nobody was told of the notice")
    verdict.duplicated += [f"{project}: {step} {n} times" for (project, step), n in happened.items() if n > 1]
    verdict.duplicated += [f"{who} was told {n} times of {occasion}, {project or subject}"
                           for (project, occasion, who, subject), n in told.items() if n > 1]
    verdict.unexpected += [f"{step} of {project}, which was not idle" for project, step in happened
                           if project not in evidence.idle]
    verdict.lost += [f"mail of notification {i}" for i in evidence.undelivered]
