#include "tests/property/services/progress-monitor/office.hpp"

#include <algorithm>

#include "services/progress-monitor/obligations.hpp"
#include "services/progress-monitor/problems.hpp"
#include "services/progress-monitor/revisits.hpp"
#include "services/progress-monitor/supplies.hpp"
#include "services/progress-monitor/talent_cards.hpp"
#include "services/progress-monitor/tickets.hpp"

namespace luodi::monitor::test {

Office::Office(const policy::PolicyBook& policies) : policies_(policies) {
  indexes_.join(world_);
  kinds_ = interview_jobs(evaluation_);
  for (auto& kind : {care_job_kind(care_), obligation_job_kind(), problem_job_kind(), ticket_job_kind(),
                     supply_job_kind(), talent_card_job_kind(), revisit_job_kind()})
    kinds_.push_back(kind);
}

domain::Context Office::context_of(Actor who, Instant now, const std::string& fresh_id) const {
  domain::Context context;
  context.now = now;
  context.actor = std::move(who);
  context.policies = &policies_;
  context.fresh_id = fresh_id;
  return context;
}

const JobKind* Office::kind_of(const std::string& job) const {
  const auto kind =
      std::find_if(kinds_.begin(), kinds_.end(), [&](const JobKind& each) { return job.starts_with(each.prefix); });
  return kind == kinds_.end() ? nullptr : &*kind;
}

void Office::commit(const domain::Decision& decision, const domain::Context& context) {
  for (const auto& raised : decision.events) {
    domain::EventEnvelope event;
    event.kind = raised.kind;
    event.subject = raised.subject;
    event.fact = raised.fact;
    event.data = raised.data;
    event.meta.at = context.now;
    event.meta.actor = context.actor.username;
    const bool known = MonitorWorld::visit_kind(raised.kind, [&]<class A>() {
      const auto* entry = world_.table<A>().find(raised.subject);
      event.meta.version = (entry ? entry->version : 0) + 1;
      if (entry) event.meta.at = std::max(event.meta.at, entry->state.updated_at);
    });
    const auto applied = world_.apply(event);
    if (!known || !applied || !*applied)
      throw std::runtime_error(raised.kind + "." + raised.fact + ": " + (applied ? "" : applied.error().detail));
    told_.push_back(raised.kind + "." + raised.fact + " " + raised.subject);
    log_.emplace_back(raised, context.now);
    if (raised.kind == domain::Project::kind) unheard_.insert(raised.subject);
    if (raised.kind == Interview::kind) unheard_.insert(find<Interview>(raised.subject)->project_id);
    if (raised.kind == Obligation::kind) unheard_.insert(find<Obligation>(raised.subject)->project_id);
    if (raised.kind == ExitCase::kind) unheard_.insert(find<ExitCase>(raised.subject)->project_id);
  }
  for (const auto& deadline : decision.deadlines) {
    if (!kind_of(deadline.job)) throw std::runtime_error("no such kind of job: " + deadline.job);
    if (deadline.verb == domain::Deadline::Verb::schedule)
      jobs_[deadline.job] = deadline.at;
    else
      jobs_.erase(deadline.job);
  }
}

void Office::begin(const std::string& project, CivilDate talks_from, std::optional<CivilDate> signed_on) {
  domain::LeadRegistered lead;
  lead.name = "项目 " + project;
  lead.enterprise.name = "企业 " + project;
  lead.agreed_amount_fen = yi(5);
  lead.introduced_by = "MY-AX";
  lead.park_code = "MY-GX";
  lead.first_talk = domain::FirstTalk{"MY-AX", day("2022-05-26"), day("2022-11-21")};
  record(project, lead, at("2022-05-26", 9));
  domain::NegotiationStarted negotiation;
  negotiation.started_on = talks_from;
  record(project, negotiation, instant_at(talks_from, 9));
  if (!signed_on) return;
  domain::AgreementSigned agreement;
  agreement.agreement = "formal";
  agreement.signed_on = *signed_on;
  agreement.agreed_amount_fen = yi(5);
  record(project, agreement, instant_at(*signed_on, 9));
}

std::string Office::give(const Actor& who, Instant now, const std::string& fresh_id, const Rule& rule) {
  const auto context = context_of(who, now, fresh_id);
  const auto decided = rule(world(), context);
  if (decided) {
    commit(*decided, context);
    return "done";
  }
  const auto& error = decided.error();
  std::string out(info(error.code).name);
  for (const auto& field : error.fields)
    out += " " + field.pointer + "=" + field.code;
  for (const auto& item : error.missing)
    out += " " + item.item;
  return out;
}

std::string Office::ask(const Actor& who, Instant now, const std::string& fresh_id, const std::string& project,
                        const Rule& rule) {
  return give(who, now, fresh_id, [&](const MonitorOverlay& world, const domain::Context& context) {
    const auto asked = [&](const MonitorOverlay& prompt) { return rule(prompt, context); };
    return evaluation_.promptly(world, project, asked, context);
  });
}

void Office::hear(Instant now) {
  while (!unheard_.empty()) {
    const auto projects = std::exchange(unheard_, {});
    const auto context = context_of(machine(), now, "");
    const auto world = this->world();
    domain::Decision decision;
    for (const auto& project : projects) {
      decision.add(evaluation_.of(world, project, context));
      decision.add(care_.of(world, project, context));
    }
    number_letters_of(decision, world, context);
    commit(decision, context);
  }
}

std::optional<Instant> Office::next_due() const {
  std::optional<Instant> first;
  for (const auto& [job, when] : jobs_)
    if (!first || when < *first) first = when;
  return first;
}

void Office::run_due(Instant now) {
  for (;;) {
    auto next = jobs_.end();
    for (auto it = jobs_.begin(); it != jobs_.end(); ++it)
      if (it->second <= now && (next == jobs_.end() || it->second < next->second)) next = it;
    if (next == jobs_.end()) return;
    const std::string job = next->first;
    const auto* kind = kind_of(job);
    const auto context = context_of(machine(), now, "");
    const auto decided = kind->decide(world(), job.substr(kind->prefix.size()), context);
    if (!decided) throw std::runtime_error(job + ": " + decided.error().detail);
    jobs_.erase(job);
    commit(*decided, context);
  }
}

void Office::look(Instant now, bool worker_first) {
  if (worker_first) run_due(now);
  for (;;) {
    hear(now);
    run_due(now);
    if (unheard_.empty()) return;
  }
}

}  // namespace luodi::monitor::test
