#pragma once
// What services share of an award run (奖励批次): the awards there are, and what each event of a run says about it, so
// that whoever tells people of a step need not know the run. The run itself belongs to the incentive calculator. Pure.
#include <array>
#include <string_view>

#include "common/codec/fields.hpp"
#include "common/kernel/word.hpp"

namespace luodi::domain {

inline constexpr std::string_view k_award_run = "award_run";  // kind of the aggregate

enum class AwardKind { park_award, referral_award };
Word word_of(AwardKind kind);

struct AboutAward {
  AwardKind award = AwardKind::park_award;
  int year = 0;
  Fen total_fen;
  static constexpr auto fields() {
    using codec::field;
    using A = AboutAward;
    return described(field("kind", &A::award), field("year", &A::year), field("total_fen", &A::total_fen));
  }
};

}  // namespace luodi::domain

template <>
struct luodi::codec::EnumNames<luodi::domain::AwardKind> {
  using E = luodi::domain::AwardKind;
  static constexpr std::array<std::pair<E, std::string_view>, 2> table{
      {{E::park_award, "park_award"}, {E::referral_award, "referral_award"}}};
};
