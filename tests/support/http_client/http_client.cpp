#include "tests/support/http_client/http_client.hpp"

#include <algorithm>
#include <charconv>
#include <nlohmann/json.hpp>

#include "tests/support/process/eventually.hpp"

namespace luodi::test {

namespace {
std::string lower(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? char(c + 32) : c; });
  return out;
}

class Reader {
 public:
  Reader(Connection& connection, std::chrono::milliseconds limit)
      : connection_(connection), end_(std::chrono::steady_clock::now() + limit) {}
  bool line(std::string& out) {
    std::size_t at = 0;
    while ((at = buffer_.find("\r\n")) == std::string::npos)
      if (!more()) return false;
    out = buffer_.substr(0, at);
    buffer_.erase(0, at + 2);
    return true;
  }
  bool exactly(std::size_t n, std::string& out) {
    while (buffer_.size() < n)
      if (!more()) return false;
    out.append(buffer_, 0, n);
    buffer_.erase(0, n);
    return true;
  }
  std::string rest() {
    while (more()) {
    }
    return std::move(buffer_);
  }
  std::string why() const { return connection_.timed_out() ? "timeout" : "closed"; }

 private:
  bool more() {
    return connection_.read_some(
        buffer_, std::chrono::duration_cast<std::chrono::milliseconds>(end_ - std::chrono::steady_clock::now()));
  }
  Connection& connection_;
  std::chrono::steady_clock::time_point end_;
  std::string buffer_;
};

bool read_chunks(Reader& reader, std::string& body) {
  std::string line;
  while (reader.line(line)) {
    std::size_t size = 0;
    const auto parsed = std::from_chars(line.data(), line.data() + line.size(), size, 16);
    if (parsed.ec != std::errc()) return false;
    if (size == 0) return reader.line(line);
    if (!reader.exactly(size, body) || !reader.line(line)) return false;
  }
  return false;
}
}  // namespace

std::string HttpResponse::header(std::string_view name) const {
  for (const auto& [n, value] : headers)
    if (n == name) return value;
  return {};
}

bool HttpResponse::has(std::string_view name) const {
  return std::any_of(headers.begin(), headers.end(), [&](const auto& h) { return h.first == name; });
}

nlohmann::json HttpResponse::json() const {
  return nlohmann::json::parse(body, nullptr, /*allow_exceptions=*/false);
}

HttpResponse read_response(Connection& connection, bool head_only, std::chrono::milliseconds limit) {
  Reader reader(connection, limit);
  HttpResponse out;
  std::string line;
  int status = 0;
  do {  // 1xx answers come before the real one
    if (!reader.line(line)) {
      out.error = reader.why();
      return out;
    }
    if (line.size() < 12 || !line.starts_with("HTTP/1.") ||
        std::from_chars(line.data() + 9, line.data() + 12, status).ec != std::errc()) {
      out.error = "malformed";
      return out;
    }
    out.headers.clear();
    while (reader.line(line) && !line.empty()) {
      const auto colon = line.find(':');
      if (colon == std::string::npos) continue;
      const auto value = line.find_first_not_of(' ', colon + 1);
      out.headers.emplace_back(lower(line.substr(0, colon)), value == std::string::npos ? "" : line.substr(value));
    }
  } while (status < 200);
  bool complete = true;
  if (head_only || status == 204 || status == 304) {
  } else if (lower(out.header("transfer-encoding")) == "chunked") {
    complete = read_chunks(reader, out.body);
  } else if (out.has("content-length")) {
    complete = reader.exactly(std::stoul(out.header("content-length")), out.body);
  } else {
    out.body = reader.rest();
  }
  if (complete)
    out.status = status;
  else
    out.error = reader.why();
  return out;
}

HttpClient::HttpClient(std::uint16_t port, std::string host) : host_(std::move(host)), port_(port) {}

HttpResponse HttpClient::get(const std::string& target, HttpHeaders headers) {
  return request("GET", target, std::move(headers));
}
HttpResponse HttpClient::remove(const std::string& target, HttpHeaders headers) {
  return request("DELETE", target, std::move(headers));
}
HttpResponse HttpClient::post(const std::string& target, const nlohmann::json& body, HttpHeaders headers) {
  headers.emplace_back("Content-Type", "application/json");
  return request("POST", target, std::move(headers), body.dump());
}

HttpResponse HttpClient::request(const std::string& method, const std::string& target, HttpHeaders headers,
                                 std::string body) {
  std::string text = method + " " + target + " HTTP/1.1\r\nHost: " + host_ + ":" + std::to_string(port_) + "\r\n";
  auto given = [&](const std::string& name) {
    return std::any_of(headers.begin(), headers.end(), [&](const auto& h) { return lower(h.first) == lower(name); });
  };
  for (const auto& [name, value] : always_)
    if (!given(name)) text += name + ": " + value + "\r\n";
  for (const auto& [name, value] : headers)
    text += name + ": " + value + "\r\n";
  if (!body.empty() || method == "POST" || method == "PUT" || method == "PATCH")
    text += "Content-Length: " + std::to_string(body.size()) + "\r\n";
  text += "\r\n" + body;

  HttpResponse out;
  if (!connection_ || connection_->stale()) connection_ = std::make_unique<Connection>(host_, port_);
  if (!connection_->open()) {
    connection_.reset();
    out.error = "connect";
    return out;
  }
  const bool sent = connection_->send(text);
  out = read_response(*connection_, method == "HEAD", limit_);  // a refusal may come before the body was taken
  if (out.status == 0 && !sent) out.error = "send";
  if (out.status == 0 || lower(out.header("connection")) == "close") connection_.reset();
  return out;
}

bool wait_for_url(std::uint16_t port, const std::string& target, int status, std::chrono::milliseconds limit) {
  return eventually(
      [&] {
        HttpClient client(port);
        client.set_limit(std::chrono::milliseconds(2'000));
        return client.get(target).status == status;
      },
      limit);
}

}  // namespace luodi::test
