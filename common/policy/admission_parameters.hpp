#pragma once
// Parameters of measures 3 and 4 and of the definition of landed: what intake asks a policy for.
// One described struct a subject; every number lives in the TOML file, none in code. Pure.
#include <optional>
#include <string>
#include <vector>

#include "common/codec/fields.hpp"

namespace luodi::policy {

struct ReviewMember {  // measure 3: a department that sits in the joint review
  std::string code;    // as the accounts of its reviewers carry it
  std::string title_zh;
  std::string title_en;
  static constexpr auto fields() {
    using codec::field;
    using R = ReviewMember;
    return described(field("code", &R::code), field("title_zh", &R::title_zh), field("title_en", &R::title_en));
  }
};

struct AdmissionParameters {                 // measure 3
  int match_level = 0;                       // digits of the industry prefix that must match
  std::vector<std::string> admitting_roles;  // "leading" 主导, "characteristic" 特色
  int override_numerator = 0;                // votes for an override: >= numerator/denominator of cast votes
  int override_denominator = 1;
  int opinion_overdue_working_days = 0;
  int review_departments = 0;  // that must have given an opinion before the review is decided
  std::vector<ReviewMember> review_members;
  int first_talk_days = 0;
  int first_talk_renewal_days = 0;
  int duplicate_industry_digits = 0;  // same group + same industry class
  static constexpr auto fields() {
    using codec::field;
    using P = AdmissionParameters;
    return described(
        field("match_level", &P::match_level), field("admitting_roles", &P::admitting_roles),
        field("override_numerator", &P::override_numerator), field("override_denominator", &P::override_denominator),
        field("opinion_overdue_working_days", &P::opinion_overdue_working_days),
        field("review_departments", &P::review_departments), field("review_members", &P::review_members),
        field("first_talk_days", &P::first_talk_days), field("first_talk_renewal_days", &P::first_talk_renewal_days),
        field("duplicate_industry_digits", &P::duplicate_industry_digits));
  }
};

struct AllocationParameters {  // measure 3: weights of the explained park score, in points
  std::int64_t leading_points = 0;
  std::int64_t characteristic_points = 0;
  std::int64_t cultivated_points = 0;
  std::int64_t points_per_extra_digit = 0;  // for each matched digit beyond match_level
  std::int64_t load_penalty_points = 0;     // for each active project already in the park
  std::int64_t load_penalty_cap_points = 0;
  static constexpr auto fields() {
    using codec::field;
    using P = AllocationParameters;
    return described(
        field("leading_points", &P::leading_points), field("characteristic_points", &P::characteristic_points),
        field("cultivated_points", &P::cultivated_points), field("points_per_extra_digit", &P::points_per_extra_digit),
        field("load_penalty_points", &P::load_penalty_points),
        field("load_penalty_cap_points", &P::load_penalty_cap_points));
  }
};

struct PreAssessmentItem {  // measure 4: one line of the checklist
  std::string id;           // "legality_review"
  std::string title_zh;
  std::string title_en;
  std::string owner;                        // who owes it, shown to people
  bool simple_path = false;                 // asked for framework agreements too
  std::optional<CivilDate> mandatory_from;  // absent = always
  static constexpr auto fields() {
    using codec::field;
    using P = PreAssessmentItem;
    return described(field("id", &P::id), field("title_zh", &P::title_zh), field("title_en", &P::title_en),
                     field("owner", &P::owner), codec::optional_field("simple_path", &P::simple_path),
                     field("mandatory_from", &P::mandatory_from));
  }
};

struct LandingParameters {                 // definition of landed
  int evidence_needed = 0;                 // of {land, project_code, verified capital}
  std::int64_t first_capital_rate_bp = 0;  // share of the agreed amount in basis points
  Fen first_capital_min_fen;               // or this amount, whichever is reached
  // How the division of the authority that registered the project company begins (GB/T 2260): the city with its
  // districts and counties, and the authorities above it. Empty = not asked.
  std::vector<std::string> company_divisions;
  static constexpr auto fields() {
    using codec::field;
    using P = LandingParameters;
    return described(
        field("evidence_needed", &P::evidence_needed), field("first_capital_rate_bp", &P::first_capital_rate_bp),
        field("first_capital_min_fen", &P::first_capital_min_fen), field("company_divisions", &P::company_divisions));
  }
};

}  // namespace luodi::policy
