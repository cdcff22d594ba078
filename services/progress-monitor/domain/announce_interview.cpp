// What people hear of an interview and of its meeting: Chinese first, one English line at the end.
#include "common/domain/words.hpp"
#include "common/kernel/bilingual.hpp"
#include "common/kernel/civil_text.hpp"
#include "common/kernel/code_point.hpp"
#include "services/progress-monitor/domain/announce.hpp"
#include "services/progress-monitor/domain/effective_progress.hpp"
#include "services/progress-monitor/domain/ics.hpp"
#include "services/progress-monitor/domain/words.hpp"

namespace luodi::monitor {

namespace {
struct Telling {
  std::string title;  // "【约谈通知】约谈〔2022〕1号"
  std::string lead;
  std::string english;
};

std::string moment(const std::optional<Instant>& at) {
  return at ? minute_text(*at) : "待定";
}
std::string due_line(const Interview& interview, Step step) {
  const auto* clock = clock_of(interview, step);
  if (!clock) return {};
  if (!clock->due_at) return "\n" + std::string(word_of(step).zh) + "：期限暂无法计算，" + clock->blocked;
  return "\n" + std::string(word_of(step).zh) + "截止：" + until_zh(*clock->due_at);
}
std::string joined(const std::vector<std::string>& texts) {
  std::string out;
  for (const auto& text : texts)
    out += (out.empty() ? "" : "、") + text;
  return out;
}

// What was counted, in the units of its reading.
std::string counted_of(const IdleCount& count) {
  const bool days = count.reading == "rolling_days";
  const bool months = count.reading == "calendar_months";
  std::vector<std::string> spans;
  for (const auto& span : count.spans)
    spans.push_back(days     ? date_zh(span.first) + "至" + date_zh(span.last)
                    : months ? std::to_string(span.first.year()) + "年" + std::to_string(span.first.month()) + "月"
                             : cycle_zh(HalfMonth::of(span.first)));
  if (spans.empty()) return {};
  const std::string total = days ? "，共" + std::to_string(count.units) + "日" : "";
  std::string text = std::string("\n无有效进展的") +
                     (days     ? "日期："
                      : months ? "月份："
                               : "周期：") +
                     joined(spans) + total;
  for (const auto& span : count.paused)
    text += "\n不计：" + date_zh(span.first) + "至" + date_zh(span.last) + "，" + pause_zh(span);
  return text;
}

// What was found at the opening is told as of then once people act on it, beside what has moved last by now.
std::string found_of(const InterviewNews& news, const Teller& teller) {
  const Interview& i = *news.interview;
  const std::string amount = i.amount_fen ? "\n投资额：" + i.amount_fen->display() : std::string();
  const std::string before = i.last_progress ? i.last_progress->str() : std::string("无");
  if (notice_pending(i) || i.state == InterviewState::issued) return amount + "\n最近有效进展：" + before;
  std::string now;
  if (news.project && teller.policies) {
    const auto moved = progress_days(*news.project, *teller.policies, civil_date(teller.now));
    now = "\n最近有效进展：" + (moved.empty() ? std::string("无") : moved.back().on.str() + " " + moved.back().what_zh);
  }
  return now + "\n以下为启动约谈时的情况：" + amount + "\n当时最近有效进展：" + before;
}

std::string facts_of(const InterviewNews& news, const Teller& teller) {
  const Interview& interview = *news.interview;
  const OrgNames& names = teller.names;
  std::string text = "项目：" + interview.project_name + "\n被约谈单位：" + names.of(interview.responsible_org);
  if (!interview.attendees.empty()) text += "\n参加人员：" + joined(interview.attendees);
  if (!interview.observers.empty()) text += "\n列席监督：" + joined(interview.observers);
  text += found_of(news, teller);
  return text + counted_of(standing_of(interview).count) + "\n依据：" + names.clause(interview.explanation.clause);
}

Telling opened(const Interview& i) {
  const std::string what = i.level > 1 ? "二次约谈启动" : "约谈启动";
  const std::string next =
      i.issue_mode == "after_grace"
          ? (i.grace_until ? "工作委员会办公室可在" + until_zh(*i.grace_until) + "前暂缓；逾期自动发出约谈通知。"
                           : "通知期限暂无法计算：" + i.blocked)
          : std::string("待工作委员会办公室确认后发出约谈通知。");
  return {"【" + what + "】", (i.level > 1 ? "整改未通过，启动二次约谈。" : "项目达到约谈条件。") + next,
          i.level > 1 ? "A second interview is opened." : "An interview is opened."};
}
Telling issued(const Interview& i) {
  return {(i.level > 1 ? "【二次约谈通知】" : "【约谈通知】") + i.document_number,
          i.document_number + "\n约谈时间：" + moment(i.meeting_at) + (i.place.empty() ? "" : "\n地点：" + i.place) +
              "\n请事先提交书面说明。" + due_line(i, Step::explanation),
          "Notice " + i.document_number + ": meeting at " + moment(i.meeting_at) + "."};
}
// Of a notice that is out: which one, and the meeting that falls away where it was not held yet.
Telling withdrawn(const Interview& i) {
  const bool out = !i.document_number.empty();
  const bool called = out && i.meeting_at && !is_done(i, Step::meeting);
  return {"【约谈撤回】" + i.document_number,
          "约谈撤回：" + i.withdrawn_reason + (out ? "\n撤回的通知：" + i.document_number : "") +
              (called ? "\n原定" + moment(i.meeting_at) + "的约谈取消。" : ""),
          out ? "Notice " + i.document_number + " is withdrawn" +
                    (called ? ": no meeting at " + moment(i.meeting_at) + "." : ".")
              : std::string("The interview is withdrawn.")};
}
Telling ended(const Interview& i) {
  if (i.state == InterviewState::escalated)
    return {"【整改未通过】" + i.document_number,
            "整改未通过：" + i.outcome_reason + (i.second_id.empty() ? "\n移送有关机关处理。" : "\n已启动二次约谈。"),
            "The rectification failed."};
  if (i.outcome == k_project_exited)
    return {"【约谈终结】" + i.document_number, "约谈终结：" + i.outcome_reason, "The interview is closed."};
  return {"【整改销号】" + i.document_number, "整改核实通过：" + i.outcome_reason, "The rectification is verified."};
}

// The pass stands and rests on nothing: what the clock says now, and what each may do.
Telling basis_lost(const Interview& i) {
  const auto& lost = *i.basis_lost;
  const Twin what = twin_of(lost.progress);
  const Word light = domain::word_of(lost.light);
  const std::string count = std::to_string(lost.idle_cycles);
  const std::string again = std::to_string(lost.interview_cycles);
  const auto& on = lost.progress_on;
  std::string text = i.document_number + "于" + date_zh(lost.passed_on) + "核实通过，依据是" +
                     (on ? date_zh(*on) + "的有效进展（" + what.zh + "）。该进展已撤销或者更正，不再计入。"
                         : what.zh + "的认定。该认定已更正，不再成立。");
  text += "\n进展时钟现为：连续" + count + "个周期无有效进展，" + std::string(light.zh) + "；现最近有效进展" +
          (lost.last_progress ? date_zh(*lost.last_progress) : std::string("无")) + "。";
  text += "\n被约谈单位可补报" + date_zh(lost.issued_on) + "至" + date_zh(lost.passed_on) +
          "之间的其他有效进展，补报后依据恢复；有正当理由的，可申请认定。";
  text += "\n撤销或者更正有误的，由投资促进部门改正。";
  text += "\n项目继续停滞的，自核实通过后的第一个完整周期起另行计数，满" + again +
          "个周期再次启动约谈，工作委员会办公室届时可以暂缓或者发出通知。\n";
  const std::string english =
      "The pass of " + lost.passed_on.str() + " rested on " +
      (on ? "the progress of " + on->str() + " (" + what.en + ")" : "an " + what.en) +
      ", which was taken back or corrected; the clock now says " + count + " idle cycles, light " +
      std::string(light.en) + ". Other progress between " + lost.issued_on.str() + " and " + lost.passed_on.str() +
      " may be reported, an exemption claimed; " + again + " idle cycles after the pass open another interview.";
  return {"【核实依据失效】" + i.document_number, std::move(text), english};
}
Telling basis_restored(const Interview& i) {
  const auto* entry = last_entry(i, PassBasisRestored::fact);
  const std::string by = entry ? entry->note : std::string();
  return {"【核实依据恢复】" + i.document_number,
          i.document_number + "的核实重新有据" + (by.empty() ? std::string("。") : "：" + by + "的有效进展。"),
          "The pass rests on progress again" + (by.empty() ? std::string(".") : ", of " + by + ".")};
}

// nullopt where the fact is no news any more.
std::optional<Telling> words_of(const Interview& i, std::string_view fact) {
  using S = InterviewState;
  if (fact == InterviewOpened::fact && i.state == S::opened) return opened(i);
  if (fact == InterviewBlocked::fact && i.state == S::opened)
    return Telling{"【约谈通知受阻】", "通知期限暂无法计算：" + i.blocked, "The notice is blocked: no calendar."};
  if (fact == InterviewHeldBack::fact && i.state == S::held_back)
    return Telling{"【约谈暂缓】", "约谈暂缓：" + i.held_back_reason + due_line(i, Step::hold_back),
                   "The interview is held back."};
  if (fact == InterviewIssued::fact && i.state == S::issued) return issued(i);
  if (fact == InterviewWithdrawn::fact && i.state == S::withdrawn) return withdrawn(i);
  if (fact == InterviewExplained::fact && i.state == S::issued)
    return Telling{"【书面说明已提交】" + i.document_number, "被约谈单位已提交书面说明。",
                   "The written explanation is filed."};
  if (fact == InterviewHeld::fact && i.state == S::held)
    return Telling{"【约谈纪要】" + i.document_number,
                   "约谈纪要已登记，请按期整改。" + due_line(i, Step::plan) + due_line(i, Step::report),
                   "The minutes are filed."};
  if (fact == RectificationPlanned::fact && i.state == S::planned)
    return Telling{"【整改方案已提交】" + i.document_number, "整改方案已提交。" + due_line(i, Step::report),
                   "The rectification plan is filed."};
  if (fact == RectificationReported::fact && i.state == S::reported)
    return Telling{"【整改报告已提交】" + i.document_number,
                   "整改报告已提交，待核实。" + due_line(i, Step::verification), "The rectification report is filed."};
  if (fact == InterviewCorrected::fact && !i.papers.empty())
    return Telling{"【材料更正】" + i.document_number,
                   std::string(word_of(i.papers.back().step).zh) + "已更正：" + i.papers.back().correction,
                   "A paper is corrected."};
  if (fact == PassBasisLost::fact && i.basis_lost) return basis_lost(i);
  if (fact == PassBasisRestored::fact && !i.basis_lost) return basis_restored(i);
  if (fact == InterviewClosed::fact || fact == InterviewEscalated::fact)
    if (i.state == S::closed || i.state == S::escalated) return ended(i);
  return std::nullopt;
}

// A reminder while its step is open; a miss as long as the interview runs, also when the step was made up for
// meanwhile.
template <class Fact>
std::optional<Telling> words_of_clock(const Interview& i, const codec::Json& data, std::string& about) {
  constexpr bool late = std::is_same_v<Fact, InterviewOverdue>;
  const auto told = codec::decode<Fact>(data);
  const auto* clock = told ? clock_of(i, told->step) : nullptr;
  if (!clock || clock->due_at != told->due_at || has_ended(i)) return std::nullopt;
  if (late ? !clock->overdue_at : clock->state != ClockState::open) return std::nullopt;
  const bool made_up = clock->state == ClockState::done;
  const std::string step(word_of(told->step).zh);
  const bool held_back = told->step == Step::hold_back;
  about = std::string(codec::enum_text(told->step)) + ":" + told->due_at.str();
  return Telling{(late ? "【逾期】" : "【提醒】") + step + (held_back ? "" : " " + i.document_number),
                 step + (late ? "已逾期，期限为" : "期限临近：") + until_zh(told->due_at) +
                     (made_up ? "，现已补办" : "") +
                     (held_back && !made_up
                          ? "。约谈已暂缓（" + i.held_back_reason + "），请工作委员会办公室发出约谈通知或者撤销约谈。"
                          : ""),
                 "The " + std::string(word_of(told->step).en) + (late ? " is overdue, it was due by " : " is due by ") +
                     until_en(told->due_at) + (made_up ? "; it has been done since." : ".")};
}
}  // namespace

std::optional<Announcement> announce_interview(const InterviewNews& news, const Teller& teller) {
  const auto& i = *news.interview;
  std::string about = std::to_string(i.sequence);
  std::optional<Telling> words;
  const bool reminder = news.fact == InterviewReminded::fact;
  if (reminder && news.data)
    words = words_of_clock<InterviewReminded>(i, *news.data, about);
  else if (news.fact == InterviewOverdue::fact && news.data)
    words = words_of_clock<InterviewOverdue>(i, *news.data, about);
  else
    words = words_of(i, news.fact);
  if (!words) return std::nullopt;
  Announcement out;
  out.about = news.id + ":" + news.fact + ":" + about;
  out.occasion = "interview_" + news.fact;
  out.project_id = i.project_id;
  out.interview_id = news.id;
  // What the office owes after a hold-back is its own matter and the bureau's, not the entity's.
  if (!about.starts_with(codec::enum_text(Step::hold_back))) out.org = i.responsible_org;
  out.subject = words->title + (words->title.ends_with("】") ? "" : "：") + i.project_name;
  out.text = words->lead + "\n" + facts_of(news, teller) + "\n" + words->english;
  out.to_bureau = true;
  out.to_committee = true;
  // Whoever joins or leaves changes what the calendar of the others shows; a reminder or a paper does not.
  const bool changes_meeting =
      news.fact == InterviewIssued::fact || news.fact == InterviewWithdrawn::fact || news.fact == InterviewClosed::fact;
  const bool ahead = news.meeting && news.meeting->meeting_at > teller.now;
  if (changes_meeting && ahead) out.invitation = invitation_of(i.meeting_id, *news.meeting, teller);
  return out;
}

std::optional<Announcement> announce_meeting(const MeetingNews& news, const Teller& teller) {
  const Meeting& meeting = *news.meeting;
  if (news.fact != MeetingMoved::fact || meeting.state != MeetingState::called || meeting.items.empty())
    return std::nullopt;
  Expected<MeetingMoved> moved = fail(ErrorCode::internal, "no data");
  if (news.data) moved = codec::decode<MeetingMoved>(*news.data);
  Announcement out;
  out.about = news.id + ":" + news.fact + ":" + std::to_string(meeting.sequence);
  out.occasion = "meeting_moved";
  out.interview_id = meeting.items.front().interview_id;
  out.org = meeting.org;
  out.subject = "【约谈时间变更】" + meeting.items.front().document_number;
  out.text = "约谈时间：" + moment(meeting.meeting_at);
  if (moved && moved->from && *moved->from != meeting.meeting_at) out.text += "（原定" + moment(moved->from) + "）";
  if (!meeting.place.empty()) out.text += "\n地点：" + meeting.place;
  if (moved && !is_blank(moved->reason)) out.text += "\n变更原因：" + moved->reason;
  if (news.first && !is_done(*news.first, Step::explanation)) out.text += due_line(*news.first, Step::explanation);
  out.text += "\n被约谈单位：" + teller.names.of(meeting.org) + "\n" + agenda_of(meeting);
  out.text += "\nThe meeting is moved to " + moment(meeting.meeting_at) + ".";
  out.to_bureau = true;
  out.to_committee = true;
  out.invitation = invitation_of(news.id, meeting, teller);
  return out;
}

}  // namespace luodi::monitor
