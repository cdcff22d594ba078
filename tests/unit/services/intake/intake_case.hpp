#pragma once
// One project in a small city, driven by the rules of intake: each accepted decision is folded into the project exactly
// as the command runner does, and its encoded events are kept for replays.
#include <gtest/gtest.h>

#include <map>
#include <string>
#include <vector>

#include "services/intake/domain/allocation.hpp"
#include "services/intake/domain/first_talk.hpp"
#include "services/intake/domain/lead_registration.hpp"
#include "services/intake/domain/negotiation.hpp"
#include "services/intake/domain/pre_assessment.hpp"
#include "services/intake/domain/published_fact.hpp"
#include "services/intake/domain/review.hpp"
#include "services/intake/domain/signing.hpp"

namespace luodi::intake::test {

inline CivilDate day(std::string_view text) {
  return *CivilDate::parse(text);
}
inline Instant noon(std::string_view text) {
  return instant_at(day(text), 12);
}

inline policy::Policy sample_policy() {
  policy::Policy p;
  p.id = "sample";
  p.effective_from = day("2022-05-25");
  p.admission.match_level = 3;
  p.admission.admitting_roles = {"leading", "characteristic"};
  p.admission.override_numerator = 2;
  p.admission.override_denominator = 3;
  p.admission.review_members = {
      {"ENV", "生态环境部门", "environment"}, {"FIN", "财政部门", "finance"}, {"LAW", "司法行政部门", "justice"}};
  p.admission.first_talk_days = 180;
  p.admission.first_talk_renewal_days = 90;
  p.admission.duplicate_industry_digits = 3;
  p.allocation.leading_points = 60;
  p.allocation.characteristic_points = 40;
  p.allocation.cultivated_points = 10;
  p.allocation.points_per_extra_digit = 5;
  p.allocation.load_penalty_points = 2;
  p.allocation.load_penalty_cap_points = 20;
  p.pre_assessment = {
      {"legality_review", "合法性审查", "legality", "司法行政部门", true, std::nullopt},
      {"landing_conditions", "落地条件", "landing conditions", "承载园区", false, std::nullopt},
      {"fair_competition_review", "公平竞争审查", "fair competition", "财政部门", false, day("2024-08-01")}};
  p.landing.evidence_needed = 2;
  p.landing.first_capital_rate_bp = 500;
  p.landing.first_capital_min_fen = Fen::wan(1000);
  return p;
}

inline policy::PolicyBook sample_book() {
  return *policy::PolicyBook::of({sample_policy()}, WorkingCalendar());
}

inline domain::ParkIndustry row(std::string prefix, domain::IndustryRole role, std::string_view from = "2020-01-01",
                                std::string_view to = "") {
  domain::ParkIndustry out;
  out.prefix = std::move(prefix);
  out.role = role;
  out.valid_from = day(from);
  if (!to.empty()) out.valid_to = day(to);
  out.source = "test";
  out.label = "产业" + out.prefix;
  return out;
}

inline domain::Park park(std::string code, std::vector<domain::ParkIndustry> rows) {
  domain::Park out;
  out.name = "园区" + code;
  out.code = std::move(code);
  out.region_code = "510703";
  out.industries = std::move(rows);
  return out;
}

inline Actor actor(Role role, std::string org = "", std::string name = "somebody") {
  Actor out;
  out.username = std::move(name);
  out.roles = {role};
  out.org = std::move(org);
  return out;
}

inline domain::Evidence paper(domain::EvidenceKind kind = domain::EvidenceKind::other) {
  domain::Evidence out;
  out.kind = kind;
  out.title = "材料";
  return out;
}

inline RegisterLead lead(std::string name = "显示模组项目", std::string enterprise = "甲科技有限公司") {
  RegisterLead out;
  out.name = std::move(name);
  out.enterprise = domain::Enterprise{std::move(enterprise), std::nullopt};
  out.industry_code = "3974";
  out.agreed_amount_fen = Fen::wan(60'000);
  out.park_code = "MY-GX";
  out.channel = domain::LeadChannel::outpost;
  return out;
}

class IntakeCase : public ::testing::Test {
 protected:
  IntakeCase() {
    parks_.push_back(park("MY-GX", {row("397", domain::IndustryRole::leading)}));
    parks_.push_back(
        park("MY-JK", {row("384", domain::IndustryRole::leading), row("3974", domain::IndustryRole::characteristic)}));
    parks_.push_back(park("MY-YX", {row("397", domain::IndustryRole::cultivated)}));
    domain::Office office;
    office.code = "SZ-OFFICE";
    office.name = "驻深圳投资促进中心";
    office.opened_on = day("2020-01-01");
    offices_.push_back(std::move(office));
    at("2022-06-01");
    as(actor(Role::park, "MY-GX"));
  }

  void at(std::string_view date) { context_.now = noon(date); }
  void as(Actor who) { context_.actor = std::move(who); }
  const domain::Context& context() {
    context_.policies = &book_;
    context_.fresh_id = std::string(32, '0');
    return context_;
  }
  Parks parks() const {
    Parks out;
    for (const auto& each : parks_)
      out.push_back(&each);
    return out;
  }

  // Folds an accepted decision; false = refused, error() says why.
  bool take(const Expected<domain::Decision>& decision) {
    error_.reset();
    if (!decision) {
      error_ = decision.error();
      return false;
    }
    for (const auto& raised : decision->events) {
      domain::EventMeta meta;
      meta.at = std::max(context_.now, project_.updated_at);
      meta.actor = context_.actor.username;
      meta.version = ++version_;
      auto applied = domain::apply_fact(project_, raised.fact, raised.data, meta);
      EXPECT_TRUE(applied.has_value()) << raised.fact;
      parties_ = raised.parties;
    }
    last_ = *decision;
    return true;
  }
  ErrorCode refusal() const { return error_ ? error_->code : ErrorCode::internal; }
  std::string pointer() const { return error_ && !error_->fields.empty() ? error_->fields.front().pointer : ""; }
  std::vector<std::string> missing() const {
    std::vector<std::string> out;
    if (error_)
      for (const auto& item : error_->missing)
        out.push_back(item.item);
    return out;
  }

  bool enter(const RegisterLead& command = lead(), std::vector<KnownLead> known = {}) {
    Surroundings around;
    around.parks = parks();
    for (const auto& office : offices_)
      around.offices.push_back(&office);
    around.referral = referral_;
    around.known = std::move(known);
    return take(decide_registration(id_, command, around, context()));
  }
  // Who opposes says why, but of a secret project.
  bool opine(OpinionVerdict verdict, std::string department = "ENV") {
    as(actor(Role::reviewer, std::move(department)));
    GiveOpinion command;
    command.verdict = verdict;
    if (verdict == OpinionVerdict::oppose && !project_.secret) command.text = "能耗超标";
    return take(decide_opinion(id_, project_, command, context()));
  }
  bool review(DecideReview command) {
    as(actor(Role::bureau));
    return take(decide_review(id_, project_, command, parks(), context()));
  }
  bool approve() {
    DecideReview command;
    command.verdict = ReviewVerdict::approved;
    return review(command);
  }
  bool allocate(std::string host = "MY-GX", ParkLoad load = {}) {
    as(actor(Role::bureau));
    Allocate command;
    command.host = std::move(host);
    return take(decide_allocation(id_, project_, command, parks(), load, context()));
  }
  bool negotiate() {
    as(actor(Role::park, "MY-GX"));
    return take(decide_negotiation(id_, project_, StartNegotiation{}, context()));
  }
  // The account that answers a line of the sample's checklist.
  Actor owner_of(const std::string& id) const {
    if (id == "landing_conditions") return actor(Role::park, project_.host);
    return actor(Role::reviewer, id == "fair_competition_review" ? "FIN" : "LAW");
  }
  bool item(std::string id, ItemOutcome outcome = ItemOutcome::passed, std::string opinion = "",
            std::string_view on = "") {
    as(owner_of(id));
    RecordItem command;
    command.item = std::move(id);
    command.outcome = outcome;
    command.opinion = std::move(opinion);
    if (!on.empty()) command.answered_on = day(on);
    return take(decide_item(id_, project_, command, context()));
  }
  bool assess(AssessmentPath path = AssessmentPath::full, std::string_view on = "",
              AssessmentVerdict verdict = AssessmentVerdict::passed) {
    as(actor(Role::bureau));
    DecidePreAssessment command;
    command.verdict = verdict;
    command.path = path;
    if (verdict == AssessmentVerdict::returned) command.reason = "退回";
    if (!on.empty()) command.decided_on = day(on);
    return take(decide_pre_assessment(id_, project_, command, context()));
  }
  bool sign(AgreementKind kind = AgreementKind::formal, std::optional<Fen> amount = Fen::wan(60'000),
            std::string_view on = "") {
    as(actor(Role::park, "MY-GX"));
    Sign command;
    command.agreement = kind;
    command.signed_on = on.empty() ? civil_date(context_.now) : day(on);
    command.agreed_amount_fen = amount;
    if (!project_.secret) command.evidence = {paper(domain::EvidenceKind::agreement)};
    return take(decide_signing(id_, project_, command, context()));
  }
  bool amend(std::string_view on, Fen amount, Role by = Role::park) {
    as(by == Role::park ? actor(Role::park, "MY-GX") : actor(by));
    Amend command;
    command.effective_on = day(on);
    command.agreed_amount_fen = amount;
    command.reason = "增资";
    if (!project_.secret) command.evidence = {paper(domain::EvidenceKind::agreement)};
    return take(decide_amendment(id_, project_, command, context()));
  }
  void up_to_negotiating(const RegisterLead& command = lead()) {
    ASSERT_TRUE(enter(command));
    ASSERT_TRUE(opine(OpinionVerdict::support));
    ASSERT_TRUE(approve());
    ASSERT_TRUE(allocate());
    ASSERT_TRUE(negotiate());
  }
  void up_to_assessed(const RegisterLead& command = lead()) {
    up_to_negotiating(command);
    ASSERT_TRUE(item("legality_review"));
    ASSERT_TRUE(item("landing_conditions"));
    ASSERT_TRUE(assess());
  }

  policy::PolicyBook book_ = sample_book();
  std::vector<domain::Park> parks_;
  std::vector<domain::Office> offices_;
  std::optional<KnownReferral> referral_;  // that the next lead names
  domain::Context context_;
  std::string id_ = "prj_1";
  domain::Project project_;
  std::int64_t version_ = 0;
  domain::Decision last_;
  std::string parties_;
  std::optional<Error> error_;
};

}  // namespace luodi::intake::test
