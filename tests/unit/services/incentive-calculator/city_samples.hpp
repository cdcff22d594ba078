#pragma once
// A small city made by hand for the award tests: parks, projects and referrals built by their own events, and the
// shipped policy. Amounts are in 亿元 where the name says so.
#include <deque>
#include <fstream>
#include <sstream>
#include <string>

#include "common/codec/calendar.hpp"
#include "common/domain/park.hpp"
#include "common/domain/project.hpp"
#include "common/policy/files/policy_files.hpp"
#include "services/incentive-calculator/domain/award_facts.hpp"
#include "services/incentive-calculator/domain/award_line.hpp"

namespace luodi::incentive::test {

inline CivilDate day(const std::string& text) {
  return *CivilDate::parse(text);
}
inline Instant at(const std::string& text) {
  return *Instant::parse(text);
}
inline Fen yi_hundredths(std::int64_t hundredths) {
  return Fen::of(hundredths * 100'000'000);
}  // 0.01 亿元
inline Fen yi(std::int64_t amount) {
  return yi_hundredths(amount * 100);
}

inline const policy::PolicyBook& shipped_book() {
  static const policy::PolicyBook book = [] {
    auto loaded = policy::load_policy_book(std::string(LUODI_SOURCE_DIR) + "/deploy/policy");
    if (!loaded) throw std::runtime_error(loaded.error().detail);
    return *loaded;
  }();
  return book;
}
inline policy::PolicyBook book_of(const policy::Policy& policy) {
  auto book = policy::PolicyBook::of({policy}, shipped_book().calendar());
  if (!book) throw std::runtime_error(book.error().detail);
  return *book;
}
inline policy::Policy shipped_policy() {
  return shipped_book().all().front();
}

// One project and the dates of its life; empty text = has not happened.
struct ProjectSpec {
  std::string id;
  std::string park = "MY-GX";
  std::string recorded = "2022-05-26";
  std::string signed_on = "2022-06-01";
  std::string landed_on = "2022-08-01";
  Fen agreed = yi(60);
  Fen verified_fixed;
  Fen verified_other;
  std::string started_on = {};
  std::string producing_on = {};
  std::string industry = "3974";
  std::string referral = {};
  std::string verified_on = "2022-09-01";
  std::string exited_on = {};
  std::string enterprise = {};  // default: the one that the referral names, else its own
};

class City {
 public:
  City() { facts.policies = &shipped_book(); }

  void park(const std::string& code, domain::HostKind kind = domain::HostKind::park) {
    domain::ParkRegistered event;
    event.code = code;
    event.name = "园区" + code;
    event.host_kind = kind;
    event.region_code = "510703";
    domain::apply(parks_.emplace_back(), event, meta("2022-01-01"));
    facts.parks.push_back({code, &parks_.back()});
  }

  domain::Project& project(const ProjectSpec& spec) {
    auto& project = projects_.emplace_back();
    domain::LeadRegistered lead;
    lead.name = "项目" + spec.id;
    lead.enterprise.name =
        !spec.enterprise.empty() ? spec.enterprise : "企业" + (spec.referral.empty() ? spec.id : spec.referral);
    lead.industry_code = spec.industry;
    lead.park_code = spec.park;
    lead.introduced_by = "MY-GX";
    if (!spec.referral.empty()) lead.referrer_id = spec.referral;
    lead.first_talk = domain::FirstTalk{"MY-GX", day(spec.recorded), day(spec.recorded).plus_days(180)};
    domain::apply(project, lead, meta(spec.recorded));
    if (!spec.signed_on.empty()) {
      domain::AgreementSigned event;
      event.agreement = "formal";
      event.signed_on = day(spec.signed_on);
      event.agreed_amount_fen = spec.agreed;
      domain::apply(project, event, meta(spec.signed_on));
    }
    if (!spec.landed_on.empty()) {
      domain::ProjectLanded event;
      event.landed_on = day(spec.landed_on);
      event.company.name = "项目公司" + spec.id;
      domain::apply(project, event, meta(spec.landed_on));
    }
    verify(project, spec.verified_fixed, true, spec.verified_on);
    verify(project, spec.verified_other, false, spec.verified_on);
    if (!spec.started_on.empty()) {
      domain::ProjectStarted event;
      event.started_on = day(spec.started_on);
      domain::apply(project, event, meta(spec.started_on));
    }
    if (!spec.producing_on.empty()) {
      domain::ProductionStarted event;
      event.started_on = day(spec.producing_on);
      domain::apply(project, event, meta(spec.producing_on));
    }
    if (!spec.exited_on.empty()) {
      domain::ProjectExited event;
      event.on = day(spec.exited_on);
      event.reason = "退出";
      domain::apply(project, event, meta(spec.exited_on));
    }
    facts.projects.push_back({spec.id, &project});
    return project;
  }

  static void verify(domain::Project& project, Fen amount, bool fixed, const std::string& on) {
    if (amount.value() == 0) return;
    domain::FundsVerified event;
    event.id = "f" + std::to_string(project.funds.size());
    event.amount_fen = amount;
    event.fixed_investment = fixed;
    event.injected_on = day(on);
    domain::apply(project, event, meta(on));
  }

  domain::Referral& referral(const std::string& id, std::vector<domain::TeamMember> team,
                             domain::ReferrerKind kind = domain::ReferrerKind::individual,
                             const std::string& on = "2022-05-25") {
    domain::ReferralRegistered event;
    event.name = team.front().name;
    event.kind = kind;
    event.enterprise.name = "企业" + id;
    event.declarations.no_public_post = true;
    event.declarations.unrelated_to_investor = true;
    event.declarations.information_true = true;
    event.team = std::move(team);
    auto& referral = referrals_.emplace_back();
    apply(referral, event, meta(on, "zhangsan"));
    facts.referrals.push_back({id, &referral});
    return referral;
  }

  static domain::EventMeta meta(const std::string& on, const std::string& actor = "bureau") {
    domain::EventMeta out;
    out.at = at(on + "T10:00:00+08:00");
    out.actor = actor;
    out.version = 1;
    return out;
  }

  AwardFacts for_year(int year) const {
    AwardFacts out = facts;
    out.year = year;
    out.as_of = day(std::to_string(year) + "-12-31");
    return out;
  }

  AwardFacts facts;

 private:
  std::deque<domain::Park> parks_;  // deques: facts borrow addresses
  std::deque<domain::Project> projects_;
  std::deque<domain::Referral> referrals_;
};

inline std::string bytes_of(const Figures& figures) {
  return codec::encode(figures).dump();
}
// One person who refers alone.
inline const std::vector<domain::TeamMember> k_alone = {{"张三", domain::ReferrerKind::individual, std::nullopt}};

// Referred, signed, landed, started and producing in 2022, all of the agreed amount verified.
inline ProjectSpec complete(const std::string& id, const std::string& referral, Fen amount) {
  ProjectSpec spec;
  spec.id = id;
  spec.referral = referral;
  spec.agreed = amount;
  spec.verified_fixed = amount;
  spec.started_on = "2022-09-01";
  spec.producing_on = "2022-12-01";
  return spec;
}

inline std::string code_of(const Figures& figures, const std::string& subject) {
  for (const auto& excluded : figures.excluded)
    if (excluded.subject == subject) return excluded.code;
  return {};
}

}  // namespace luodi::incentive::test
