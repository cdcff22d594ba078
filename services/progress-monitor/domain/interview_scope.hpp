#pragma once
// Interview scope 约谈范围 (measure 6): on which days a project is watched for standing still. Pure.
//
// In scope on a day = all of:
//   stage      negotiating, assessed, signed, landed or started on that day (from 在谈 until the day of 投产);
//   recorded   not before the day the project was registered: nobody owes reports to a system that does not know it;
//   amount     at least interview.threshold_fen of the policy in force on that day, inclusive. The amount is the formal
//              agreement's version in force on that day; before signing the amount registered with the lead, because
//              the rule names the first-talk owner as responsible before landing. A framework agreement never counts:
//              it neither brings a project in nor takes it out;
//   policy     some policy is in force: no measure, no duty; a transition for older facts starts no clock.
// Any industry (the dispatch scope is narrower and a separate parameter).
//
//   interview_scope_on(project, book, day).in
#include <optional>
#include <string>
#include <vector>

#include "common/domain/project.hpp"
#include "common/policy/policy_book.hpp"

namespace luodi::monitor {

struct ScopeVerdict {
  bool in = false;
  std::string why_zh;
  std::string why_en;
  std::optional<Fen> amount;               // the amount that was compared
  const policy::Policy* policy = nullptr;  // in force on that day; nullptr = none
};

bool in_interview_scope(const domain::Project& project, const policy::PolicyBook& book, CivilDate day);
// The same with its reason.
ScopeVerdict interview_scope_on(const domain::Project& project, const policy::PolicyBook& book, CivilDate day);

// First day that can be in scope by stage and record; nullopt = the project never reached 在谈.
std::optional<CivilDate> watched_from(const domain::Project& project);
// Days on which the verdict may differ from the day before, ascending, each once.
std::vector<CivilDate> scope_changes(const domain::Project& project, const policy::PolicyBook& book);

}  // namespace luodi::monitor
