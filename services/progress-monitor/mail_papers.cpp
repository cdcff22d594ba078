#include "services/progress-monitor/mail_papers.hpp"

#include "services/progress-monitor/domain/announce_interview_facts.hpp"
#include "services/progress-monitor/domain/exit_letter_document.hpp"
#include "services/progress-monitor/domain/minutes_document.hpp"
#include "services/progress-monitor/domain/notice_document.hpp"

namespace luodi::monitor {

namespace {
template <class Fact>
bool tells(const Notification& notification) {
  return notification.message.occasion == "interview_" + std::string(Fact::fact);
}
}  // namespace

Task<std::vector<Attachment>> MailPapers::of(Notification notification) {
  if (notification.message.letter.empty()) {
    auto made = co_await of_interview(std::move(notification));
    co_return made;
  }
  auto& message = notification.message;
  auto made = co_await of_exit(std::move(message.project_id), std::move(message.letter));
  co_return made;
}

// The letter of this number and no other: a case may have been noticed anew since the mail was queued.
Task<std::vector<Attachment>> MailPapers::of_exit(std::string project, std::string letter) {
  for (const auto& id : indexes_.exits().of(project)) {
    const auto* entry = world_.table<ExitCase>().find(id);
    if (!entry) continue;
    const ExitCase& exit = entry->state;
    if (exit.notice.letter && exit.notice.letter->number == letter) {
      auto paper = limit_notice_document(*exit.notice.letter);
      const Instant at = exit.notice_at;
      std::string file(k_limit_notice_file);
      std::string object = id;
      auto made = co_await set(std::move(paper), at, std::move(file), std::move(object));
      co_return made;
    }
    if (exit.exit_notice && exit.exit_notice->letter && exit.exit_notice->letter->number == letter) {
      auto paper = exit_notice_document(*exit.exit_notice->letter);
      const Instant at = *exit.exit_notice_at;
      std::string file(k_exit_notice_file);
      std::string object = id;
      auto made = co_await set(std::move(paper), at, std::move(file), std::move(object));
      co_return made;
    }
  }
  co_return std::vector<Attachment>();
}

Task<std::vector<Attachment>> MailPapers::of_interview(Notification notification) {
  std::string id = notification.message.interview_id;
  const auto* entry = world_.table<Interview>().find(id);
  if (!entry || !entry->state.notice || !entry->state.issued_at) co_return std::vector<Attachment>();
  const Interview& interview = entry->state;
  if (tells<InterviewIssued>(notification)) {
    auto letter = notice_document(interview);
    const Instant issued_at = *interview.issued_at;
    std::string file = "notice.pdf";
    auto made = co_await set(std::move(letter), issued_at, std::move(file), std::move(id));
    co_return made;
  }
  const auto* filed = filed_minutes(interview);
  const bool corrected =
      tells<InterviewCorrected>(notification) && notification.message.text.starts_with(corrected_lead(Step::minutes));
  if ((tells<InterviewHeld>(notification) || corrected) && filed) {
    auto minutes = minutes_document(interview);
    const Instant filed_at = filed->at;
    std::string file = "minutes.pdf";
    auto made = co_await set(std::move(minutes), filed_at, std::move(file), std::move(id));
    co_return made;
  }
  co_return std::vector<Attachment>();
}

template <class Document>
Task<std::vector<Attachment>> MailPapers::set(Document paper, Instant created, std::string file, std::string object) {
  std::string what = object + "/" + file;
  auto pdf = co_await press_.print(std::move(paper), created, std::move(what));
  std::vector<Attachment> made;
  if (pdf) made.push_back({std::move(file), "application/pdf", std::move(pdf->bytes)});
  co_return made;
}

}  // namespace luodi::monitor
