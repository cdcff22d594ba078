#pragma once
// HttpClient is a small blocking HTTP/1.1 client for tests: keep-alive, explicit headers, JSON in and out. It never
// repeats a request by itself, so that a test sees exactly what one request did. Not thread-safe; one per thread.
//
//   HttpClient client(port);
//   client.set("Authorization", "Bearer " + token);
//   HttpResponse r = client.post("/v1/projects", body, {{"Idempotency-Key", "k1"}});
//   EXPECT_EQ(r.status, 201) << r.body;
//   EXPECT_EQ(r.json()["stage"], "lead");
#include <map>
#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <utility>
#include <vector>

#include "tests/support/http_client/connection.hpp"

namespace luodi::test {

using HttpHeaders = std::vector<std::pair<std::string, std::string>>;

struct HttpResponse {
  int status = 0;       // 0 = no complete answer; `error` says why
  std::string error;    // "connect" | "send" | "closed" | "timeout" | "malformed"
  HttpHeaders headers;  // names in lower case, in order
  std::string body;
  std::string header(std::string_view lower_case_name) const;  // empty when absent
  bool has(std::string_view lower_case_name) const;
  nlohmann::json json() const;  // discarded value when the body is no JSON
};

class HttpClient {
 public:
  explicit HttpClient(std::uint16_t port, std::string host = "127.0.0.1");
  void set(const std::string& name, std::string value) { always_[name] = std::move(value); }  // on every request
  void unset(const std::string& name) { always_.erase(name); }
  void set_limit(std::chrono::milliseconds limit) { limit_ = limit; }

  HttpResponse get(const std::string& target, HttpHeaders headers = {});
  HttpResponse remove(const std::string& target, HttpHeaders headers = {});  // DELETE
  HttpResponse post(const std::string& target, const nlohmann::json& body, HttpHeaders headers = {});
  HttpResponse request(const std::string& method, const std::string& target, HttpHeaders headers = {},
                       std::string body = {});

 private:
  std::string host_;
  std::uint16_t port_;
  std::chrono::milliseconds limit_ = k_http_limit;
  std::map<std::string, std::string> always_;
  std::unique_ptr<Connection> connection_;
};

// Reads one answer (Content-Length, chunked, or until the end). `head_only`: the answer of HEAD.
HttpResponse read_response(Connection& connection, bool head_only, std::chrono::milliseconds limit = k_http_limit);

// True once GET http://127.0.0.1:port<target> answers with the status.
bool wait_for_url(std::uint16_t port, const std::string& target, int status = 200,
                  std::chrono::milliseconds limit = std::chrono::milliseconds(10'000));

}  // namespace luodi::test
