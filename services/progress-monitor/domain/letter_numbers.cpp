#include "services/progress-monitor/domain/letter_numbers.hpp"

#include <map>

#include "services/progress-monitor/domain/exit_case.hpp"

namespace luodi::monitor {

using domain::RaisedEvent;

namespace {
// Where the number of its letter belongs; nullptr: no letter, or it has one.
codec::Json* missing_number(RaisedEvent& event) {
  const bool notice = event.fact == LimitNoticeIssued::fact || event.fact == ExitNoticeIssued::fact;
  if (event.kind != ExitCase::kind || !notice) return nullptr;
  const auto letter = event.data.find("letter");
  if (letter == event.data.end() || !letter->is_object()) return nullptr;
  auto& number = (*letter)["number"];
  return number == "" ? &number : nullptr;
}
}  // namespace

void number_letters(domain::Decision& decision, CivilDate today, const LastNumber& last) {
  std::map<std::string, int> taken;
  domain::Decision numbers;  // in the order of what bears them
  for (auto& event : decision.events) {
    if (event.kind == DocumentCounter::kind) taken[event.subject] = event.data.at("number").get<int>();
    if (auto* place = missing_number(event)) {
      const bool limit = event.fact == LimitNoticeIssued::fact;
      const auto counter = limit ? limit_counter_id(today) : exit_counter_id(today);
      const auto known = taken.find(counter);
      const int number = (known == taken.end() ? last(counter) : known->second) + 1;
      taken[counter] = number;
      *place = limit ? limit_number(today, number) : exit_number(today, number);
      numbers.raise<DocumentCounter>(counter, NumberTaken{number, event.subject});
    }
    numbers.events.push_back(std::move(event));
  }
  decision.events = std::move(numbers.events);
}

}  // namespace luodi::monitor
