#pragma once
// Numbers the letters of limit and exit notices. One commit may issue several (the consumer puts the decisions about
// many projects together), each decided on the same world, so none of them may take its number there: the numbers are
// given once, over the whole decision, in its order. Each is taken just before the event that bears it; a letter that
// nobody numbered is refused where its event is folded. Numbers once given stay: a second call gives none. Pure.
//
//   number_letters(decision, today, [&](const std::string& counter) { return last_number_of(counter); });
#include "common/domain/decision.hpp"
#include "services/progress-monitor/domain/document_number.hpp"

namespace luodi::monitor {

// today: the day of the letters, whose year they bear.
void number_letters(domain::Decision& decision, CivilDate today, const LastNumber& last);

}  // namespace luodi::monitor
