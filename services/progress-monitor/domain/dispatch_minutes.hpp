#pragma once
// Minutes of a dispatch meeting 调度会议纪要, as the cycle keeps them: number and day, the digest of the signed paper,
// what was decided. Filed once and never changed: a correction is one more paper with its reason. Part of the cycle's
// events and state; who may file what is dispatch_minutes_decide.hpp. Pure.
#include <string>
#include <vector>

#include "services/progress-monitor/domain/paper_digest.hpp"

namespace luodi::monitor {

struct DecidedMatter {
  std::string text;
  std::string project_id;  // whose line on the agenda it is about; empty = the whole city
  static constexpr auto fields() {
    return described(codec::field("text", &DecidedMatter::text, codec::Text{1, 1000}),
                     codec::optional_field("project_id", &DecidedMatter::project_id, codec::Text{0, 80}));
  }
  friend bool operator==(const DecidedMatter&, const DecidedMatter&) = default;
};
struct DispatchMinutes {
  std::string number;  // 发文字号
  CivilDate met_on;
  std::string sha256;  // of the signed paper
  std::vector<DecidedMatter> matters;
  static constexpr auto fields() {
    using codec::field;
    using M = DispatchMinutes;
    return described(field("number", &M::number, codec::Name{100}), field("met_on", &M::met_on),
                     field("sha256", &M::sha256, k_sha256), field("matters", &M::matters, codec::Count{1, 100}));
  }
  friend bool operator==(const DispatchMinutes&, const DispatchMinutes&) = default;
};
struct FiledDispatchMinutes {
  DispatchMinutes minutes;
  std::string by;  // user name
  Instant filed_at;
  std::string correction;  // why it replaces what was filed; empty for the first
  static constexpr auto fields() {
    using codec::field;
    using F = FiledDispatchMinutes;
    return described(field("minutes", &F::minutes), field("by", &F::by), field("filed_at", &F::filed_at),
                     codec::optional_field("correction", &F::correction));
  }
};

struct CycleMinutesFiled {
  static constexpr std::string_view fact = "minutes_filed";
  DispatchMinutes minutes;
  static constexpr auto fields() { return described(codec::field("minutes", &CycleMinutesFiled::minutes)); }
};
struct CycleMinutesCorrected {
  static constexpr std::string_view fact = "minutes_corrected";
  DispatchMinutes minutes;
  std::string reason;
  static constexpr auto fields() {
    return described(codec::field("minutes", &CycleMinutesCorrected::minutes),
                     codec::field("reason", &CycleMinutesCorrected::reason));
  }
};

}  // namespace luodi::monitor
