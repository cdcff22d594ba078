#pragma once
// Composes the e-mail of a notification (RFC 5322, MIME): Chinese subject as encoded words; text, HTML and calendar as
// UTF-8 in base64, one of them for the reader to choose; the invitation also as the attachment notice.ics; then what
// else is attached. Message-ID is the notification's id, so every repeat of a mail is recognisable as a repeat. The
// same notification and attachments give the same bytes. Pure.
#include <string>
#include <string_view>
#include <vector>

#include "common/kernel/mail_address.hpp"
#include "services/progress-monitor/domain/ics.hpp"

namespace luodi::monitor {

struct MailSender {
  Organizer from;         // name and address
  std::string id_domain;  // right side of Message-ID and of calendar UIDs
};

struct Attachment {
  std::string name;  // ASCII: "notice.pdf"
  std::string type;  // "application/pdf"
  std::string bytes;
};

std::string compose_mail(const std::string& notification_id, const Notification& notification, const MailSender& sender,
                         const std::vector<Attachment>& attachments = {});

// Encoded words of at most 75 characters, no character split over two; plain ASCII stays as it is.
std::string encode_header_text(std::string_view text, std::size_t first_column);
std::string base64(std::string_view bytes);
// "Fri, 05 Aug 2022 09:30:00 +0800"
std::string mail_date(Instant at);

}  // namespace luodi::monitor
