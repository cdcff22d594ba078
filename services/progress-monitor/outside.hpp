#pragma once
// Outside is every way out of this process, made from its configuration: the mail server or the outbox, the groups and
// systems of [channels], the SMS gateway. It owns the channels; SendLanes uses them. One io_context thread.
//
//   Outside outside(rt);                      // reads the configuration, throws ConfigError
//   outside.open(lanes);
#include <memory>
#include <string>
#include <vector>

#include "common/runtime/service_main.hpp"
#include "services/progress-monitor/domain/recipients.hpp"
#include "services/progress-monitor/http_channels.hpp"
#include "services/progress-monitor/mailer.hpp"
#include "services/progress-monitor/send_lanes.hpp"

namespace luodi::monitor {

class Outside {
 public:
  explicit Outside(runtime::Runtime& rt);
  const MailSender& sender() const { return sender_; }
  EmailChannel& email() { return *email_; }  // to say what is attached
  Reach reach() const;                       // groups and systems; accounts are the caller's
  void open(SendLanes& lanes);
  void stop() {  // cuts short what is under way
    curl_.stop();
    email_->stop();
  }

 private:
  MailSender sender_;
  ChannelSettings settings_;
  CurlLoop curl_;
  std::unique_ptr<HttpSender> http_;
  std::unique_ptr<EmailChannel> email_;
  std::vector<std::unique_ptr<Channel>> targets_;  // in the order of settings_
};

void publish_lane_metrics(runtime::Metrics& metrics, const SendLanes& lanes);

}  // namespace luodi::monitor
