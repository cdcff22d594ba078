#include "services/progress-monitor/domain/interview.hpp"

#include <algorithm>

namespace luodi::monitor {

std::string interview_id(const std::string& project_id, HalfMonth episode_first) {
  const auto hex = project_id.starts_with("prj_") ? project_id.substr(4) : project_id;
  return "int_" + hex + "_" + episode_first.str();
}

std::string second_interview_id(const std::string& first_id) {
  return first_id + "_2";
}

bool has_ended(const Interview& interview) {
  switch (interview.state) {
    case InterviewState::closed:
    case InterviewState::escalated:
    case InterviewState::withdrawn:
      return true;
    case InterviewState::opened:
    case InterviewState::held_back:
    case InterviewState::issued:
    case InterviewState::held:
    case InterviewState::planned:
    case InterviewState::reported:
      return false;
  }
  return false;
}

const TimelineEntry* last_entry(const Interview& interview, std::string_view fact) {
  const auto& entries = interview.timeline;
  const auto entry =
      std::find_if(entries.rbegin(), entries.rend(), [&](const TimelineEntry& each) { return each.what == fact; });
  return entry == entries.rend() ? nullptr : &*entry;
}

const StepClock* clock_of(const Interview& interview, Step step) {
  for (const auto& clock : interview.clocks)
    if (clock.step == step) return &clock;
  return nullptr;
}

bool is_done(const Interview& interview, Step step) {
  const auto* clock = clock_of(interview, step);
  return clock && clock->state == ClockState::done;
}

bool is_about(const Interview& interview, const domain::Episode& episode) {
  return episode.interview && interview.episode_first <= *episode.interview && episode.first <= interview.trigger;
}

Standing standing_of(const Interview& interview) {
  Standing out{interview.trigger.last_day(), interview.stage, interview.amount_fen, interview.last_progress, {}};
  if (interview.count) {
    out.count = *interview.count;
    if (interview.level > 1)
      out.as_of = civil_date(interview.opened_at);
    else if (!out.count.spans.empty())
      out.as_of = out.count.spans.back().last;
    return out;
  }
  out.count.reading = "half_months";
  out.count.units = interview.idle_cycles;
  for (const HalfMonth cycle : interview.cycles)
    out.count.spans.push_back({cycle.first_day(), cycle.last_day()});
  return out;
}

bool notice_pending(const Interview& interview) {
  return interview.state == InterviewState::opened || interview.state == InterviewState::held_back;
}

}  // namespace luodi::monitor
