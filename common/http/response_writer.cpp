#include "common/http/response_writer.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "common/http/syntax.hpp"

namespace luodi::http {
namespace {

// Framing belongs to the server; a handler that sets one of these is in error.
constexpr std::array<std::string_view, 4> k_reserved = {"content-length", "transfer-encoding", "connection", "date"};

bool is_legal(std::string_view name, std::string_view value) {
  if (!syntax::is_token(name) || !std::all_of(value.begin(), value.end(), syntax::is_text_char)) return false;
  return std::none_of(k_reserved.begin(), k_reserved.end(),
                      [name](std::string_view reserved) { return syntax::equals_lower(name, reserved); });
}

void append_number(std::string& out, std::size_t number) {
  std::array<char, 20> digits;
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
  out.append(digits.data(), end);
}

}  // namespace

bool status_has_body(int status) {
  return status >= 200 && status != 204 && status != 304;
}

std::string_view reason_of(int status) {
  switch (status) {
    case 200:
      return "OK";
    case 201:
      return "Created";
    case 202:
      return "Accepted";
    case 204:
      return "No Content";
    case 206:
      return "Partial Content";
    case 301:
      return "Moved Permanently";
    case 302:
      return "Found";
    case 303:
      return "See Other";
    case 304:
      return "Not Modified";
    case 307:
      return "Temporary Redirect";
    case 308:
      return "Permanent Redirect";
    case 400:
      return "Bad Request";
    case 401:
      return "Unauthorized";
    case 403:
      return "Forbidden";
    case 404:
      return "Not Found";
    case 405:
      return "Method Not Allowed";
    case 406:
      return "Not Acceptable";
    case 408:
      return "Request Timeout";
    case 409:
      return "Conflict";
    case 410:
      return "Gone";
    case 412:
      return "Precondition Failed";
    case 413:
      return "Content Too Large";
    case 414:
      return "URI Too Long";
    case 415:
      return "Unsupported Media Type";
    case 417:
      return "Expectation Failed";
    case 422:
      return "Unprocessable Content";
    case 423:
      return "Locked";
    case 428:
      return "Precondition Required";
    case 429:
      return "Too Many Requests";
    case 431:
      return "Request Header Fields Too Large";
    case 500:
      return "Internal Server Error";
    case 501:
      return "Not Implemented";
    case 502:
      return "Bad Gateway";
    case 503:
      return "Service Unavailable";
    case 504:
      return "Gateway Timeout";
    case 505:
      return "HTTP Version Not Supported";
  }
  return "";  // RFC 9112 4: the reason is optional
}

std::string_view ResponseWriter::date() {
  const std::time_t now = std::time(nullptr);
  if (now != date_at_ || date_.empty()) {
    std::tm parts{};
    gmtime_r(&now, &parts);
    std::array<char, 40> text;
    const std::size_t length = std::strftime(text.data(), text.size(), "%a, %d %b %Y %H:%M:%S GMT", &parts);
    date_.assign(text.data(), length);
    date_at_ = now;
  }
  return date_;
}

bool ResponseWriter::write_head(const Response& response, const Framing& framing, std::string& out) {
  if (response.status < 200 || response.status > 599) return false;
  if (!std::all_of(response.content_type.begin(), response.content_type.end(), syntax::is_text_char)) return false;
  for (const auto& [name, value] : response.headers) {
    if (!is_legal(name, value)) return false;
  }
  out.append("HTTP/1.1 ");
  append_number(out, static_cast<std::size_t>(response.status));
  out.push_back(' ');
  out.append(reason_of(response.status));
  out.append("\r\nDate: ").append(date());
  if (!response.content_type.empty()) out.append("\r\nContent-Type: ").append(response.content_type);
  for (const auto& [name, value] : response.headers)
    out.append("\r\n").append(name).append(": ").append(value);
  if (framing.chunked) {
    out.append("\r\nTransfer-Encoding: chunked");
  } else if (!response.stream && status_has_body(response.status)) {
    out.append("\r\nContent-Length: ");
    append_number(out, response.body.size());
  }
  if (!framing.keep_alive) {
    out.append("\r\nConnection: close");
  } else if (framing.http_1_0) {
    out.append("\r\nConnection: keep-alive");
  }
  out.append("\r\n\r\n");
  return true;
}

}  // namespace luodi::http
