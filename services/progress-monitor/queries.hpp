#pragma once
// Queries of the monitor, answered from memory: interviews, a notice as PDF and as calendar file, minutes as PDF,
// notifications. PDFs are made on the pool, never on the loop.
#include "services/progress-monitor/commands.hpp"
#include "services/progress-monitor/domain/ics.hpp"
#include "services/progress-monitor/past.hpp"
#include "services/progress-monitor/press.hpp"

namespace luodi::monitor {

class Queries {
 public:
  // uid_domain: right side of calendar UIDs, the same as in mails.
  Queries(MonitorBackend& backend, const Indexes& indexes, Past& past, Organizer organizer, std::string uid_domain,
          Press& press)
      : backend_(backend),
        indexes_(indexes),
        past_(past),
        organizer_(std::move(organizer)),
        uid_domain_(std::move(uid_domain)),
        press_(press) {}
  void join();  // adds the operations to the backend

 private:
  Task<bus::Reply> list_interviews(bus::Request request);
  Task<bus::Reply> get_interview(bus::Request request);
  Task<bus::Reply> notice_ics(bus::Request request);
  Task<bus::Reply> notice_pdf(bus::Request request);
  Task<bus::Reply> minutes_pdf(bus::Request request);
  Task<bus::Reply> get_notification(bus::Request request);
  Task<bus::Reply> list_notifications(bus::Request request);

  MonitorBackend& backend_;
  const Indexes& indexes_;
  Past& past_;
  Organizer organizer_;
  std::string uid_domain_;
  Press& press_;
};

}  // namespace luodi::monitor
