#pragma once
// HttpSender posts one JSON body and tells what is known about it. No redirect is followed, no proxy of the environment
// is used, no answer longer than 64 KiB is read, and the address is judged at the moment it is connected, so a name
// that DNS leads inside the house goes nowhere. A connection carries one request: libcurl would silently repeat a
// POST on a kept one that has died. One io_context thread.
//
//   HttpPost request("https://portal.example/hook", {"webhook-id: ntf_1"}, body);
//   const HttpAnswer answer = co_await sender.post(std::move(request));
#include <optional>
#include <string>
#include <vector>

#include "services/progress-monitor/channel.hpp"
#include "services/progress-monitor/curl_loop.hpp"
#include "services/progress-monitor/domain/outbound_address.hpp"

namespace luodi::monitor {

struct HttpLimits {
  long connect_ms = 5'000;
  long total_ms = 15'000;  // shorter than the lease of the job, so that no second worker sends meanwhile
};

class HttpPost {
 public:
  HttpPost(std::string u, std::vector<std::string> h, std::string b)
      : url(std::move(u)), headers(std::move(h)), body(std::move(b)) {}
  std::string url;  // may hold a token: never logged
  std::vector<std::string> headers;
  std::string body;
};

class HttpAnswer {
 public:
  enum class What {
    answered,    // status is known; body may be cut off
    not_sent,    // no connection, or the request did not leave whole: nobody acted on it
    unanswered,  // it left whole and no answer came: it may have been acted on
    forbidden    // its address is none that we send to
  };
  What what = What::not_sent;
  long status = 0;
  std::string body;
  bool whole = false;  // the body
  std::optional<std::int64_t> retry_after_ms;
  std::string detail;
};

class HttpSender {
 public:
  HttpSender(CurlLoop& curl, AddressList allowed, HttpLimits limits)
      : curl_(curl), allowed_(std::move(allowed)), limits_(limits) {}
  Task<HttpAnswer> post(HttpPost request);

 private:
  CurlLoop& curl_;
  AddressList allowed_;
  HttpLimits limits_;
};

// What an answer means wherever 2xx is not the whole story; nullopt for 2xx.
std::optional<SendReport> judge_http(const HttpAnswer& answer);

}  // namespace luodi::monitor
