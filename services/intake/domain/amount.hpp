#pragma once
// The agreed amount as a request states it, in fen. A foreign amount is converted at the stated rate, rounded half up,
// and keeps currency, minor units, rate, rate date and source beside the fen. Absent stays unknown. Pure.
//
//   USD 1 000 000.00 at 6.654321: 100 000 000 cents * 6 654 321 / 1 000 000 = 665 432 100 fen
#include <optional>

#include "services/intake/domain/commands.hpp"

namespace luodi::intake {

struct KnownAmount {
  std::optional<Fen> fen;
  std::optional<domain::ForeignAmount> foreign;
};

// `until` is the day of the fact: its rate may not be later. invalid_body, in_future or amount_overflow.
Expected<KnownAmount> read_amount(const std::optional<Fen>& fen, const std::optional<StatedAmount>& stated,
                                  CivilDate until);

}  // namespace luodi::intake
