#pragma once
// Ledger is the little world around one project in a test: its watch, interviews, meetings, counters and deadlines,
// changed only by decisions. It plays the worker: evaluate(), grace() and run_due() are what due jobs do.
#include <map>
#include <memory>

#include "services/progress-monitor/domain/interview_clock.hpp"
#include "services/progress-monitor/domain/interview_deadlines.hpp"
#include "services/progress-monitor/domain/interview_decide.hpp"
#include "services/progress-monitor/domain/interview_reconcile.hpp"
#include "tests/unit/services/progress-monitor/story.hpp"

namespace luodi::monitor::test {

class Ledger {
 public:
  domain::Project project;
  std::optional<domain::Watch> watch;
  std::map<std::string, Interview> interviews;
  std::map<std::string, Meeting> meetings;
  std::map<std::string, DocumentCounter> counters;
  std::map<std::string, Instant> deadlines;
  std::vector<std::string> facts;  // in order, "interview.opened"
  std::vector<std::pair<domain::RaisedEvent, Instant>> log;

  explicit Ledger(domain::Project p, policy::PolicyBook policies = book())
      : project(std::move(p)), policies_(std::make_shared<policy::PolicyBook>(std::move(policies))) {}

  domain::Context now(Instant when) const { return context(when, actor(Role::bureau, "", "system"), *policies_); }

  domain::Decision reconcile_at(Instant when) const {
    std::vector<KnownInterview> known;
    for (const auto& [id, i] : interviews)
      known.push_back({id, &i, find(meetings, i.meeting_id)});
    return reconcile("prj_1", project, watch ? &*watch : nullptr, known, now(when));
  }
  void evaluate(Instant when) { take(reconcile_at(when), when); }
  Around around() const {
    Around out;
    out.project = &project;
    out.last_number = [this](const std::string& id) {
      const auto* counter = find(counters, id);
      return counter ? counter->last : 0;
    };
    out.each_meeting = [this](const Around::VisitMeeting& visit) {
      for (const auto& [id, meeting] : meetings)
        visit(id, meeting);
    };
    out.meeting = [this](const std::string& id) { return find(meetings, id); };
    out.interview = [this](const std::string& id) { return find(interviews, id); };
    return out;
  }
  void grace(Instant when) {
    std::vector<std::string> ids;
    for (const auto& [id, i] : interviews)
      ids.push_back(id);
    for (const auto& id : ids) {
      auto d = decide_grace(id, interviews.at(id), around(), now(when));
      ASSERT_TRUE(d) << d.error().detail;
      deadlines.erase(grace_job(id));
      take(*d, when);
    }
  }
  // A command on an interview by somebody; what it decided is taken.
  template <class Rule, class Body>
  Expected<void> give(Rule rule, const std::string& id, const Body& body, Instant when, const Actor& who) {
    auto d = rule(id, interviews.at(id), body, around(), context(when, who, *policies_));
    if (!d) return fail(d.error());
    take(*d, when);
    return {};
  }
  void clock_job(const std::string& job, Instant when) {
    const bool reminder = job.starts_with("remind:");
    const auto about = clock_subject(job.substr(job.find(':') + 1));
    ASSERT_TRUE(about) << job;
    const auto& i = interviews.at(about->first);
    auto d = reminder ? Expected<domain::Decision>(decide_remind(about->first, i, about->second, around(), now(when)))
                      : decide_overdue(about->first, i, about->second, around(), now(when));
    ASSERT_TRUE(d) << d.error().detail;
    take(*d, when);
  }
  // The due queue: runs what is due until `until`, each job at the later of its time and `not_before`.
  void run_due(Instant until, Instant not_before) {
    for (;;) {
      auto next = deadlines.end();
      for (auto it = deadlines.begin(); it != deadlines.end(); ++it)
        if (it->second <= until && (next == deadlines.end() || it->second < next->second)) next = it;
      if (next == deadlines.end()) return;
      const Instant when = std::max(next->second, not_before);
      const std::string job = next->first;
      deadlines.erase(next);
      if (job.starts_with("evaluate:"))
        evaluate(when);
      else if (job.starts_with("grace:"))
        grace(when);
      else
        clock_job(job, when);
    }
  }

  const Interview& only() const { return interviews.begin()->second; }

  void take(const domain::Decision& decision, Instant when) {
    for (const auto& raised : decision.events) {
      facts.push_back(raised.kind + "." + raised.fact);
      log.emplace_back(raised, when);
      domain::EventMeta meta;
      meta.at = when;
      meta.actor = "system";
      Expected<void> done = fail(ErrorCode::internal, "no such kind");
      if (raised.kind == "watch") {
        if (!watch) watch.emplace();
        done = domain::apply_fact(*watch, raised.fact, raised.data, meta);
      } else if (raised.kind == "interview") {
        done = domain::apply_fact(interviews[raised.subject], raised.fact, raised.data, meta);
      } else if (raised.kind == "meeting") {
        done = domain::apply_fact(meetings[raised.subject], raised.fact, raised.data, meta);
      } else if (raised.kind == "doc_counter") {
        done = domain::apply_fact(counters[raised.subject], raised.fact, raised.data, meta);
      }
      EXPECT_TRUE(done) << raised.kind << "." << raised.fact << ": " << done.error().detail;
    }
    for (const auto& deadline : decision.deadlines) {
      if (deadline.verb == domain::Deadline::Verb::schedule)
        deadlines[deadline.job] = deadline.at;
      else
        deadlines.erase(deadline.job);
    }
  }

 private:
  template <class A>
  static const A* find(const std::map<std::string, A>& among, const std::string& id) {
    const auto it = among.find(id);
    return it == among.end() ? nullptr : &it->second;
  }

  std::shared_ptr<policy::PolicyBook> policies_;
};

}  // namespace luodi::monitor::test
