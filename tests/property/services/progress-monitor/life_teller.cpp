// The books of the model test, and the telling of a life to the real rules.
#include "common/domain/evidence.hpp"
#include "services/progress-monitor/domain/effective_progress.hpp"
#include "services/progress-monitor/domain/exemption.hpp"
#include "services/progress-monitor/domain/stage_return.hpp"
#include "tests/property/services/progress-monitor/life.hpp"

namespace luodi::monitor::test {

namespace {
constexpr std::int64_t k_threshold = 50'000'000'000;  // 5亿元
constexpr int k_forever = 60'000;                     // year 2134

PlainPolicy plain(std::string_view from, std::string_view to, std::string reading, int limit) {
  PlainPolicy p;
  p.from = day(from).days();
  p.to = to.empty() ? k_forever : day(to).days();
  p.reading = std::move(reading);
  p.limit = limit;
  p.threshold = k_threshold;
  return p;
}
PlainPolicy with(PlainPolicy p, std::int64_t threshold, int cooldown, int yellow = 2, int red = 3) {
  p.threshold = threshold;
  p.cooldown = cooldown;
  p.yellow = yellow;
  p.red = red;
  return p;
}
PlainPolicy strict(PlainPolicy p) {  // about what counts as progress
  p.minutes = 1;
  p.funds_min = 300'000'000;
  p.funds_bp = 40;
  return p;
}

std::vector<std::vector<PlainPolicy>> make_books() {
  const std::string half = "half_months";
  const std::string days = "rolling_days";
  const std::string months = "calendar_months";
  return {
      {plain("2022-05-25", "", half, 4)},
      {plain("2022-05-25", "", half, 4)},  // twice: the reading in force is judged most often
      {plain("2022-05-25", "", days, 60)},
      {plain("2022-05-25", "", months, 2)},
      {with(plain("2022-05-25", "", half, 4), k_threshold, 9)},
      // Another threshold from the leap day on, in the middle of a cycle; stricter and laxer warnings.
      {plain("2022-05-25", "2024-02-28", half, 4),
       strict(with(plain("2024-02-29", "", half, 4), 60'000'000'000, 3, 1, 2))},
      {plain("2022-05-25", "2023-12-31", half, 4), plain("2024-01-01", "", days, 60)},
      {plain("2022-05-25", "2023-07-09", half, 4), strict(plain("2023-07-10", "", months, 2))},
      {plain("2022-05-25", "2023-11-05", days, 45), plain("2023-11-06", "", half, 4)},
      {plain("2022-05-25", "2023-03-15", months, 2), plain("2023-03-16", "", half, 4)},
      // Nothing in force for some days.
      {plain("2022-05-25", "2023-12-20", half, 4), plain("2024-01-16", "", half, 4)},
      {plain("2022-05-25", "2024-06-30", months, 3)},
  };
}

policy::PolicyBook real(const std::vector<PlainPolicy>& plains) {
  std::vector<policy::Policy> policies;
  for (const auto& p : plains) {
    auto policy = book().all().front();
    policy.id = "model-" + std::to_string(policies.size());
    policy.effective_from = CivilDate::from_days(p.from);
    policy.applies_to_facts_from.reset();  // it starts no clock, so the model need not know it
    policy.effective_to.reset();
    if (p.to != k_forever) policy.effective_to = CivilDate::from_days(p.to);
    auto& i = policy.interview;
    i.idle_reading = p.reading;
    i.idle_limit = p.limit;
    i.yellow_cycles = p.yellow;
    i.red_cycles = p.red;
    i.interview_cycles = p.cycles;
    i.cooldown_cycles = p.cooldown;
    i.threshold_fen = Fen::of(p.threshold);
    i.issue = "on_confirmation";  // no notice goes out: interviews follow from the facts alone
    policy.progress.minutes_streak_max = p.minutes;
    policy.progress.funds_min_fen = Fen::of(p.funds_min);
    policy.progress.funds_rate_bp = p.funds_bp;
    policies.push_back(std::move(policy));
  }
  return *policy::PolicyBook::of(std::move(policies), book().calendar());
}

std::string text(int d) {
  return CivilDate::from_days(d).str();
}
std::string exemption_id(int claim) {
  return "exm_" + std::to_string(claim);
}
// Known again by its number, or by the digest of the file, whatever it is called then.
domain::Evidence minutes_paper(const Told& fact) {
  auto out = paper(domain::EvidenceKind::minutes);
  const std::string number = std::to_string(fact.paper);
  if (fact.paper % 2 == 0) {
    out.reference = "纪要 " + number;
  } else {
    out.title = "纪要 " + text(fact.on) + " " + text(fact.recorded);
    out.sha256 = std::string(64 - number.size(), '0') + number;
  }
  return out;
}
const char* ground(int number) {
  return number == 0 ? "force_majeure" : "quota_not_issued";
}
}  // namespace

const std::vector<std::vector<PlainPolicy>>& plain_books() {
  static const auto books = make_books();
  return books;
}

const policy::PolicyBook& real_book(std::size_t index) {
  static const auto books = [] {
    std::vector<policy::PolicyBook> all;
    for (const auto& plains : plain_books())
      all.push_back(real(plains));
    return all;
  }();
  return books[index];
}

LifeTeller::LifeTeller(const Life& life) : life_(life), book_(real_book(life.book)) {
  std::optional<Fen> amount;
  if (life.lead_fen) amount = Fen::of(*life.lead_fen);
  story_.lead(amount, text(life.registered));
}

void LifeTeller::report(const Told& fact) {
  domain::ProgressReported e;
  e.id = "prg_" + std::to_string(at_);
  e.occurred_on = CivilDate::from_days(fact.on);
  std::vector<domain::Evidence> papers = {paper(domain::EvidenceKind::other)};
  e.kind = domain::ProgressKind::milestone;
  if (fact.kind == Tell::visit) e.kind = domain::ProgressKind::visit;
  if (fact.kind == Tell::minutes) {
    e.kind = domain::ProgressKind::signed_minutes;
    papers = {minutes_paper(fact)};
    e.papers = domain::minutes_marks(papers);
  }
  e.effective =
      judge_report(story_.project, e.kind, e.occurred_on, papers, actor(Role::park, "MY-GX"), book_).effective;
  e.evidence = std::move(papers);
  outcome_ = e.effective ? Outcome::effective : Outcome::not_effective;
  story_.tell(e, text(fact.recorded));
}

void LifeTeller::claim(const Told& fact) {
  ClaimExemption c;
  c.ground = ground(fact.ground);
  c.from = HalfMonth().plus(fact.from);
  c.cycles = fact.cycles;
  c.evidence = {paper(domain::EvidenceKind::approval)};
  if (fact.about >= 0) c.renews = exemption_id(fact.about);
  auto who = context(at(text(fact.recorded), 9), actor(Role::park, "MY-GX", "parkuser"), book_);
  if (!decide_exemption_claim("prj_1", story_.project, c, who)) {
    outcome_ = Outcome::refused;
    return;
  }
  domain::ExemptionClaimed e;
  e.id = exemption_id(static_cast<int>(at_));
  e.ground = c.ground;
  e.from = c.from;
  e.cycles = c.cycles;
  e.org = "MY-GX";
  e.renews = c.renews;
  story_.tell(e, text(fact.recorded), "parkuser");
}

void LifeTeller::decide(const Told& fact) {
  DecideExemption d;
  d.approved = fact.approved;
  if (d.approved) d.cycles = fact.cycles;
  d.reason = "已核";
  auto who = context(at(text(fact.recorded), 9), actor(Role::bureau, "", "bureauuser"), book_);
  if (fact.again) d.correction = "认定有误";
  const auto decided = decide_exemption("prj_1", story_.project, exemption_id(fact.about), d, who);
  if (!decided) {
    outcome_ = Outcome::refused;
    return;
  }
  const auto& event = decided->events.at(0).data;
  if (fact.again)
    story_.tell(*codec::decode<domain::ExemptionCorrected>(event), text(fact.recorded), "bureauuser");
  else
    story_.tell(*codec::decode<domain::ExemptionDecided>(event), text(fact.recorded), "bureauuser");
}

void LifeTeller::go_back(const Told& fact) {
  ReturnStage c;
  c.stage = story_.project.stage;
  c.reason = "误登";
  c.evidence = {paper(domain::EvidenceKind::other)};
  c.evidence.front().reference = "核查 1";
  const auto who = context(at(text(fact.recorded), 9), actor(Role::bureau, "", "bureauuser"), book_);
  const auto decided = decide_stage_return("prj_1", story_.project, c, who);
  if (!decided) {
    outcome_ = Outcome::refused;
    return;
  }
  story_.tell(*codec::decode<domain::StageReturned>(decided->events.at(0).data), text(fact.recorded), "bureauuser");
}

bool LifeTeller::next() {
  if (at_ == life_.told.size()) return false;
  const Told& fact = life_.told[at_];
  const std::string on = text(fact.on);
  const std::string recorded = text(fact.recorded);
  const CivilDate that_day = CivilDate::from_days(fact.on);
  outcome_ = Outcome::recorded;
  if (domain::has_ended(story_.project) && fact.kind != Tell::claim && fact.kind != Tell::decide) {
    outcome_ = Outcome::refused;  // the stage table
    ++at_;
    return true;
  }
  switch (fact.kind) {
    case Tell::milestone:
    case Tell::visit:
    case Tell::minutes:
      report(fact);
      break;
    case Tell::funds:
      funds(fact);
      break;
    case Tell::correct:
      correct(fact);
      break;
    case Tell::negotiate: {
      domain::NegotiationStarted e;
      e.started_on = that_day;
      story_.tell(e, recorded);
      break;
    }
    case Tell::assess: {
      domain::PreAssessmentDecided e;
      e.verdict = "passed";
      e.path = "full";
      e.decided_on = that_day;
      story_.tell(e, recorded);
      break;
    }
    case Tell::sign:
    case Tell::framework: {
      domain::AgreementSigned e;
      e.agreement = fact.kind == Tell::sign ? "formal" : "framework";
      e.signed_on = that_day;
      e.agreed_amount_fen = Fen::of(fact.fen);
      story_.tell(e, recorded);
      break;
    }
    case Tell::land: {
      domain::ProjectLanded e;
      e.landed_on = that_day;
      story_.tell(e, recorded);
      break;
    }
    case Tell::start:
      story_.tell(domain::ProjectStarted{that_day, {}}, recorded);
      break;
    case Tell::produce:
      story_.tell(domain::ProductionStarted{that_day, {}}, recorded);
      break;
    case Tell::leave:
      story_.tell(domain::ProjectExited{that_day, "退", {}, {}, {}, {}}, recorded);
      break;
    case Tell::amend:
      story_.amend(on, Fen::of(fact.fen), recorded);
      break;
    case Tell::lead_amount:
    case Tell::slip: {
      domain::LeadAmountCorrected e;
      e.corrected_on = that_day;
      e.agreed_amount_fen = Fen::of(fact.fen);
      e.never_was = fact.kind == Tell::slip;
      story_.tell(e, recorded);
      break;
    }
    case Tell::suspend:
      story_.tell(domain::ProjectSuspended{that_day, "停"}, recorded);
      break;
    case Tell::resume:
      story_.tell(domain::ProjectResumed{that_day, "复"}, recorded);
      break;
    case Tell::claim:
      claim(fact);
      break;
    case Tell::decide:
      decide(fact);
      break;
    case Tell::go_back:
      go_back(fact);
      break;
  }
  ++at_;
  return true;
}

}  // namespace luodi::monitor::test
