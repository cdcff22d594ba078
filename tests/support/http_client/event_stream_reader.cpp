#include "tests/support/http_client/event_stream_reader.hpp"

#include <charconv>

namespace luodi::test {

using Clock = std::chrono::steady_clock;

EventStreamReader::EventStreamReader(std::uint16_t port, const std::string& target, HttpHeaders headers,
                                     std::chrono::milliseconds limit)
    : connection_("127.0.0.1", port) {
  std::string text = "GET " + target + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: text/event-stream\r\n";
  for (const auto& [name, value] : headers)
    text += name + ": " + value + "\r\n";
  connection_.send(text + "\r\n");
  const auto end = Clock::now() + limit;
  std::size_t at = 0;
  while ((at = raw_.find("\r\n\r\n")) == std::string::npos)
    if (!more(end)) return;
  const std::string head = raw_.substr(0, at + 2);
  raw_.erase(0, at + 4);
  std::from_chars(head.data() + 9, head.data() + 12, head_.status);
  for (std::size_t from = head.find("\r\n") + 2; from < head.size();) {
    const auto stop = head.find("\r\n", from);
    const std::string line = head.substr(from, stop - from);
    const auto colon = line.find(": ");
    std::string name = line.substr(0, colon);
    for (char& c : name)
      c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    if (colon != std::string::npos) head_.headers.emplace_back(name, line.substr(colon + 2));
    from = stop + 2;
  }
  chunked_ = head_.header("transfer-encoding") == "chunked";
  if (head_.status != 200) {
    const std::size_t size = head_.has("content-length") ? std::stoul(head_.header("content-length")) : 0;
    while (raw_.size() < size && more(end)) {
    }
    head_.body = raw_;
    ended_ = true;
  }
}

bool EventStreamReader::more(Clock::time_point end) {
  return connection_.read_some(raw_, std::chrono::duration_cast<std::chrono::milliseconds>(end - Clock::now()));
}

bool EventStreamReader::take_line(std::string& line, Clock::time_point end) {
  while (true) {
    if (const auto at = text_.find('\n'); at != std::string::npos) {
      line = text_.substr(0, at);
      text_.erase(0, at + 1);
      if (!line.empty() && line.back() == '\r') line.pop_back();
      return true;
    }
    if (!chunked_) {
      text_ += raw_;
      raw_.clear();
    } else if (const auto head = raw_.find("\r\n"); head != std::string::npos) {
      std::size_t size = 0;
      std::from_chars(raw_.data(), raw_.data() + head, size, 16);
      if (size == 0) {
        ended_ = true;
        return false;
      }
      if (raw_.size() >= head + 2 + size + 2) {
        text_.append(raw_, head + 2, size);
        raw_.erase(0, head + 2 + size + 2);
        continue;
      }
    }
    if (text_.find('\n') != std::string::npos) continue;
    if (!more(end)) {
      ended_ = !connection_.timed_out();
      return false;
    }
  }
}

std::optional<ServerSentEvent> EventStreamReader::next(std::chrono::milliseconds limit, bool with_comments) {
  const auto end = Clock::now() + limit;
  ServerSentEvent out;
  std::string line;
  while (!ended_ && take_line(line, end)) {
    if (line.empty()) {
      const bool event = !out.data.empty() || !out.event.empty() || !out.id.empty();
      if (event || (with_comments && !out.comment.empty())) return out;
      out = {};
      continue;
    }
    const auto colon = line.find(':');
    const std::string name = line.substr(0, colon);
    std::string value = colon == std::string::npos ? "" : line.substr(colon + 1);
    if (!value.empty() && value.front() == ' ') value.erase(0, 1);
    if (name.empty()) out.comment = value;
    if (name == "id") out.id = value;
    if (name == "event") out.event = value;
    if (name == "data") out.data += out.data.empty() ? value : "\n" + value;
  }
  return std::nullopt;
}

}  // namespace luodi::test
