#pragma once
// CurlLoop performs libcurl transfers, as many at once as there are, on one thread of its own: a receiver that does not
// answer costs a socket, not one of the pool's threads. That holds for HTTP; SMTP waits within libcurl for the answers
// to the end of the data and to the goodbye, so mails that shall not wait for each other have a loop each. The answer
// arrives on the io_context. stop() aborts what runs, also what waits like that, within a second.
// One io_context thread; the callbacks of a transfer run on the loop's thread.
//
//   struct Get : Transfer { ... };                       // owns everything that its handle points to
//   auto get = std::make_shared<Get>(); curl_easy_setopt(get->easy(), ...);
//   const CURLcode code = co_await curl.perform(get);
#include <curl/curl.h>

#include <atomic>
#include <boost/asio/io_context.hpp>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "common/store/async_event.hpp"
#include "common/store/store.hpp"

namespace luodi::monitor {

class Transfer {
 public:
  Transfer();
  virtual ~Transfer();
  Transfer(const Transfer&) = delete;
  Transfer& operator=(const Transfer&) = delete;
  CURL* easy() const { return easy_; }
  template <class Value>
  void set(CURLoption option, Value value) {
    curl_easy_setopt(easy_, option, value);
  }
  template <class Value>
  Value info(CURLINFO which) const {
    Value value = 0;
    curl_easy_getinfo(easy_, which, &value);
    return value;
  }
  std::string fault_text(CURLcode code) const;  // the transfer's own words, where it has some
  void give_up() { given_up_ = true; }          // from any thread; it ends within a second
  // What it is for is done, and what is left need not be waited for. On the loop's thread.
  virtual bool is_over() const { return false; }

 private:
  static int watch(void* user, curl_off_t, curl_off_t, curl_off_t, curl_off_t);
  std::atomic<bool> given_up_{false};
  CURL* easy_;
  char fault_[CURL_ERROR_SIZE] = "";
};

class CurlLoop {
 public:
  explicit CurlLoop(boost::asio::io_context& io);
  ~CurlLoop();
  CurlLoop(const CurlLoop&) = delete;
  CurlLoop& operator=(const CurlLoop&) = delete;
  // A transfer that is given up by its caller still runs to its own end.
  store::Task<CURLcode> perform(std::shared_ptr<Transfer> transfer);
  void stop();  // what runs and what comes ends with CURLE_ABORTED_BY_CALLBACK

 private:
  struct Job;
  void work();
  void take_new();
  void finish(const std::shared_ptr<Job>& job, CURLcode code);

  boost::asio::io_context& io_;
  CURLM* multi_;
  std::mutex lock_;
  std::vector<std::shared_ptr<Job>> new_;      // under lock_
  std::vector<std::shared_ptr<Job>> running_;  // under lock_ where the loop's thread changes it, and for all others
  bool stopping_ = false;                      // under lock_
  std::thread thread_;
};

}  // namespace luodi::monitor
