#include "services/progress-monitor/news.hpp"

#include <algorithm>
#include <set>

#include "services/progress-monitor/domain/announce_amend.hpp"
#include "services/progress-monitor/domain/announce_award.hpp"
#include "services/progress-monitor/domain/announce_delay.hpp"
#include "services/progress-monitor/domain/announce_exemption.hpp"
#include "services/progress-monitor/domain/announce_exit.hpp"
#include "services/progress-monitor/domain/announce_host.hpp"
#include "services/progress-monitor/domain/announce_minutes.hpp"
#include "services/progress-monitor/domain/announce_problem.hpp"
#include "services/progress-monitor/domain/announce_reports.hpp"
#include "services/progress-monitor/domain/announce_suspension.hpp"
#include "services/progress-monitor/domain/announce_ticket.hpp"
#include "services/progress-monitor/domain/announce_unregistered.hpp"

namespace luodi::monitor {

namespace {
using News = std::optional<Announcement>;

// A warning is told as long as its stall has it: late evidence takes it back, a later warning does not. So a jump past
// both tells both, as the days would have.
const domain::Episode* stall_of(const domain::Watch& watch, const domain::WarningRaised& warning) {
  const bool red = warning.light == domain::Light::red;
  const auto stall = std::find_if(watch.episodes.begin(), watch.episodes.end(), [&](const domain::Episode& episode) {
    return episode.first == warning.episode_first && (red ? episode.red : episode.yellow) == warning.cycle;
  });
  return stall == watch.episodes.end() ? nullptr : &*stall;
}

News of_interview(const domain::EventEnvelope& event, const MonitorOverlay& world, const Teller& teller) {
  const auto* interview = world.find<Interview>(event.subject);
  if (!interview) return std::nullopt;
  const auto* meeting = world.find<Meeting>(interview->state.meeting_id);
  const auto* project = world.find<domain::Project>(interview->state.project_id);
  const InterviewNews happened{event.subject,     &interview->state, meeting ? &meeting->state : nullptr,
                               event.fact,        &event.data,       project ? &project->state : nullptr,
                               event.meta.version};
  return announce_interview(happened, teller);
}

News of_meeting(const domain::EventEnvelope& event, const MonitorOverlay& world, const Teller& teller) {
  const auto* meeting = world.find<Meeting>(event.subject);
  if (!meeting) return std::nullopt;
  const auto& items = meeting->state.items;
  const auto* first = items.empty() ? nullptr : world.find<Interview>(items.front().interview_id);
  return announce_meeting({event.subject, &meeting->state, first ? &first->state : nullptr, event.fact, &event.data},
                          teller);
}

News of_warning(const domain::EventEnvelope& event, const MonitorOverlay& world, const Teller& teller) {
  const auto warning = codec::decode<domain::WarningRaised>(event.data);
  const auto* watch = world.find<domain::Watch>(event.subject);
  const auto* project = world.find<domain::Project>(event.subject);
  const auto* stall = warning && watch && project ? stall_of(watch->state, *warning) : nullptr;
  if (!stall) return std::nullopt;
  return announce_warning({event.subject, &project->state, &*warning, stall}, teller);
}

// A fact about something that belongs to a project, told by what it needs: the names alone, or the whole teller.
template <class A, class Fact, class Voice>
News of_matter(const domain::EventEnvelope& event, const MonitorOverlay& world, const Voice& voice,
               News (*announce)(const std::string&, const A&, const Fact&, const domain::Project&, const Voice&)) {
  const auto* entry = world.find<A>(event.subject);
  const auto* project = entry ? world.find<domain::Project>(entry->state.project_id) : nullptr;
  const auto fact = codec::decode<Fact>(event.data);
  if (!project || !fact) return std::nullopt;
  return announce(event.subject, entry->state, *fact, project->state, voice);
}

template <class Fact, class Voice>
News of_fact(const domain::EventEnvelope& event, const domain::Project& project, const Voice& voice,
             News (*announce)(const std::string&, const domain::Project&, const Fact&, const Voice&)) {
  const auto fact = codec::decode<Fact>(event.data);
  return fact ? announce(event.subject, project, *fact, voice) : std::nullopt;
}

News of_allocation(const domain::EventEnvelope& event, const MonitorOverlay& world, const Indexes& indexes,
                   const Teller& teller) {
  const auto* project = world.find<domain::Project>(event.subject);
  const auto allocated = codec::decode<domain::Allocated>(event.data);
  if (!project || !allocated) return std::nullopt;
  return announce_host(
      {event.subject, &project->state, objects_of<Ticket>(indexes.tickets(), world, event.subject, project->state),
       objects_of<Supply>(indexes.supplies(), world, event.subject, project->state),
       objects_of<Problem>(indexes.problems(), world, event.subject, project->state)},
      *allocated, teller);
}

// Of a project itself: its exit, however it came to it, its pauses and exemptions, and what was taken back or
// corrected.
News of_project(const domain::EventEnvelope& event, const MonitorOverlay& world, const Teller& teller) {
  const auto* project = world.find<domain::Project>(event.subject);
  if (!project) return std::nullopt;
  if (event.fact == domain::ProjectExited::fact) return of_fact(event, project->state, teller, announce_exited);
  if (event.fact == domain::ExemptionClaimed::fact) return of_fact(event, project->state, teller, announce_claim);
  if (event.fact == domain::ExemptionDecided::fact) return of_fact(event, project->state, teller, announce_decision);
  if (event.fact == domain::ProgressRetracted::fact) return of_fact(event, project->state, teller, announce_retraction);
  if (event.fact == domain::StageReturned::fact) {
    const auto returned = codec::decode<domain::StageReturned>(event.data);
    return returned ? News(announce_stage_return(event.subject, event.meta.version, project->state, *returned, teller))
                    : std::nullopt;
  }
  if (event.fact == domain::ProjectSuspended::fact) {
    const auto suspended = codec::decode<domain::ProjectSuspended>(event.data);
    return suspended ? News(announce_suspension(event.subject, event.meta.version, project->state, *suspended, teller))
                     : std::nullopt;
  }
  if (event.fact == domain::ProjectResumed::fact) {
    const auto resumed = codec::decode<domain::ProjectResumed>(event.data);
    return resumed ? News(announce_resumption(event.subject, event.meta.version, project->state, *resumed, teller))
                   : std::nullopt;
  }
  if (event.fact == domain::ExemptionCorrected::fact) {
    const auto corrected = codec::decode<domain::ExemptionCorrected>(event.data);
    return corrected
               ? announce_exemption_corrected(event.subject, event.meta.version, project->state, *corrected, teller)
               : std::nullopt;
  }
  return std::nullopt;
}

// A step of a problem or of a ticket, by the overload that speaks of such a fact.
template <class Fact, class Matter>
News of_step(const domain::EventEnvelope& event, const Matter& matter, const Teller& teller,
             News (*announce)(const Matter&, const Fact&, const Teller&)) {
  const auto fact = codec::decode<Fact>(event.data);
  return fact ? announce(matter, *fact, teller) : std::nullopt;
}

News of_ticket(const domain::EventEnvelope& event, const MonitorOverlay& world, const Teller& teller) {
  if (event.fact == TicketOverdue::fact)
    return of_matter<Ticket, TicketOverdue>(event, world, teller.names, announce_late_ticket);
  const auto* ticket = world.find<Ticket>(event.subject);
  const auto* project = ticket ? world.find<domain::Project>(ticket->state.project_id) : nullptr;
  if (!project) return std::nullopt;
  const auto* supply = world.find<Supply>(supply_id(event.subject));
  const TicketNews news{event.subject, event.meta.version, &ticket->state, &project->state,
                        supply ? &supply->state : nullptr};
  if (event.fact == TicketRequested::fact) return of_step<TicketRequested>(event, news, teller, announce_ticket);
  if (event.fact == TicketAssigned::fact) return of_step<TicketAssigned>(event, news, teller, announce_ticket);
  if (event.fact == TicketReopened::fact) return of_step<TicketReopened>(event, news, teller, announce_ticket);
  if (event.fact == TicketAnswered::fact) return of_step<TicketAnswered>(event, news, teller, announce_ticket);
  return std::nullopt;
}

News of_problem(const domain::EventEnvelope& event, const MonitorOverlay& world, const Teller& teller) {
  if (event.fact == ProblemEscalated::fact)
    return of_matter<Problem, ProblemEscalated>(event, world, teller, announce_escalation);
  const auto* problem = world.find<Problem>(event.subject);
  const auto* project = problem ? world.find<domain::Project>(problem->state.project_id) : nullptr;
  if (!project) return std::nullopt;
  const ProblemNews news{event.subject, event.meta.version, &problem->state, &project->state};
  if (event.fact == ProblemReported::fact) return of_step<ProblemReported>(event, news, teller, announce_problem);
  if (event.fact == ProblemAssigned::fact) return of_step<ProblemAssigned>(event, news, teller, announce_problem);
  if (event.fact == ProblemReopened::fact) return of_step<ProblemReopened>(event, news, teller, announce_problem);
  if (event.fact == ProblemOverdue::fact) {
    const auto late = codec::decode<ProblemOverdue>(event.data);
    return late ? announce_overdue_problem(event.subject, problem->state, *late, project->state, teller) : std::nullopt;
  }
  return std::nullopt;
}

News of_exit(const domain::EventEnvelope& event, const MonitorOverlay& world, const OrgNames& names) {
  if (event.fact == LimitNoticeIssued::fact)
    return of_matter<ExitCase, LimitNoticeIssued>(event, world, names, announce_limit_notice);
  if (event.fact == ExitLimitMoved::fact)
    return of_matter<ExitCase, ExitLimitMoved>(event, world, names, announce_limit_moved);
  if (event.fact == ExitNoticeIssued::fact)
    return of_matter<ExitCase, ExitNoticeIssued>(event, world, names, announce_exit_notice);
  if (event.fact == ExitRecordDue::fact)
    return of_matter<ExitCase, ExitRecordDue>(event, world, names, announce_record_due);
  if (event.fact == ExitCured::fact) return of_matter<ExitCase, ExitCured>(event, world, names, announce_exit_cured);
  if (event.fact == ExitWithdrawn::fact)
    return of_matter<ExitCase, ExitWithdrawn>(event, world, names, announce_exit_withdrawn);
  return std::nullopt;
}

std::vector<const DispatchItem*> lines_of(const DispatchCycle& cycle, const MonitorOverlay& world) {
  const auto which = HalfMonth::of(cycle.first_day);
  std::vector<const DispatchItem*> items;
  for (const auto& [id, item] : world.table<DispatchItem>().all())
    if (item.state.line.cycle == which) items.push_back(&item.state);
  return items;
}

FindProject projects_of(const MonitorOverlay& world) {
  return [&world](const std::string& id) -> const domain::Project* {
    const auto* entry = world.find<domain::Project>(id);
    return entry ? &entry->state : nullptr;
  };
}

std::vector<Announcement> of_missing(const domain::EventEnvelope& event, MissedBy missed_by,
                                     const MonitorOverlay& world, const Teller& teller) {
  const auto* cycle = world.find<DispatchCycle>(event.subject);
  if (!cycle) return {};
  return announce_missing_reports(event.subject, cycle->state, missed_by, lines_of(cycle->state, world),
                                  projects_of(world), teller);
}

template <class Fact>
std::vector<Announcement> of_minutes(const domain::EventEnvelope& event, const MonitorOverlay& world,
                                     const Teller& teller) {
  const auto* cycle = world.find<DispatchCycle>(event.subject);
  const auto filed = codec::decode<Fact>(event.data);
  if (!cycle || !filed) return {};
  return announce_minutes(event.subject, cycle->state, filed->minutes, lines_of(cycle->state, world),
                          projects_of(world), teller);
}

// Once a cycle all projects are asked, as at its cut-off.
void tell_unregistered(const domain::EventEnvelope& event, const MonitorOverlay& world, const Teller& teller,
                       std::vector<Announcement>& out) {
  const auto* cycle = world.find<DispatchCycle>(event.subject);
  if (!cycle) return;
  std::set<std::string_view> agreed;
  for (const auto& [id, entry] : world.table<Obligation>().all())
    if (entry.state.state != ObligationState::withdrawn) agreed.insert(entry.state.project_id);
  const auto closed = HalfMonth::of(cycle->state.first_day);
  for (const auto& [id, entry] : world.table<domain::Project>().all()) {
    if (agreed.contains(id)) continue;
    if (auto news = announce_unregistered(closed, id, entry.state, teller)) out.push_back(std::move(*news));
  }
}

std::vector<Announcement> of_cycle(const domain::EventEnvelope& event, const MonitorOverlay& world,
                                   const Teller& teller) {
  if (event.fact == CycleReportsDue::fact) return of_missing(event, MissedBy::report_deadline, world, teller);
  if (event.fact == CycleClosed::fact) {
    auto out = of_missing(event, MissedBy::close, world, teller);
    tell_unregistered(event, world, teller, out);
    return out;
  }
  if (event.fact == CycleMinutesFiled::fact) return of_minutes<CycleMinutesFiled>(event, world, teller);
  if (event.fact == CycleMinutesCorrected::fact) return of_minutes<CycleMinutesCorrected>(event, world, teller);
  return {};
}
}  // namespace

bool may_be_news(const domain::EventHead& head) {
  if (head.kind != domain::Project::kind) return true;
  return head.fact == domain::ProjectExited::fact || head.fact == domain::ExemptionClaimed::fact ||
         head.fact == domain::ExemptionDecided::fact || head.fact == domain::ExemptionCorrected::fact ||
         head.fact == domain::Allocated::fact || head.fact == domain::ProgressRetracted::fact ||
         head.fact == domain::StageReturned::fact || head.fact == domain::ProjectSuspended::fact ||
         head.fact == domain::ProjectResumed::fact;
}

std::vector<Announcement> news_of(const domain::EventEnvelope& event, const MonitorOverlay& world,
                                  const Indexes& indexes, const Teller& teller) {
  News news;
  if (event.kind == Interview::kind)
    news = of_interview(event, world, teller);
  else if (event.kind == Meeting::kind)
    news = of_meeting(event, world, teller);
  else if (event.kind == domain::Watch::kind && event.fact == domain::WarningRaised::fact)
    news = of_warning(event, world, teller);
  else if (event.kind == Problem::kind)
    news = of_problem(event, world, teller);
  else if (event.kind == Ticket::kind)
    news = of_ticket(event, world, teller);
  else if (event.kind == Supply::kind && event.fact == SupplyMissed::fact)
    news = of_matter<Supply, SupplyMissed>(event, world, teller.names, announce_missed_supply);
  else if (event.kind == Obligation::kind && event.fact == ObligationBreached::fact)
    news = of_matter<Obligation, ObligationBreached>(event, world, teller.names, announce_breach);
  else if (event.kind == TalentCard::kind && event.fact == CardExpiring::fact)
    news = of_matter<TalentCard, CardExpiring>(event, world, teller, announce_expiring_card);
  else if (event.kind == Revisits::kind && event.fact == RevisitMissed::fact)
    news = of_matter<Revisits, RevisitMissed>(event, world, teller.names, announce_missed_revisit);
  else if (event.kind == domain::Project::kind && event.fact == domain::Allocated::fact)
    news = of_allocation(event, world, indexes, teller);
  else if (event.kind == domain::Project::kind)
    news = of_project(event, world, teller);
  else if (event.kind == ExitCase::kind)
    news = of_exit(event, world, teller.names);
  else if (event.kind == domain::k_award_run)
    news = announce_award(event.subject, event.meta.version, event.fact, event.data);
  else if (event.kind == DispatchCycle::kind)
    return of_cycle(event, world, teller);
  std::vector<Announcement> out;
  if (news) out.push_back(std::move(*news));
  return out;
}

}  // namespace luodi::monitor
