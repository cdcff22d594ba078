"""The lines that a drill prints, in the terms of RabbitMQ's and Jepsen's checkers."""
import collections

ALL_KINDS = ("lost", "duplicated", "partial", "unexpected")
SHOWN = 5    # findings of each kind
WIDTH = 240  # of a finding


def report(name, load, verdict, show=ALL_KINDS):
    """Prints the record of one run; answers whether nothing was lost, doubled, half done or surprising."""
    services = collections.Counter(write.service for write in load.writes if write.acknowledged)
    acknowledged = services.total()
    unexpected = verdict.unexpected + load.unexpected
    print(f"{name}: attempt {len(load.writes)} acknowledged {acknowledged} ok {acknowledged - len(verdict.lost)} "
          f"lost {len(verdict.lost)} duplicated {len(verdict.duplicated)} partial {len(verdict.partial)} "
          f"unexpected {len(unexpected)} recovered {len(verdict.recovered)}")
    counts = load.counts
    print(f"  {counts['requests']} requests in {load.seconds:.1f} s = {counts['requests'] / load.seconds:.0f}/s "
          f"(asked: {load.rate:g}/s), repeated until answered {counts['repeated']}, stored answers {counts['replayed']}, "
          f"slowest answer {load.slowest:.1f} s")
    print("  acknowledged by " + ", ".join(f"{service} {count}" for service, count in sorted(services.items())))
    findings = dict(zip(ALL_KINDS, (verdict.lost, verdict.duplicated, verdict.partial, unexpected)))
    for kind in show:
        for line in findings[kind][:SHOWN]:
            print(f"  ! {kind}: {line}"[:WIDTH])
    return not any(findings.values())
