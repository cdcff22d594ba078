#pragma once
// Story tells the life of one project in a test: each line folds a real event, so that the rules see real states.
//
//   Story s;
//   s.lead(yi(5), "2022-05-26").negotiate("2022-06-01").progress("2022-06-20");
//   auto r = s.evaluate("2022-08-01");
#include <gtest/gtest.h>

#include <string>

#include "common/domain/decision.hpp"
#include "common/domain/evidence.hpp"
#include "common/policy/files/policy_files.hpp"
#include "services/progress-monitor/domain/idle_clock.hpp"

namespace luodi::monitor::test {

inline Fen yi(std::int64_t n) {
  return Fen::of(n * 10'000'000'000);
}
inline CivilDate day(std::string_view text) {
  return *CivilDate::parse(text);
}
inline Instant at(std::string_view date, int hour = 0, int minute = 0) {
  return instant_at(day(date), hour, minute);
}
inline HalfMonth cycle(std::string_view text) {
  return *HalfMonth::parse(text);
}
inline const policy::PolicyBook& book() {
  static const auto loaded = [] {
    auto read = policy::load_policy_book(std::string(LUODI_SOURCE_DIR) + "/deploy/policy");
    if (!read) throw std::runtime_error(read.error().detail);
    return std::move(*read);
  }();
  return loaded;
}
// The real policy with some interview parameters changed.
template <class Change>
policy::PolicyBook book_with(Change change) {
  auto policies = book().all();
  for (auto& policy : policies)
    change(policy);
  return *policy::PolicyBook::of(std::move(policies), book().calendar());
}
inline Actor actor(Role role, std::string org = {}, std::string name = "somebody") {
  Actor a;
  a.username = std::move(name);
  a.roles = {role};
  a.org = std::move(org);
  return a;
}
inline domain::Context context(Instant now, Actor who, const policy::PolicyBook& policies = book()) {
  domain::Context c;
  c.now = now;
  c.actor = std::move(who);
  c.policies = &policies;
  c.fresh_id = "00000000000000000000000000000001";
  return c;
}
inline domain::Evidence paper(domain::EvidenceKind kind) {
  domain::Evidence e;
  e.kind = kind;
  e.title = "材料";
  return e;
}

class Story {
 public:
  domain::Project project;

  template <class E>
  Story& tell(const E& event, std::string_view recorded, const std::string& who = "u") {
    domain::EventMeta meta;
    meta.at = std::max(at(recorded, 9), project.updated_at);
    meta.actor = who;
    meta.version = ++version_;
    apply(project, event, meta);
    return *this;
  }
  Story& lead(std::optional<Fen> amount, std::string_view on) {
    domain::LeadRegistered e;
    e.name = "测试项目";
    e.enterprise.name = "测试企业";
    e.agreed_amount_fen = amount;
    e.introduced_by = "MY-AX";
    e.park_code = "MY-GX";
    e.first_talk = domain::FirstTalk{"MY-AX", day(on), day(on).plus_days(179)};
    return tell(e, on);
  }
  Story& negotiate(std::string_view on) {
    domain::NegotiationStarted e;
    e.started_on = day(on);
    return tell(e, on);
  }
  Story& sign(std::string_view on, Fen amount, const std::string& agreement = "formal") {
    domain::AgreementSigned e;
    e.agreement = agreement;
    e.signed_on = day(on);
    e.agreed_amount_fen = amount;
    return tell(e, on);
  }
  Story& amend(std::string_view on, Fen amount, std::string_view recorded = {}) {
    const auto told = recorded.empty() ? on : recorded;
    return tell(domain::AgreementAmended{day(on), amount, "变更", {}, day(told)}, told);
  }
  Story& land(std::string_view on) {
    domain::ProjectLanded e;
    e.landed_on = day(on);
    return tell(e, on);
  }
  Story& start(std::string_view on) { return tell(domain::ProjectStarted{day(on), {}}, on); }
  Story& produce(std::string_view on) { return tell(domain::ProductionStarted{day(on), {}}, on); }
  Story& go_back(std::string_view recorded) {  // the latest stage was recorded in error
    domain::StageReturned e;
    e.stage = project.stage;
    e.on = project.reached.back().on;
    e.reason = "误登";
    return tell(e, recorded, "officer");
  }
  Story& progress(std::string_view on, domain::ProgressKind kind = domain::ProgressKind::milestone,
                  bool effective = true, std::string_view recorded = {}) {
    domain::ProgressReported e;
    e.id = "prg_" + std::to_string(version_);
    e.kind = kind;
    e.occurred_on = day(on);
    e.effective = effective;
    if (kind == domain::ProgressKind::signed_minutes) e.evidence = {paper(domain::EvidenceKind::minutes)};
    return tell(e, recorded.empty() ? on : recorded);
  }
  // Of a paper with that number; "" = as earlier releases kept them.
  Story& minutes(std::string_view on, const std::string& number, bool effective = true) {
    domain::ProgressReported e;
    e.id = "prg_" + std::to_string(version_);
    e.kind = domain::ProgressKind::signed_minutes;
    e.occurred_on = day(on);
    e.effective = effective;
    e.evidence = {paper(domain::EvidenceKind::minutes)};
    if (!number.empty()) {
      e.evidence.front().reference = number;
      e.papers = domain::minutes_marks(e.evidence);
    }
    return tell(e, on);
  }
  Story& funds(std::string_view on, Fen amount, bool effective) {
    domain::FundsVerified e;
    e.id = "fnd_" + std::to_string(version_);
    e.amount_fen = amount;
    e.injected_on = day(on);
    e.effective = effective;
    return tell(e, on);
  }
  Story& claim(const std::string& id, std::string_view from, int cycles, std::string_view on,
               std::optional<std::string> renews = {}) {
    domain::ExemptionClaimed e;
    e.id = id;
    e.ground = "force_majeure";
    e.from = cycle(from);
    e.cycles = cycles;
    e.org = "MY-GX";
    e.renews = std::move(renews);
    return tell(e, on, "parkuser");
  }
  Story& decide(const std::string& id, bool approved, int cycles, std::string_view on) {
    return tell(domain::ExemptionDecided{id, approved, cycles, "已核"}, on, "bureauuser");
  }
  Story& suspend(std::string_view on) { return tell(domain::ProjectSuspended{day(on), "停"}, on); }
  Story& resume(std::string_view on) { return tell(domain::ProjectResumed{day(on), "复"}, on); }
  Story& leave(std::string_view on) { return tell(domain::ProjectExited{day(on), "退", {}, {}, {}, {}}, on); }

  IdleResult evaluate(std::string_view as_of) const { return monitor::evaluate(project, book(), at(as_of)); }

 private:
  std::int64_t version_ = 0;
};

// In scope from 2022-06-01, the first day of a cycle; that cycle holds the stage change. The first idle one is 06-H2.
inline Story negotiating(Fen amount = yi(5)) {
  return Story().lead(amount, "2022-05-26").negotiate("2022-06-01");
}

}  // namespace luodi::monitor::test
