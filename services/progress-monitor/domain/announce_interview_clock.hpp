#pragma once
// What the clocks of an interview say to people: that a step is due soon, or was not done in time, and whose it is. All
// hear of it, one of them acts. Pure.
//
//   std::string about;
//   if (auto words = words_of_clock(news, names, about)) ...   // a reminder or a miss that still is one
#include <optional>
#include <string>

#include "common/kernel/bilingual.hpp"
#include "services/progress-monitor/domain/announce.hpp"

namespace luodi::monitor {

struct Telling {
  std::string title;  // "【约谈通知】约谈〔2022〕1号"
  std::string lead;
  std::string english;
  bool of_office = false;  // what the office owes before the notice: its own matter and the bureau's, not the entity's
};

// Who does the step, by the table of the interview's life (interview_table.hpp): "被约谈单位绵阳高新区" and "The
// interviewed entity", with which a sentence may begin.
Twin owed_by(const Interview& interview, Step step, const OrgNames& names);
// Of the fact of `news`, a reminder while its step is open or a miss as long as the interview runs, also when the step
// was made up for meanwhile. `about`: which clock, part of the notification's id. Needs the data of the fact.
std::optional<Telling> words_of_clock(const InterviewNews& news, const OrgNames& names, std::string& about);

}  // namespace luodi::monitor
