#pragma once
// Park award A, first half: which projects count. A project of at least 50亿元 by its formal agreement, landed in the
// year, signed at most 24 months before, in a park (not a county), never counted before. Each is judged by the policy
// in force on the day of its landing. Pure.
#include <map>
#include <optional>
#include <variant>

#include "services/incentive-calculator/domain/award_facts.hpp"
#include "services/incentive-calculator/domain/award_line.hpp"

namespace luodi::incentive {

struct CountedProject {
  std::string id;
  std::string park;
  Fen agreed_fen;    // in force on the day of landing
  Fen verified_fen;  // funds verified up to facts.as_of
  CivilDate landed_on;
  policy::Explanation explanation;
};

using Judged = std::variant<CountedProject, Excluded>;

// nullopt: it did not land in the year, so the year has nothing to say about it. Errors: amount_overflow only.
Expected<std::optional<Judged>> judge_park_project(const ProjectFact& fact, const AwardFacts& facts);

}  // namespace luodi::incentive
