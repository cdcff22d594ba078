#pragma once
// Desk is a tiny store in a test: it folds the raised events of award runs and remembers what was claimed.
//
//   Desk desk;
//   desk.city.project(big("a", "P1"));
//   const auto id = desk.published_run();
#include <gtest/gtest.h>

#include "services/incentive-calculator/domain/award_decisions.hpp"
#include "tests/unit/services/incentive-calculator/city_samples.hpp"

namespace luodi::incentive::test {

class Desk {
 public:
  Desk() {
    for (const auto* code : {"P1", "P2", "P3", "P4"})
      city.park(code);
  }

  domain::Context as(Role role, const std::string& user, const std::string& now) {
    domain::Context out;
    out.now = at(now);
    out.actor.username = user;
    out.actor.roles = {role};
    out.actor.org = role == Role::park ? "P1" : "";
    out.policies = &shipped_book();
    out.fresh_id = std::to_string(++fresh_);
    return out;
  }

  Expected<std::string> apply_to_runs(const Expected<domain::Decision>& decision, const domain::Context& context) {
    if (!decision) return fail(decision.error());
    for (const auto& raised : decision->events) {
      auto& entry = runs_[raised.subject];
      domain::EventMeta meta;
      meta.at = context.now;
      meta.actor = context.actor.username;
      meta.version = ++versions_[raised.subject];
      auto applied = domain::apply_fact(entry, raised.fact, raised.data, meta);
      if (!applied) return fail(applied.error());
    }
    for (const auto& raised : decision->events) {
      facts.push_back(raised.fact);
      events.push_back(raised.data);
    }
    claims = decision->claims;
    guards = decision->guards;
    return decision->events.front().subject;
  }

  std::vector<RunFact> runs() const {
    std::vector<RunFact> out;
    for (const auto& [id, run] : runs_)
      out.push_back({id, &run});
    return out;
  }
  RunFact run(const std::string& id) const { return {id, &runs_.at(id)}; }

  Expected<std::string> create(AwardKind kind, int year, const std::string& now,
                               std::optional<std::string> replaces = std::nullopt,
                               std::optional<std::string> reason = "重新测算") {
    CreateAwardRun command;
    command.award = kind;
    command.year = year;
    if (replaces) command.reason = std::move(reason);
    command.replaces = std::move(replaces);
    const auto context = as(Role::bureau, "creator", now);
    return apply_to_runs(decide_create(command, city.facts, runs(), 42, context), context);
  }
  Expected<std::string> verify(const std::string& id, const std::string& now, Role role = Role::bureau) {
    const auto context = as(role, "verifier", now);
    return apply_to_runs(decide_verify(run(id), VerifyAwardRun{}, city.facts, runs(), context), context);
  }
  Expected<std::string> publish(const std::string& id, const std::string& now, Role role = Role::bureau,
                                std::optional<std::string> answer = std::nullopt) {
    const auto context = as(role, "publisher", now);
    PublishAwardRun command;
    command.answer = std::move(answer);
    return apply_to_runs(decide_publish(run(id), command, context), context);
  }
  Expected<std::string> object(const std::string& id, const std::string& now, Role role = Role::park) {
    const auto context = as(role, "objector", now);
    ObjectToAwardRun command;
    command.text = "数据有误";
    return apply_to_runs(decide_object(run(id), command, context), context);
  }
  Expected<std::string> approve(const std::string& id, const std::string& now, Role role = Role::leader,
                                const std::string& user = "leader", std::vector<std::string> chosen = {}) {
    const auto context = as(role, user, now);
    ApproveAwardRun command;
    command.minutes = "绵委纪要〔2023〕1号";
    command.chosen = std::move(chosen);
    return apply_to_runs(decide_approve(run(id), command, context), context);
  }
  Expected<std::string> pay(const std::string& id, const std::string& now, Role role = Role::finance,
                            const std::string& user = "finance") {
    const auto context = as(role, user, now);
    PayAwardRun command;
    command.reference = "拨付1号";
    return apply_to_runs(decide_pay(run(id), command, context), context);
  }
  // A run that is published on 2023-01-09 (Monday, 9:00) with its notice to 2023-01-13.
  std::string published_run() {
    const auto id = *create(AwardKind::park_award, 2022, "2023-01-05T09:00:00+08:00");
    if (!verify(id, "2023-01-06T09:00:00+08:00")) throw std::runtime_error("verify");
    if (!publish(id, "2023-01-09T09:00:00+08:00")) throw std::runtime_error("publish");
    return id;
  }

  City city;
  std::vector<domain::UniqueClaim> claims;
  std::vector<std::string> facts;  // of all events, in order
  std::vector<codec::Json> events;
  std::vector<std::pair<std::string, std::string>> guards;

 private:
  std::map<std::string, AwardRun> runs_;
  std::map<std::string, std::int64_t> versions_;
  int fresh_ = 0;
};

inline ProjectSpec big(const std::string& id, const std::string& park) {
  ProjectSpec spec;
  spec.id = id;
  spec.park = park;
  return spec;
}

inline ErrorCode code(const Expected<std::string>& result) {
  return result ? ErrorCode::internal : result.error().code;
}

}  // namespace luodi::incentive::test
