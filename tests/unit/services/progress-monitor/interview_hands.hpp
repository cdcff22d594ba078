#pragma once
// Whose hands are on the interview of a ledger, int_1_2022-06-H2 of MY-AX, and what they file.
//
//   l.give(decide_minutes, k_id, minutes(), at("2022-08-25", 10), k_committee)
#include "services/progress-monitor/domain/interview_steps.hpp"
#include "tests/unit/services/progress-monitor/ledger.hpp"

namespace luodi::monitor::test {

inline const Actor k_committee = actor(Role::committee, "", "office");
inline const Actor k_bureau = actor(Role::bureau, "", "b");
inline const Actor k_park = actor(Role::park, "MY-AX", "p");
inline const std::string k_id = "int_1_2022-06-H2";

inline FileMinutes minutes(bool whole_meeting = false) {
  return FileMinutes{"会议纪要", {"分管负责人"}, whole_meeting, {}, {}, {}, {}};
}
inline Rectify rectify(RectificationKind kind, std::optional<std::string> correction = {}) {
  return Rectify{kind, "整改材料", {}, std::move(correction)};
}
// Everything but the verification, from the notice of 19 August on; the window opens on 16 September.
inline void file_all(Ledger& l) {
  EXPECT_TRUE(l.give(decide_explanation, k_id, Explain{"情况说明", {}, {}}, at("2022-08-22"), k_park));
  EXPECT_TRUE(l.give(decide_minutes, k_id, minutes(), at("2022-08-25", 10), k_committee));
  EXPECT_TRUE(l.give(decide_rectification, k_id, rectify(RectificationKind::plan), at("2022-08-29"), k_park));
  EXPECT_TRUE(l.give(decide_rectification, k_id, rectify(RectificationKind::report), at("2022-09-10"), k_park));
}

}  // namespace luodi::monitor::test
