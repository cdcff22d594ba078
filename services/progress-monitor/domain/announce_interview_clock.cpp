#include "services/progress-monitor/domain/announce_interview_clock.hpp"

#include <algorithm>

#include "common/domain/words.hpp"
#include "common/kernel/civil_text.hpp"
#include "services/progress-monitor/domain/announce_interview_facts.hpp"
#include "services/progress-monitor/domain/interview_table.hpp"
#include "services/progress-monitor/domain/words.hpp"

namespace luodi::monitor {

namespace {
// The command that stops the clock; nullptr for what the office decides before the notice, and for the meeting.
const InterviewRow* row_of(Step step) {
  const auto table = interview_table();
  const auto row =
      std::find_if(table.begin(), table.end(), [&](const InterviewRow& each) { return each.step == step; });
  return row == table.end() ? nullptr : &*row;
}

// A line of its own: who does what now.
Twin asked(const Interview& i, Step step, const OrgNames& names) {
  if (step == Step::hold_back)
    return {"。约谈已暂缓（" + i.held_back_reason + "），请工作委员会办公室发出约谈通知或者撤销约谈。",
            " It is held back (" + i.held_back_reason +
                "): the committee is to issue the notice or to withdraw the interview."};
  if (step == Step::confirmation)
    return {"。约谈通知待确认，未确认不发出，请工作委员会办公室发出、暂缓或者撤销。",
            " Nothing issues without it: the committee is to issue the notice, to hold it back or to withdraw the "
            "interview."};
  const auto* row = row_of(step);
  if (!row) return {};
  const Twin who = owed_by(i, step, names);
  return {"\n由" + who.zh + std::string(row->title_zh) + "；其他收件单位知悉。",
          " " + who.en + " is to " + std::string(row->title_en) + "; the others are told."};
}

template <class Fact>
std::optional<Telling> told(const Interview& i, const codec::Json& data, const OrgNames& names, std::string& about) {
  constexpr bool late = std::is_same_v<Fact, InterviewOverdue>;
  const auto told = codec::decode<Fact>(data);
  const auto* clock = told ? clock_of(i, told->step) : nullptr;
  if (!clock || clock->due_at != told->due_at || has_ended(i)) return std::nullopt;
  if (late ? !clock->overdue_at : clock->state != ClockState::open) return std::nullopt;
  const bool made_up = clock->state == ClockState::done;
  const std::string step(word_of(told->step).zh);
  about = std::string(codec::enum_text(told->step)) + ":" + told->due_at.str();
  // A meeting is no deadline: it is held, somewhere.
  if (told->step == Step::meeting)
    return Telling{"【提醒】" + step + " " + i.document_number,
                   "约谈会将于" + moment(told->due_at) + "召开。" + (i.place.empty() ? "" : "\n地点：" + i.place),
                   "The meeting is held at " + moment(told->due_at) + (i.place.empty() ? "" : ", " + i.place) + "."};
  const bool many = told->step == Step::minutes;  // a plural in English alone
  const bool of_office = told->step == Step::confirmation || told->step == Step::hold_back;
  const Twin now = made_up ? Twin() : asked(i, told->step, names);
  return Telling{
      (late ? "【逾期】" : "【提醒】") + step + (of_office ? "" : " " + i.document_number),
      step + (late ? "已逾期，期限为" : "期限临近：") + until_zh(told->due_at) + (made_up ? "，现已补办" : "") + now.zh,
      "The " + std::string(word_of(told->step).en) + (many ? " are" : " is") +
          (late ? std::string(" overdue, ") + (many ? "they were" : "it was") + " due by " : " due by ") +
          until_en(told->due_at) + (made_up ? "; that has been done since." : ".") + now.en,
      of_office};
}
}  // namespace

Twin owed_by(const Interview& interview, Step step, const OrgNames& names) {
  const auto* row = row_of(step);
  if (row && row->responsible_only)
    return {"被约谈单位" + names.of(interview.responsible_org), "The interviewed entity"};
  Twin out;
  for (const Role role : {Role::bureau, Role::committee}) {
    if (!row || !row->roles.has(role)) continue;
    const Word word = domain::word_of(role);
    out.zh += (out.zh.empty() ? "" : "或者") + std::string(word.zh);
    out.en += (out.en.empty() ? "The " : " or the ") + std::string(word.en);
  }
  return out;
}

std::optional<Telling> words_of_clock(const InterviewNews& news, const OrgNames& names, std::string& about) {
  return news.fact == InterviewReminded::fact ? told<InterviewReminded>(*news.interview, *news.data, names, about)
                                              : told<InterviewOverdue>(*news.interview, *news.data, names, about);
}

}  // namespace luodi::monitor
