#include "deploy/tools/replay/asked_for.hpp"

#include <set>
#include <string_view>

#include "common/domain/project_events.hpp"
#include "services/incentive-calculator/domain/referral_register.hpp"
#include "services/progress-monitor/domain/digest.hpp"
#include "services/progress-monitor/domain/interview_clock.hpp"
#include "services/progress-monitor/domain/interview_opening.hpp"
#include "services/progress-monitor/domain/interview_reconcile.hpp"
#include "services/progress-monitor/domain/obligation_decide.hpp"
#include "services/progress-monitor/domain/problem_decide.hpp"
#include "services/progress-monitor/domain/project_code_once.hpp"
#include "services/progress-monitor/domain/revisit_decide.hpp"
#include "services/progress-monitor/domain/supply_decide.hpp"
#include "services/progress-monitor/domain/talent_card_decide.hpp"
#include "services/progress-monitor/domain/ticket_decide.hpp"
#include "services/progress-monitor/domain/vouchers.hpp"

namespace luodi::replay {

using domain::Project;

namespace {
void ask_vouchers(Asked& asked, const std::string& id, const Project& project) {
  std::set<std::string> slips;
  for (const auto& entry : project.funds)
    for (const auto& voucher : entry.vouchers)
      slips.insert(monitor::slip_name(voucher));
  if (!slips.empty()) asked.values[{"voucher", id}] = static_cast<std::int64_t>(slips.size());
}

// A draft holds the place of its award and year; an approved run everything that it may count or pay once.
void ask_award(Asked& asked, const std::string& id, const incentive::AwardRun& run) {
  using incentive::RunState;
  const bool ranking = run.award == incentive::AwardKind::park_award;
  if (run.state == RunState::draft) asked.values[{"award_run_draft", id}] = 1;
  if (run.state != RunState::approved && run.state != RunState::paid) return;
  std::set<std::string> once;
  for (const auto& line : run.figures.lines)
    for (const auto& project : line.projects)
      once.insert(ranking ? project : project + "/" + line.part);
  if (ranking) asked.values[{"park_award_year", id}] = 1;
  if (!once.empty())
    asked.values[{ranking ? "park_award_project" : "referral_award_part", id}] = static_cast<std::int64_t>(once.size());
}

void ask_interview(Asked& asked, const std::string& id, const monitor::Interview& interview) {
  const std::string who = "interview " + id;
  if (monitor::has_ended(interview)) return;
  if (interview.state == monitor::InterviewState::opened &&
      (!interview.grace_until || interview.issue_mode == "after_grace"))
    asked.jobs[monitor::grace_job(id)] = who;
  for (const auto& clock : interview.clocks)
    if (clock.state == monitor::ClockState::open && clock.step != monitor::Step::meeting)
      asked.jobs[monitor::overdue_job(id, clock.step)] = who;
}

void ask_notification(Asked& asked, const std::string& id, const monitor::Notification& notification) {
  using monitor::NotificationState;
  const auto& message = notification.message;
  const bool first = notification.state == NotificationState::queued && notification.attempts.empty();
  const bool again = notification.next_at && (notification.state == NotificationState::queued ||
                                              notification.state == NotificationState::uncertain);
  if (!first && !again) return;
  const bool held = first && !message.digest.empty();
  asked.jobs[held ? monitor::digest_job(message.digest) : monitor::send_job(message, id)] = "notification " + id;
}

// Calls f(id, state) for each state of a kind whose project goes on; what has ended waits for nothing.
template <class A, class F>
void each_going_on(const Everything& world, F&& f) {
  for (const auto& [id, entry] : world.table<A>().all()) {
    const auto* project = world.table<Project>().find(entry.state.project_id);
    if (project && !domain::has_ended(project->state)) f(id, entry.state);
  }
}

void ask_care(Asked& asked, const Everything& world) {
  each_going_on<monitor::Ticket>(world, [&](const std::string& id, const monitor::Ticket& ticket) {
    const bool open = ticket.state == monitor::TicketState::open && !ticket.clocks.empty();
    if (open && !ticket.clocks.back().overdue) asked.jobs[monitor::ticket_job(id)] = "ticket " + id;
  });
  each_going_on<monitor::Obligation>(world, [&](const std::string& id, const monitor::Obligation& obligation) {
    if (obligation.state == monitor::ObligationState::pending)
      asked.jobs[monitor::obligation_job(id)] = "obligation " + id;
  });
  each_going_on<monitor::TalentCard>(world, [&](const std::string& id, const monitor::TalentCard& card) {
    if (card.state == monitor::CardState::valid) asked.jobs[monitor::card_job(id)] = "talent card " + id;
  });
  each_going_on<monitor::Supply>(world, [&](const std::string& id, const monitor::Supply& supply) {
    if (supply.state == monitor::SupplyState::promised && supply.missed_on != supply.supply_by)
      asked.jobs[monitor::supply_job(id)] = "supply " + id;
  });
  each_going_on<monitor::Problem>(world, [&](const std::string& id, const monitor::Problem& problem) {
    if (problem.state == monitor::ProblemState::open && problem.level != monitor::ProblemLevel::city_leader)
      asked.jobs[monitor::problem_job(id)] = "problem " + id;
  });
}

void ask_by_project(Asked& asked, const Everything& world) {
  for (const auto& [id, entry] : world.table<Project>().all()) {
    ask_vouchers(asked, id, entry.state);
    if (const auto codes = monitor::codes_of(entry.state); !codes.empty())
      asked.at_most[{std::string(monitor::k_code_index), id}] = static_cast<std::int64_t>(codes.size());
    if (domain::has_ended(entry.state)) continue;
    const auto* watch = world.table<domain::Watch>().find(id);
    if (watch && watch->state.light != domain::Light::none) asked.jobs[monitor::evaluate_job(id)] = "watch " + id;
    const auto* revisits = world.table<monitor::Revisits>().find(id);
    const bool expected = revisits && revisits->state.due_on &&
                          (revisits->state.state == monitor::RevisitState::planned ||
                           revisits->state.state == monitor::RevisitState::open);
    if (expected) asked.jobs[monitor::revisit_job(id)] = "revisits " + id;
  }
}

template <class A>
bool known(const Everything& world, const std::string& id) {
  return world.table<A>().find(id) != nullptr;
}
bool knows_step(const Everything& world, const std::string& subject) {
  const auto about = monitor::clock_subject(subject);
  return about && known<monitor::Interview>(world, about->first);
}
bool anything(const Everything&, const std::string&) {
  return true;
}

struct JobSubject {
  std::string_view prefix;
  bool (*exists)(const Everything& world, const std::string& subject);
};
constexpr JobSubject k_job_subjects[] = {
    {"evaluate:", known<Project>},
    {"care:", known<Project>},
    {"revisit:", known<Project>},
    {"grace:", known<monitor::Interview>},
    {"remind:", knows_step},
    {"overdue:", knows_step},
    {"ticket:", known<monitor::Ticket>},
    {"supply:", known<monitor::Supply>},
    {"talent-card:", known<monitor::TalentCard>},
    {"obligation:", known<monitor::Obligation>},
    {"problem:", known<monitor::Problem>},
    {"digest:", anything},    // of a time of day, whatever is held for it
    {"dispatch:", anything},  // of a half month, whether its list is made or not
};
}  // namespace

void hear_registration(Folded& folded, const domain::EventEnvelope& envelope) {
  if (envelope.kind == Project::kind && envelope.fact == domain::LeadRegistered::fact) {
    const auto lead = codec::decode<domain::LeadRegistered>(envelope.data);
    if (!lead || lead->secret) return;  // a secret lead has no enterprise to compare
    folded.registered[{"lead_enterprise", envelope.subject}] = 1;
    if (lead->enterprise.uscc) folded.registered[{"lead_uscc", envelope.subject}] = 1;
  }
  if (envelope.kind == domain::Referral::kind && envelope.fact == domain::ReferralRegistered::fact) {
    const auto referral = codec::decode<domain::ReferralRegistered>(envelope.data);
    if (!referral) return;
    const auto keys = incentive::referral_keys(referral->name, referral->kind, referral->enterprise);
    folded.registered[{"referral", envelope.subject}] =
        static_cast<std::int64_t>(std::set<std::string>(keys.begin(), keys.end()).size());
  }
}

Asked asked_for(const Folded& folded) {
  const auto& world = folded.world;
  Asked asked;
  asked.values = folded.registered;
  ask_by_project(asked, world);
  for (const auto& [id, entry] : world.table<monitor::Obligation>().all())
    if (entry.state.state != monitor::ObligationState::withdrawn) asked.values[{"obligation", id}] = 1;
  for (const auto& [id, entry] : world.table<monitor::Problem>().all())
    if (monitor::holds_claim(entry.state)) asked.values[{"problem", id}] = 1;
  for (const auto& [id, entry] : world.table<monitor::Ticket>().all())
    if (monitor::holds_claim(entry.state)) asked.values[{"ticket", id}] = 1;
  for (const auto& [id, entry] : world.table<incentive::AwardRun>().all())
    ask_award(asked, id, entry.state);
  for (const auto& [id, entry] : world.table<monitor::Interview>().all())
    ask_interview(asked, id, entry.state);
  for (const auto& [id, entry] : world.table<monitor::Notification>().all())
    ask_notification(asked, id, entry.state);
  ask_care(asked, world);
  return asked;
}

bool may_stand(const Everything& world, const std::string& job) {
  constexpr std::string_view k_send = "send:";
  if (job.starts_with(k_send)) return known<monitor::Notification>(world, monitor::read_send_job(job).notification);
  for (const auto& one : k_job_subjects)
    if (job.starts_with(one.prefix)) return one.exists(world, job.substr(one.prefix.size()));
  return false;
}

}  // namespace luodi::replay
