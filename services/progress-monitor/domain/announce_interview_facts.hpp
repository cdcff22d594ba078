#pragma once
// What every mail of an interview says beside its news: whose it is, what was counted, deadlines and instants as people
// read them. Pure.
//
//   text += due_line(interview, Step::plan) + "\n" + facts_of(news, teller);
#include <optional>
#include <string>

#include "services/progress-monitor/domain/announce.hpp"

namespace luodi::monitor {

std::string moment(const std::optional<Instant>& at);  // "待定" where there is none
// A line of its own, "\n整改方案截止：2022-08-17（含当日）"; empty where the step has no clock.
std::string due_line(const Interview& interview, Step step);
// The same within an English sentence, "; rectification plan by 2022-08-17 (inclusive)"; empty without a day.
std::string due_en(const Interview& interview, Step step);
// "约谈纪要已更正：", with which the mail of a correction begins; by it the minutes go with theirs.
std::string corrected_lead(Step step);
// Project, entity, who comes, what was found at the opening (while the notice is the last word: what its letter says)
// and by which clause.
std::string facts_of(const InterviewNews& news, const Teller& teller);

}  // namespace luodi::monitor
