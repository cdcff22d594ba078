#include "services/progress-monitor/domain/interview_steps.hpp"

#include <algorithm>
#include <set>

#include "common/domain/refusals.hpp"
#include "common/domain/words.hpp"
#include "common/kernel/bilingual.hpp"
#include "common/kernel/code_point.hpp"
#include "common/kernel/name.hpp"
#include "services/progress-monitor/domain/interview_basis.hpp"
#include "services/progress-monitor/domain/interview_clock.hpp"
#include "services/progress-monitor/domain/interview_meeting.hpp"
#include "services/progress-monitor/domain/interview_second.hpp"
#include "services/progress-monitor/domain/interview_table.hpp"
#include "services/progress-monitor/domain/unchanged.hpp"

namespace luodi::monitor {

using domain::Context;
using domain::Decision;

namespace {
template <class Command>
StepPaper paper_of(Step step, const Command& command) {
  StepPaper paper;
  paper.step = step;
  paper.text = command.text;
  paper.evidence = command.evidence;
  paper.correction = command.correction.value_or("");
  return paper;
}

// What every filing passes first: the table, the papers, the policy of the day.
Expected<const policy::Policy*> may_file(const Interview& interview, InterviewCommand command, bool correction,
                                         const std::vector<domain::Evidence>& evidence, const Around& around,
                                         const Context& context) {
  if (auto may = check_interview(interview, command, correction, context); !may) return fail(may.error());
  if (around.project)
    if (auto clean = domain::check_papers(*around.project, evidence, context); !clean) return fail(clean.error());
  return domain::policy_on(context, civil_date(context.now));
}

// Whether the paper on record says the same; why it is corrected is no part of it.
bool says_the_same(const Interview& interview, StepPaper paper) {
  const auto filed = std::find_if(interview.papers.rbegin(), interview.papers.rend(),
                                  [&](const FiledPaper& each) { return each.step == paper.step; });
  if (filed == interview.papers.rend()) return false;
  paper.correction = filed->correction;
  return codec::encode(paper) == codec::encode(static_cast<const StepPaper&>(*filed));
}
tl::unexpected<Error> nothing_corrected(const Interview& interview, Step step) {
  const Word name = word_of(step);
  const std::string number = interview.document_number + " ";
  return fail(unchanged("/text", Twin{number + std::string(name.zh), number + std::string(name.en)}));
}

Expected<Decision> corrected(const std::string& id, const Interview& interview, StepPaper paper,
                             const policy::Policy& policy, const Around& around) {
  if (says_the_same(interview, paper)) return nothing_corrected(interview, paper.step);
  Decision decision;
  decision.policy = policy.id;
  decision.raise<Interview>(id, InterviewCorrected{std::move(paper)}, around.parties(interview));
  return decision;
}

Expected<void> check_passed(const Interview& interview, const Around& around, const policy::Policy& policy,
                            const Context& context) {
  if (!around.project || !interview.issued_at) return {};
  if (basis_of(*around.project, interview, context.now, *context.policies)) return {};
  const std::string since = civil_date(*interview.issued_at).str();
  Error error(
      ErrorCode::gate_not_passed,
      bilingual("约谈通知发出（{0}"
                "）以来没有有效进展，也没有就本次停滞批准正当理由，不能核实通过：已有进展的先登记进展；没有进展的核实"
                "为不通过，启动二次约谈 / no effective progress and no approved exemption of this stall since the "
                "notice of {0}: record the progress first, or verify with passed=false, which opens a second interview",
                since));
  error.missing.push_back({"effective_progress", domain::cite(policy, "6"), domain::owner_words("park, office"),
                           "约谈通知以来的有效进展", "progress since the notice"});
  return fail(std::move(error));
}
}  // namespace

Expected<Decision> decide_explanation(const std::string& id, const Interview& interview, const Explain& command,
                                      const Around& around, const Context& context) {
  const auto policy = may_file(interview, InterviewCommand::explanation, command.correction.has_value(),
                               command.evidence, around, context);
  if (!policy) return fail(policy.error());
  auto paper = paper_of(Step::explanation, command);
  if (command.correction) return corrected(id, interview, std::move(paper), **policy, around);
  Decision decision;
  decision.policy = (*policy)->id;
  decision.raise<Interview>(id, InterviewExplained{std::move(paper)}, around.parties(interview));
  stop_watching(decision, id, Step::explanation);
  return decision;
}

namespace {
// Each name stands once: who came did not ask to be excused.
Expected<void> check_names(const FileMinutes& command) {
  std::set<std::string> seen;
  const std::pair<const char*, const std::vector<std::string>*> lists[] = {
      {"/attendees/", &command.attendees}, {"/excused/", &command.excused}, {"/observers/", &command.observers}};
  for (const auto& [list, names] : lists)
    for (std::size_t i = 0; i < names->size(); ++i) {
      const auto& name = (*names)[i];
      const std::string pointer = list + std::to_string(i);
      if (!seen.insert(normalise_name(name)).second)
        return fail(domain::field_fault(
            pointer, "duplicate",
            bilingual("{0}已列入出席、请假或者列席名单，只列一次 / listed already: {0}; each name stands once, among "
                      "those who came, were excused or sat in",
                      name)));
    }
  return {};
}
}  // namespace

Expected<Decision> decide_minutes(const std::string& id, const Interview& interview, const FileMinutes& command,
                                  const Around& around, const Context& context) {
  const auto policy =
      may_file(interview, InterviewCommand::minutes, command.correction.has_value(), command.evidence, around, context);
  if (!policy) return fail(policy.error());
  if (auto names = check_names(command); !names) return fail(names.error());
  auto paper = paper_of(Step::minutes, command);
  paper.attendees = command.attendees;
  paper.excused = command.excused;
  paper.observers = command.observers;
  std::vector<MeetingMember> covered{{id, &interview}};
  if (command.whole_meeting) {
    auto members = command.correction ? minuted_members_of(id, interview, around) : members_of(id, interview, around);
    if (!members) return fail(members.error());
    covered = std::move(*members);
  }
  Decision decision;
  decision.policy = (*policy)->id;
  if (command.correction) {
    std::erase_if(covered, [&](const MeetingMember& member) { return says_the_same(*member.state, paper); });
    if (covered.empty()) return nothing_corrected(interview, Step::minutes);
    for (const auto& member : covered)
      decision.raise<Interview>(member.id, InterviewCorrected{paper}, around.parties(*member.state));
    return decision;
  }
  const InterviewHeld held{std::move(paper),
                           minutes_deadlines(civil_date(context.now), *context.policies, (*policy)->interview)};
  for (const auto& member : covered) {
    decision.raise<Interview>(member.id, held, around.parties(*member.state));
    for (const auto step : {Step::meeting, Step::minutes})  // an explanation that waits for its calendar goes on
      stop_watching(decision, member.id, step);
    watch_deadlines(decision, member.id, held.deadlines, context.now);
  }
  return decision;
}

Expected<Decision> decide_rectification(const std::string& id, const Interview& interview, const Rectify& command,
                                        const Around& around, const Context& context) {
  const bool plan = command.kind == RectificationKind::plan;
  const auto policy = may_file(interview, plan ? InterviewCommand::plan : InterviewCommand::report,
                               command.correction.has_value(), command.evidence, around, context);
  if (!policy) return fail(policy.error());
  auto paper = paper_of(plan ? Step::plan : Step::report, command);
  if (command.correction) return corrected(id, interview, std::move(paper), **policy, around);
  Decision decision;
  decision.policy = (*policy)->id;
  const std::string parties = around.parties(interview);
  if (plan) {
    decision.raise<Interview>(id, RectificationPlanned{std::move(paper)}, parties);
    stop_watching(decision, id, Step::plan);
    return decision;
  }
  RectificationReported reported{std::move(paper), {}};
  // A report that was overdue has started the verification already: being late gains no time.
  if (!clock_of(interview, Step::verification))
    reported.deadlines.push_back(
        step_deadline(Step::verification, civil_date(context.now), {}, *context.policies, (*policy)->interview));
  decision.raise<Interview>(id, reported, parties);
  stop_watching(decision, id, Step::report);
  watch_deadlines(decision, id, reported.deadlines, context.now);
  return decision;
}

Expected<Decision> decide_verification(const std::string& id, const Interview& interview, const Verify& command,
                                       const Around& around, const Context& context) {
  const auto policy = may_file(interview, InterviewCommand::verification, false, command.evidence, around, context);
  if (!policy) return fail(policy.error());
  if (!command.passed && is_blank(command.text))
    return fail(domain::reason_needed("/text", {"核实不通过", "a failed verification"}, k_longest_verification));
  if (!command.passed)
    return escalate(id, interview,
                    InterviewEscalated{std::string(k_verification_failed), command.text, command.evidence, {}}, around,
                    context);
  if (auto passed = check_passed(interview, around, **policy, context); !passed) return fail(passed.error());
  Decision decision;
  decision.policy = (*policy)->id;
  decision.raise<Interview>(id, InterviewClosed{std::string(k_rectified), command.text, command.evidence},
                            around.parties(interview));
  stop_watching(decision, id, interview);
  return decision;
}

}  // namespace luodi::monitor
