#pragma once
// Channel hands one message to one place outside and tells what is known about it: delivered, refused, deferred or
// unknown; never more than that. Each composes its own form of the message with the pure rules in domain/ and puts the
// notification's id into it (Message-ID, webhook-id, idempotency key, text tag), so that a repeat is recognisable.
// Nothing secret stands in a report. One io_context thread.
//
//   Outgoing message(id, notification);
//   const SendReport report = co_await channel.send(std::move(message));
#include <string>
#include <utility>

#include "services/progress-monitor/domain/notification.hpp"
#include "services/progress-monitor/world.hpp"

namespace luodi::monitor {

class Outgoing {
 public:
  Outgoing(std::string i, Notification n) : id(std::move(i)), notification(std::move(n)) {}
  std::string id;
  Notification notification;
  std::string number;  // of the reader's mobile, where the channel needs it: no part of the notification
};

class Channel {
 public:
  virtual ~Channel() = default;
  virtual Task<SendReport> send(Outgoing message) = 0;
};

}  // namespace luodi::monitor
