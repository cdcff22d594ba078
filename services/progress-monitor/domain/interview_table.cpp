#include "services/progress-monitor/domain/interview_table.hpp"

#include <algorithm>

#include "common/domain/refusals.hpp"
#include "common/kernel/bilingual.hpp"
#include "common/kernel/civil_text.hpp"
#include "services/progress-monitor/domain/words.hpp"

namespace luodi::monitor {

namespace {
using C = InterviewCommand;
using S = InterviewState;
using domain::allowed;

std::vector<InterviewRow> make_table() {
  return {{C::hold_back,
           "hold-back",
           {S::opened},
           {},
           {},
           false,
           allowed("interview.hold-back"),
           "committee",
           "暂缓约谈",
           "hold back"},
          {C::issue,
           "issue",
           {S::opened, S::held_back},
           {},
           {},
           false,
           allowed("interview.issue"),
           "committee",
           "发出约谈通知",
           "issue the notice"},
          {C::schedule,
           "schedule",
           {S::issued},
           {},
           {},
           false,
           allowed("interview.schedule"),
           "committee",
           "安排约谈时间",
           "schedule the meeting"},
          {C::explanation,
           "explanation",
           {S::issued},
           {S::issued, S::held, S::planned, S::reported},
           Step::explanation,
           true,
           allowed("interview.explanation"),
           "park, office",
           "提交书面说明",
           "explain in writing"},
          {C::minutes,
           "minutes",
           {S::issued},
           {S::held, S::planned, S::reported},
           Step::minutes,
           false,
           allowed("interview.minutes"),
           "committee",
           "登记约谈纪要",
           "file the minutes"},
          {C::plan,
           "rectification",
           {S::held},
           {S::planned, S::reported},
           Step::plan,
           true,
           allowed("interview.rectification"),
           "park, office",
           "提交整改方案",
           "file the rectification plan"},
          {C::report,
           "rectification",
           {S::planned},
           {S::reported},
           Step::report,
           true,
           allowed("interview.rectification"),
           "park, office",
           "提交整改报告",
           "file the rectification report"},
          {C::verification,
           "verification",
           {S::reported},
           {},
           Step::verification,
           false,
           allowed("interview.verification"),
           "bureau",
           "核实整改",
           "verify the rectification"},
          {C::withdraw,
           "withdraw",
           {S::opened, S::held_back, S::issued, S::held, S::planned, S::reported},
           {},
           {},
           false,
           allowed("interview.withdraw"),
           "committee",
           "撤销约谈",
           "withdraw"}};
}

bool among(const std::vector<S>& states, S state) {
  return std::find(states.begin(), states.end(), state) != states.end();
}

// A report that is overdue has started the verification: who files nothing does not keep it from being judged.
bool starts_by_itself(const Interview& interview, const InterviewRow& row) {
  return row.command == C::verification && among({S::held, S::planned}, interview.state) &&
         clock_of(interview, Step::verification);
}

}  // namespace

tl::unexpected<Error> wrong_state(const Interview& interview) {
  const Word state = word_of(interview.state);
  return fail(ErrorCode::wrong_state, bilingual("约谈状态为{0} / the interview is {0}", state));
}

namespace {
// What stands between the interview and the row: every step that an earlier row of the table stops.
tl::unexpected<Error> too_early(const Interview& interview, const InterviewRow& row, const domain::Context& context) {
  std::vector<MissingItem> missing;
  domain::Words owed;
  const auto policy = domain::policy_on(context, civil_date(context.now));
  const std::string clause = policy ? domain::cite(**policy, "6") : std::string();
  for (const auto& before : interview_table()) {
    if (&before == &row) break;
    // A meeting may be held without a written explanation; nothing else is left out.
    const bool needed = before.command == C::issue || (before.step && before.command != C::explanation);
    if (!needed || before.from.back() < interview.state) continue;
    owed.add({before.title_zh, before.title_en});
    missing.push_back({std::string(before.step ? codec::enum_text(*before.step) : before.path), clause,
                       domain::owner_words(before.owner), std::string(before.title_zh), std::string(before.title_en)});
  }
  Error error(ErrorCode::too_early,
              bilingual("“{0}”之前的环节未完成，尚缺：{1} / the step “{0}” comes after what is still missing: {1}",
                        Word{row.title_zh, row.title_en}, owed));
  error.missing = std::move(missing);
  return fail(std::move(error));
}

Expected<void> check_who(const Interview& interview, const InterviewRow& row, const domain::Context& context) {
  const Actor& actor = context.actor;
  if (auto may = domain::check_permission(actor, row.roles); !may) return may;
  const bool own = !actor.org.empty() && actor.org == interview.responsible_org;
  if (row.responsible_only && !own)
    return fail(ErrorCode::forbidden, bilingual("由被约谈单位{0}办理 / for the interviewed entity {0} to do",
                                                domain::unit_name(context, interview.responsible_org)));
  if (row.command == C::verification && own)
    return fail(ErrorCode::claimant_decides, "被约谈单位不得自行核实 / the interviewed entity may not verify itself");
  return {};
}
}  // namespace

std::span<const InterviewRow> interview_table() {
  static const std::vector<InterviewRow> table = make_table();
  return table;
}

const InterviewRow& interview_row(InterviewCommand command) {
  return interview_table()[static_cast<std::size_t>(command)];
}

Expected<void> check_interview(const Interview& interview, InterviewCommand command, bool correction,
                               const domain::Context& context) {
  const auto& row = interview_row(command);
  if (auto may = check_who(interview, row, context); !may) return may;
  if (has_ended(interview)) return wrong_state(interview);
  const bool filed = row.step && is_done(interview, *row.step);
  if (correction) {
    if (filed && among(row.correct_in, interview.state)) return {};
    return wrong_state(interview);
  }
  if (filed)
    return fail(ErrorCode::already_exists,
                "已办理，如需更正请填写更正说明 / done already: to correct it give the reason");
  const auto* clock = row.step ? clock_of(interview, *row.step) : nullptr;
  if (!among(row.from, interview.state) && !starts_by_itself(interview, row)) {
    if (interview.state < row.from.front()) return too_early(interview, row, context);
    return wrong_state(interview);
  }
  if (clock && clock->opens_at && context.now < *clock->opens_at)
    return fail(ErrorCode::too_early,
                bilingual("“{0}”自 {1} 起办理，现为 {2} / the step “{0}” begins at {1}, it is {2} now",
                          Word{row.title_zh, row.title_en}, minute_text(*clock->opens_at), minute_text(context.now)));
  return {};
}

std::vector<const InterviewRow*> next_commands(const Interview& interview) {
  std::vector<const InterviewRow*> out;
  for (const auto& row : interview_table())
    if ((among(row.from, interview.state) || starts_by_itself(interview, row)) &&
        !(row.step && is_done(interview, *row.step)))
      out.push_back(&row);
  return out;
}

}  // namespace luodi::monitor
