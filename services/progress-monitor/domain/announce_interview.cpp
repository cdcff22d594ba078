// What people hear of an interview: Chinese first, one English line at the end.
#include <algorithm>

#include "common/domain/words.hpp"
#include "common/kernel/bilingual.hpp"
#include "common/kernel/civil_text.hpp"
#include "services/progress-monitor/domain/announce_interview_clock.hpp"
#include "services/progress-monitor/domain/announce_interview_facts.hpp"
#include "services/progress-monitor/domain/ics.hpp"
#include "services/progress-monitor/domain/words.hpp"

namespace luodi::monitor {

namespace {
Telling opened(const Interview& i) {
  const std::string what = i.level > 1 ? "二次约谈启动" : "约谈启动";
  const std::string next =
      i.issue_mode == "after_grace"
          ? (i.grace_until ? "工作委员会办公室可在" + until_zh(*i.grace_until) + "前暂缓；逾期自动发出约谈通知。"
                           : "通知期限暂无法计算：" + twin_of(i.blocked).zh)
          : "待工作委员会办公室确认后发出约谈通知。" + due_line(i, Step::confirmation);
  return {"【" + what + "】", (i.level > 1 ? "整改未通过，启动二次约谈。" : "项目达到约谈条件。") + next,
          std::string(i.level > 1 ? "A second interview" : "An interview") + " is opened" +
              (i.issue_mode != "after_grace" ? due_en(i, Step::confirmation)
               : i.grace_until ? "; the notice issues by itself unless it is held back by " + until_en(*i.grace_until)
                               : std::string()) +
              "."};
}
Telling issued(const Interview& i) {
  return {(i.level > 1 ? "【二次约谈通知】" : "【约谈通知】") + i.document_number,
          i.document_number + "\n约谈时间：" + moment(i.meeting_at) + (i.place.empty() ? "" : "\n地点：" + i.place) +
              "\n请事先提交书面说明。" + due_line(i, Step::explanation),
          "Notice " + i.document_number + ": meeting at " + moment(i.meeting_at) + due_en(i, Step::explanation) + "."};
}
// Whether the meeting is one of others on its agenda as well.
bool is_also_of_others(const InterviewNews& news) {
  if (!news.meeting || news.meeting->state != MeetingState::called) return false;
  const auto& items = news.meeting->items;
  return std::any_of(items.begin(), items.end(), [&](const MeetingItem& item) { return item.interview_id != news.id; });
}
// The office's own matter, of which the entity hears once there is a notice or none any more.
Telling held_back(const Interview& i) {
  const auto* clock = clock_of(i, Step::hold_back);
  const bool dated = clock && clock->due_at;
  return {"【约谈暂缓】",
          "约谈暂缓：" + i.held_back_reason + due_line(i, Step::hold_back) + "\n请工作委员会办公室" +
              (dated ? "在此之前" : "") + "发出约谈通知或者撤销约谈；逾期也不自动发出。",
          "The interview is held back: " + i.held_back_reason +
              ". The committee is to issue the notice or to withdraw the interview" +
              (dated ? " by " + until_en(*clock->due_at) : std::string()) + "; nothing issues by itself.",
          true};
}
Telling reported(const Interview& i, const OrgNames& names) {
  const auto* clock = clock_of(i, Step::verification);
  const Twin who = owed_by(i, Step::verification, names);
  const std::string from = clock && clock->opens_at ? civil_date(*clock->opens_at).str() : std::string();
  return {"【整改报告已提交】" + i.document_number,
          "整改报告已提交，待核实。" + due_line(i, Step::verification) + "\n由" + who.zh +
              (from.empty() ? from : "自" + from + "起") +
              "核实；核实通过，须有约谈通知发出之日起的有效进展，或者经认定的正当理由。",
          "The rectification report is filed" + due_en(i, Step::verification) + ". " + who.en + " may verify it" +
              (from.empty() ? from : " from " + from + " on") +
              "; a pass needs effective progress since the day of the notice, or an approved exemption."};
}
// Of a notice that is out: which one, and the meeting that falls away where it was not held yet, or is held without it.
Telling withdrawn(const Interview& i, const InterviewNews& news, Instant told_at) {
  const bool out = !i.document_number.empty();
  const bool called = out && i.meeting_at && !is_done(i, Step::meeting);
  const bool others = called && is_also_of_others(news);
  const bool goes_on = others && news.meeting->meeting_at > told_at;
  const bool cancelled = called && !others;
  const std::string reason = i.withdrawn_automatically ? twin_of(i.withdrawn_reason).zh : i.withdrawn_reason;
  const std::string when = moment(goes_on ? news.meeting->meeting_at : i.meeting_at);
  return {"【约谈撤回】" + i.document_number,
          "约谈撤回：" + reason + (out ? "\n撤回的通知：" + i.document_number : "") +
              (goes_on ? "\n" + when + "的约谈会照常召开，不再包括本项目。会议仍涉及：\n" + agenda_of(*news.meeting)
               : cancelled ? "\n原定" + when + "的约谈取消。"
                           : ""),
          out ? "Notice " + i.document_number + " is withdrawn" +
                    (goes_on     ? ": the meeting at " + when + " is held without this project."
                     : cancelled ? ": no meeting at " + when + "."
                                 : ".")
              : std::string("The interview is withdrawn.")};
}
// A reason that a person wrote is told as it was written; one of the system's has its Chinese half here.
Telling ended(const Interview& i) {
  if (i.state == InterviewState::escalated) {
    const std::string reason = i.outcome == k_still_idle ? twin_of(i.outcome_reason).zh : i.outcome_reason;
    if (!i.second_id.empty())
      return {"【整改未通过】" + i.document_number, "整改未通过：" + reason + "\n已启动二次约谈。",
              "The rectification failed; a second interview is opened."};
    return {"【整改未通过】" + i.document_number,
            "二次约谈后整改仍未通过：" + reason + "\n提请工作委员会研究通报、考核扣分和问责等后续处理。",
            "The rectification failed after the second interview: what follows is for the committee to consider."};
  }
  if (i.outcome == k_project_exited)
    return {"【约谈终结】" + i.document_number, "约谈终结：" + twin_of(i.outcome_reason).zh,
            "The interview is closed: " + twin_of(i.outcome_reason).en + "."};
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

bool is_statutory(const Interview& then, std::string_view fact) {
  return fact == InterviewIssued::fact || fact == InterviewHeld::fact ||
         (fact == InterviewCorrected::fact && !then.papers.empty() && then.papers.back().step == Step::minutes);
}

bool is_end(std::string_view fact) {
  return fact == InterviewWithdrawn::fact || fact == InterviewClosed::fact || fact == InterviewEscalated::fact;
}

// nullopt where the fact is no news any more. `then`: as the fact left it; `now`: as it stands.
std::optional<Telling> words_of(const Interview& then, const InterviewNews& news, Instant told_at,
                                const OrgNames& names) {
  const Interview& now = *news.interview;
  const std::string_view fact = news.fact;
  if (fact == PassBasisLost::fact && now.basis_lost) return basis_lost(now);
  if (fact == PassBasisRestored::fact && !now.basis_lost) return basis_restored(now);
  if (has_ended(now) && !is_end(fact) && !is_statutory(then, fact)) return std::nullopt;
  if (fact == InterviewOpened::fact) return opened(then);
  if (fact == InterviewBlocked::fact && now.state == InterviewState::opened && !now.blocked.empty())
    return Telling{"【约谈通知受阻】", "通知期限暂无法计算：" + twin_of(now.blocked).zh,
                   "The notice is blocked: no calendar."};
  if (fact == InterviewHeldBack::fact) return held_back(then);
  if (fact == InterviewIssued::fact) return issued(then);
  if (fact == InterviewWithdrawn::fact) return withdrawn(then, news, told_at);
  if (fact == InterviewExplained::fact)
    return Telling{"【书面说明已提交】" + then.document_number, "被约谈单位已提交书面说明。",
                   "The written explanation is filed."};
  if (fact == InterviewHeld::fact)
    return Telling{"【约谈纪要】" + then.document_number,
                   "约谈纪要已登记，请按期整改。" + due_line(then, Step::plan) + due_line(then, Step::report),
                   "The minutes are filed" + due_en(then, Step::plan) + due_en(then, Step::report) + "."};
  if (fact == RectificationPlanned::fact)
    return Telling{"【整改方案已提交】" + then.document_number, "整改方案已提交。" + due_line(then, Step::report),
                   "The rectification plan is filed" + due_en(then, Step::report) + "."};
  if (fact == RectificationReported::fact) return reported(then, names);
  if (fact == InterviewCorrected::fact && !then.papers.empty())
    return Telling{"【材料更正】" + then.document_number,
                   corrected_lead(then.papers.back().step) + then.papers.back().correction,
                   "A paper is corrected: " + std::string(word_of(then.papers.back().step).en) + "."};
  if (fact == InterviewClosed::fact || fact == InterviewEscalated::fact) return ended(then);
  return std::nullopt;
}

// The interview as the fact left it: told once more to how it stands now, the fact is its last word again. So a letter
// that is written late, when the next step is in, says what it would have said at once.
Interview left_by(const InterviewNews& news, const Teller& teller) {
  Interview then = *news.interview;
  domain::EventMeta meta;
  meta.at = teller.now;
  // Of data that cannot be read nothing is taken, and the letter says what stands.
  if (news.data) (void)domain::apply_fact(then, news.fact, *news.data, meta);
  return then;
}

}  // namespace

std::optional<Announcement> announce_interview(const InterviewNews& news, const Teller& teller) {
  const Interview& now = *news.interview;
  const bool of_clock = news.fact == InterviewReminded::fact || news.fact == InterviewOverdue::fact;
  const Interview i = of_clock ? now : left_by(news, teller);
  std::string about = std::to_string(news.version);
  std::optional<Telling> words;
  if (!of_clock)
    words = words_of(i, news, teller.now, teller.names);
  else if (news.data)
    words = words_of_clock(news, teller.names, about);
  if (!words) return std::nullopt;
  Announcement out;
  out.about = news.id + ":" + news.fact + ":" + about;
  out.occasion = "interview_" + news.fact;
  out.project_id = i.project_id;
  out.interview_id = news.id;
  if (!words->of_office) out.org = i.responsible_org;
  // The park hears of the trigger also where an office answers, which alone is called.
  const bool elsewhere = news.project && news.project->host != i.responsible_org;
  if (news.fact == InterviewOpened::fact && elsewhere) out.owner = news.project->host;
  out.subject = words->title + (words->title.ends_with("】") ? "" : "：") + i.project_name;
  InterviewNews told = news;
  told.interview = &i;
  out.text = words->lead + "\n" + facts_of(told, teller) + "\n" + words->english;
  out.to_bureau = true;
  out.to_committee = true;
  // Whoever joins or leaves changes what the calendar of the others shows; a reminder or a paper does not.
  const bool changes_meeting =
      news.fact == InterviewIssued::fact || news.fact == InterviewWithdrawn::fact || news.fact == InterviewClosed::fact;
  const bool ahead = news.meeting && news.meeting->meeting_at > teller.now;
  if (changes_meeting && ahead) out.invitation = invitation_of(i.meeting_id, *news.meeting, teller);
  return out;
}

}  // namespace luodi::monitor
