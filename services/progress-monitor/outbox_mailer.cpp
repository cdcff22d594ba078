#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>

#include "services/progress-monitor/mailer.hpp"

namespace luodi::monitor {

namespace {
// Written aside, flushed, renamed: whoever collects the outbox never sees half a mail.
SendReport write_mail(const std::string& folder, const std::string& id, const std::string& mail) {
  std::error_code fault;
  std::filesystem::create_directories(folder, fault);
  const std::string aside = folder + "/." + id + ".part";
  const std::string final_name = folder + "/" + id + ".eml";
  auto failed = [](const char* what) {
    return SendReport(SendOutcome::deferred, std::string(what) + ": " + std::strerror(errno));
  };
  const int fd = open(aside.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0640);
  if (fd < 0) return failed("open");
  std::size_t at = 0;
  while (at < mail.size()) {
    const auto n = write(fd, mail.data() + at, mail.size() - at);
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) {
      auto result = failed("write");
      close(fd);
      return result;
    }
    at += static_cast<std::size_t>(n);
  }
  if (fsync(fd) != 0) {
    auto result = failed("fsync");
    close(fd);
    return result;
  }
  close(fd);
  if (rename(aside.c_str(), final_name.c_str()) != 0) return failed("rename");
  return SendReport(SendOutcome::delivered, "outbox/" + id + ".eml");
}

class OutboxMailer final : public Mailer {
 public:
  OutboxMailer(runtime::Pool& pool, std::string folder) : pool_(pool), folder_(std::move(folder)) {}
  Task<SendReport> send(std::string id, std::string, std::string mail) override {
    auto work = [folder = folder_, id = std::move(id), mail = std::move(mail)] { return write_mail(folder, id, mail); };
    co_return co_await pool_.run(work);
  }

 private:
  runtime::Pool& pool_;
  std::string folder_;
};
}  // namespace

std::unique_ptr<Mailer> make_outbox_mailer(runtime::Pool& pool, std::string folder) {
  return std::make_unique<OutboxMailer>(pool, std::move(folder));
}

}  // namespace luodi::monitor
