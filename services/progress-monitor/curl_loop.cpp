#include "services/progress-monitor/curl_loop.hpp"

#include <algorithm>
#include <boost/asio/post.hpp>
#include <stdexcept>

namespace luodi::monitor {

namespace {
constexpr int k_poll_ms = 1'000;  // libcurl wakes earlier for sockets, timeouts and new work
constexpr std::chrono::seconds k_wait{60};

void start_libcurl() {
  static const CURLcode ready = curl_global_init(CURL_GLOBAL_DEFAULT);
  if (ready != CURLE_OK) throw std::runtime_error("libcurl cannot be used");
}
}  // namespace

Transfer::Transfer() {
  start_libcurl();
  easy_ = curl_easy_init();
  if (easy_ == nullptr) throw std::runtime_error("libcurl has no handle");
  set(CURLOPT_NOSIGNAL, 1L);  // threads: no SIGALRM
  set(CURLOPT_ERRORBUFFER, fault_);
  set(CURLOPT_NOPROGRESS, 0L);  // asked about once a second, also while libcurl waits by itself
  set(CURLOPT_XFERINFOFUNCTION, &watch);
  set(CURLOPT_XFERINFODATA, this);
}
int Transfer::watch(void* user, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
  const auto& self = *static_cast<const Transfer*>(user);
  return self.given_up_ || self.is_over() ? 1 : 0;
}
Transfer::~Transfer() {
  curl_easy_cleanup(easy_);
}
std::string Transfer::fault_text(CURLcode code) const {
  return *fault_ ? fault_ : curl_easy_strerror(code);
}

struct CurlLoop::Job {
  Job(boost::asio::io_context& io, std::shared_ptr<Transfer> t) : transfer(std::move(t)), ended(io) {}
  std::shared_ptr<Transfer> transfer;
  store::AsyncEvent ended;
  bool done = false;  // of the io_context thread, as is `ended`
  CURLcode code = CURLE_OK;
};

CurlLoop::CurlLoop(boost::asio::io_context& io) : io_(io) {
  start_libcurl();
  multi_ = curl_multi_init();
  if (multi_ == nullptr) throw std::runtime_error("libcurl has no multi handle");
  thread_ = std::thread([this] { work(); });
}

CurlLoop::~CurlLoop() {
  stop();
  thread_.join();
  curl_multi_cleanup(multi_);
}

void CurlLoop::stop() {
  {
    const std::lock_guard guard(lock_);
    stopping_ = true;
    for (const auto& job : running_)
      job->transfer->give_up();
  }
  curl_multi_wakeup(multi_);
}

store::Task<CURLcode> CurlLoop::perform(std::shared_ptr<Transfer> transfer) {
  const auto job = std::make_shared<Job>(io_, std::move(transfer));
  bool late = false;
  {
    const std::lock_guard guard(lock_);
    late = stopping_;
    if (!late) new_.push_back(job);
  }
  if (late) co_return CURLE_ABORTED_BY_CALLBACK;
  curl_multi_wakeup(multi_);
  while (!job->done)
    co_await job->ended.wait_until(store::AsyncEvent::Clock::now() + k_wait);
  co_return job->code;
}

void CurlLoop::finish(const std::shared_ptr<Job>& job, CURLcode code) {
  curl_multi_remove_handle(multi_, job->transfer->easy());
  boost::asio::post(io_, [job, code] {
    job->code = code;
    job->done = true;
    job->ended.notify_all();
  });
}

void CurlLoop::take_new() {
  const std::lock_guard guard(lock_);
  for (auto& job : new_) {
    if (curl_multi_add_handle(multi_, job->transfer->easy()) == CURLM_OK)
      running_.push_back(std::move(job));
    else
      finish(job, CURLE_FAILED_INIT);
  }
  new_.clear();
}

void CurlLoop::work() {
  const auto stopped = [this] {
    const std::lock_guard guard(lock_);
    return stopping_;
  };
  while (!stopped()) {
    take_new();
    int busy = 0;
    curl_multi_perform(multi_, &busy);
    int left = 0;
    while (const CURLMsg* message = curl_multi_info_read(multi_, &left)) {
      const CURLcode code = message->data.result;  // removing the handle takes the message with it
      const auto found = std::find_if(running_.begin(), running_.end(),
                                      [&](const auto& job) { return job->transfer->easy() == message->easy_handle; });
      finish(*found, code);
      const std::lock_guard guard(lock_);
      running_.erase(found);
    }
    curl_multi_poll(multi_, nullptr, 0, k_poll_ms, nullptr);
  }
  take_new();
  for (const auto& job : running_)
    finish(job, CURLE_ABORTED_BY_CALLBACK);
}

}  // namespace luodi::monitor
