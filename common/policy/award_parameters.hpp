#pragma once
// Parameters of measure 7: what the incentive calculator asks a policy for.
// One described struct a subject; every number lives in the TOML file, none in code. Pure.
#include <optional>
#include <string>
#include <vector>

#include "common/codec/fields.hpp"

namespace luodi::policy {

struct ParkAwardParameters {  // measure 7, award A
  Fen project_threshold_fen;
  int signed_lookback_months = 0;
  int ranks = 0;
  Fen amount_fen;
  std::string mode;                    // "each" | "pool"
  std::vector<std::string> rank_keys;  // "count", "agreed_amount", "verified_funds", "earliest_landing"; first decides
  int notice_working_days = 0;
  static constexpr auto fields() {
    using codec::field;
    using P = ParkAwardParameters;
    return described(field("project_threshold_fen", &P::project_threshold_fen),
                     field("signed_lookback_months", &P::signed_lookback_months), field("ranks", &P::ranks),
                     field("amount_fen", &P::amount_fen), field("mode", &P::mode), field("rank_keys", &P::rank_keys),
                     field("notice_working_days", &P::notice_working_days));
  }
};

struct LadderStep {
  Fen from_fen;
  Fen amount_fen;
  static constexpr auto fields() {
    using codec::field;
    return described(field("from_fen", &LadderStep::from_fen), field("amount_fen", &LadderStep::amount_fen));
  }
};

struct ReferralAwardParameters {  // measure 7, referral award
  Fen threshold_fen;
  std::vector<std::string> sections;
  std::vector<LadderStep> ladder;      // ascending, inclusive lower bounds
  std::int64_t start_share_bp = 0;     // first part, at start
  std::int64_t start_verified_bp = 0;  // needs this share of the agreed amount verified
  std::vector<std::string> excluded_kinds;
  int notice_working_days = 0;
  int clawback_years = 0;  // an award for a fraudulent project is taken back within so many years
  static constexpr auto fields() {
    using codec::field;
    using P = ReferralAwardParameters;
    return described(field("threshold_fen", &P::threshold_fen), field("sections", &P::sections),
                     field("ladder", &P::ladder), field("start_share_bp", &P::start_share_bp),
                     field("start_verified_bp", &P::start_verified_bp), field("excluded_kinds", &P::excluded_kinds),
                     field("notice_working_days", &P::notice_working_days),
                     field("clawback_years", &P::clawback_years));
  }
};

struct AwardRunParameters {             // measure 7: how any award is decided
  int notice_same_day_before_hour = 0;  // published before this hour, the day itself is day 1 of the notice
  bool ranking_after_year_end = false;  // a ranking of a year can be verified only when the year is over
  static constexpr auto fields() {
    using codec::field;
    using P = AwardRunParameters;
    return described(field("notice_same_day_before_hour", &P::notice_same_day_before_hour),
                     field("ranking_after_year_end", &P::ranking_after_year_end));
  }
};

}  // namespace luodi::policy
