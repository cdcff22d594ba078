#include "services/progress-monitor/domain/mail.hpp"

#include <algorithm>

namespace luodi::monitor {

namespace {
constexpr std::size_t k_body_column = 76;   // RFC 2045 6.8
constexpr std::size_t k_encoded_word = 75;  // RFC 2047 2
constexpr std::string_view k_open = "=?UTF-8?B?";
constexpr std::string_view k_close = "?=";

std::string wrapped(const std::string& encoded) {
  std::string out;
  for (std::size_t at = 0; at < encoded.size(); at += k_body_column)
    out += encoded.substr(at, k_body_column) + "\r\n";
  return out;
}
std::string crlf(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '\n') out += '\r';
    out += c;
  }
  return out;
}
std::string two(int n) {
  return (n < 10 ? "0" : "") + std::to_string(n);
}

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '\n':
        out += "<br>\r\n";
        break;
      default:
        out += c;
    }
  }
  return out;
}

// The text again, for readers that show nothing else: no link, no picture, no style that a filter could take offence
// at.
std::string html(const NotificationQueued& message) {
  return "<!DOCTYPE html>\r\n<html lang=\"zh-CN\"><head><meta charset=\"UTF-8\"><title>" + escaped(message.subject) +
         "</title></head>\r\n<body><h3>" + escaped(message.subject) + "</h3>\r\n<p>" + escaped(message.text) +
         "</p></body></html>\r\n";
}

std::string part(const std::string& boundary, const std::string& headers, std::string_view body) {
  return "--" + boundary + "\r\n" + headers + "Content-Transfer-Encoding: base64\r\n\r\n" + wrapped(base64(body));
}
}  // namespace

std::string base64(std::string_view bytes) {
  constexpr std::string_view k_alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    const std::size_t n = std::min<std::size_t>(3, bytes.size() - i);
    std::uint32_t group = 0;
    for (std::size_t k = 0; k < 3; ++k)
      group = group << 8U | (k < n ? static_cast<unsigned char>(bytes[i + k]) : 0U);
    for (std::size_t k = 0; k < 4; ++k)
      out += k <= n ? k_alphabet[group >> (18U - 6U * k) & 63U] : '=';
  }
  return out;
}

std::string encode_header_text(std::string_view text, std::size_t first_column) {
  const bool plain = std::all_of(text.begin(), text.end(), [](char c) {
    return static_cast<unsigned char>(c) >= 0x20 && static_cast<unsigned char>(c) < 0x7f;
  });
  if (plain && text.size() + first_column <= k_encoded_word) return std::string(text);
  std::string out;
  std::size_t column = first_column;
  while (!text.empty()) {
    const std::size_t room = column < 60 ? k_encoded_word - column : k_encoded_word - 1;
    std::size_t take = std::min(text.size(), (room - k_open.size() - k_close.size()) / 4 * 3);
    while (take > 1 && take < text.size() && (static_cast<unsigned char>(text[take]) & 0xC0U) == 0x80U)
      --take;
    out += (out.empty() ? "" : "\r\n ") + std::string(k_open) + base64(text.substr(0, take)) + std::string(k_close);
    text.remove_prefix(take);
    column = 1;
  }
  return out;
}

std::string mail_date(Instant at) {
  static constexpr std::string_view k_days[] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
  static constexpr std::string_view k_months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                  "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const CivilDate day = civil_date(at);
  return std::string(k_days[day.weekday() - 1]) + ", " + two(day.day()) + " " + std::string(k_months[day.month() - 1]) +
         " " + std::to_string(day.year()) + " " + at.str().substr(11, 8) + " +0800";
}

std::string compose_mail(const std::string& notification_id, const Notification& notification, const MailSender& sender,
                         const std::vector<Attachment>& attachments) {
  const auto& message = notification.message;
  const std::string outer = "luodi-" + notification_id;
  const std::string inner = outer + "-alt";
  std::string mail;
  mail += "Date: " + mail_date(notification.created_at) + "\r\n";
  mail += "From: " + encode_header_text(sender.from.name, 6) + "\r\n <" + sender.from.address + ">\r\n";
  mail += "To: <" + message.address + ">\r\n";
  mail += "Subject: " + encode_header_text(message.subject, 9) + "\r\n";
  mail += "Message-ID: <" + notification_id + "@" + sender.id_domain + ">\r\n";
  mail += "Auto-Submitted: auto-generated\r\n";
  mail += "MIME-Version: 1.0\r\n";
  mail += "Content-Type: multipart/mixed; boundary=\"" + outer + "\"\r\n\r\n";
  mail += "--" + outer + "\r\nContent-Type: multipart/alternative; boundary=\"" + inner + "\"\r\n\r\n";
  mail += part(inner, "Content-Type: text/plain; charset=UTF-8\r\n", crlf(message.text + "\n"));
  mail += part(inner, "Content-Type: text/html; charset=UTF-8\r\n", html(message));
  if (message.invitation) {
    const auto& invitation = *message.invitation;
    const std::string ics = write_ics(invitation, sender.from, message.address);
    const std::string type = "Content-Type: text/calendar; method=" + invitation.method + "; charset=UTF-8";
    mail += part(inner, type + "\r\n", ics);
    mail += "--" + inner + "--\r\n";
    mail += part(outer, type + "; name=\"notice.ics\"\r\nContent-Disposition: attachment; filename=\"notice.ics\"\r\n",
                 ics);
  } else {
    mail += "--" + inner + "--\r\n";
  }
  for (const auto& attached : attachments) {
    const std::string name = "name=\"" + attached.name + "\"\r\n";
    mail += part(outer, "Content-Type: " + attached.type + "; " + name + "Content-Disposition: attachment; file" + name,
                 attached.bytes);
  }
  mail += "--" + outer + "--\r\n";
  return mail;
}

}  // namespace luodi::monitor
