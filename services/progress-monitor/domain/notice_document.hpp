#pragma once
// The notice of an interview 约谈通知 as a document: its words in the order of the practice of such notices, made from
// nothing but what the interview froze when it was issued. Chinese only: it is an official paper. A notice without a
// standing was issued before it was recorded and is printed as it was. Pure.
//
//   if (interview.notice) document::Letter letter = notice_document(interview);
#include "common/document/model.hpp"
#include "services/progress-monitor/domain/interview.hpp"

namespace luodi::monitor {

// The interview has its notice (interview.notice).
document::Letter notice_document(const Interview& interview);

// ---- words shared with the minutes ----
std::string when_text(Instant at);                  // "2022年8月24日（星期三）9时30分"
std::string cycle_text(HalfMonth cycle);            // "2022年6月16日至30日"
std::string stood_still(const Standing& standing);  // "截至…，连续4个完整的半月调度周期没有有效进展"
std::string why_called(const Interview& interview);  // the same with what else calls for the interview
void say_lines(std::vector<document::Block>& body, std::string_view text);  // as typed, a paragraph for each line

}  // namespace luodi::monitor
