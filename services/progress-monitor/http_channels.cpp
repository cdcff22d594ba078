#include "services/progress-monitor/http_channels.hpp"

#include "common/http/hash.hpp"
#include "services/progress-monitor/domain/webhook_message.hpp"

namespace luodi::monitor {

namespace {
std::string hmac_sha256(std::string_view key, std::string_view data) {
  return http::hmac(http::Digest::sha256, key, data);
}

// An answer may repeat what it was asked with; reports are stored and shown.
void cover(std::string& text, const std::string& secret) {
  if (secret.empty()) return;
  for (std::size_t at = text.find(secret); at != std::string::npos; at = text.find(secret, at))
    text.replace(at, secret.size(), "***");
}

class HttpChannel : public Channel {
 public:
  HttpChannel(HttpSender& sender, TargetSettings settings, bus::WallClock wall)
      : settings_(std::move(settings)), wall_(std::move(wall)), sender_(sender) {}

  Task<SendReport> send(Outgoing message) final {
    const std::string number = message.number;
    auto request = compose(message);
    const HttpAnswer answer = co_await sender_.post(std::move(request));
    SendReport report = read(answer);
    cover(report.detail, settings_.token);
    cover(report.detail, settings_.secret);
    cover(report.detail, number);
    co_return report;
  }

 protected:
  virtual HttpPost compose(const Outgoing& message) const = 0;
  virtual SendReport read(const HttpAnswer& answer) const = 0;
  const TargetSettings settings_;
  const bus::WallClock wall_;

 private:
  HttpSender& sender_;
};

SendReport report_of(RobotVerdict verdict, const HttpAnswer& answer) {
  SendReport report{verdict.outcome, std::move(verdict.detail), answer.retry_after_ms};
  if (!answer.whole) report.detail += " (" + answer.detail + ")";
  // Too often, or a signature that is wrong: the next message would fare no better.
  report.target_down = report.outcome == SendOutcome::deferred;
  return report;
}

class RobotChannel final : public HttpChannel {
 public:
  using HttpChannel::HttpChannel;

 private:
  HttpPost compose(const Outgoing& message) const override {
    const RobotAccess access{settings_.url, settings_.token, settings_.secret};
    auto post = robot_post(settings_.target.kind, access, message.notification.message, message.id,
                           Instant::from_ms(wall_()), &hmac_sha256);
    return HttpPost(std::move(post.url), {}, std::move(post.body));
  }
  SendReport read(const HttpAnswer& answer) const override {
    if (auto report = judge_http(answer)) return std::move(*report);
    return report_of(read_robot_answer(settings_.target.kind, answer.body), answer);
  }
};

class SmsChannel final : public HttpChannel {
 public:
  using HttpChannel::HttpChannel;

 private:
  HttpPost compose(const Outgoing& message) const override {
    std::vector<std::string> headers{"Idempotency-Key: " + message.id};
    if (!settings_.token.empty()) headers.push_back("Authorization: Bearer " + settings_.token);
    return HttpPost(settings_.url, std::move(headers),
                    settings_.text->fill(message.number, message.notification.message.subject, message.id));
  }
  SendReport read(const HttpAnswer& answer) const override {
    if (auto report = judge_http(answer)) return std::move(*report);
    auto report = report_of(settings_.text->read_answer(answer.body), answer);
    report.target_down = false;  // a limit of one number says nothing about the next
    return report;
  }
};

class WebhookChannel final : public HttpChannel {
 public:
  using HttpChannel::HttpChannel;

 private:
  HttpPost compose(const Outgoing& message) const override {
    const std::int64_t now_s = wall_() / 1000;
    std::string body = webhook_body(message.id, message.notification);
    std::vector<std::string> headers{
        "webhook-id: " + message.id, "webhook-timestamp: " + std::to_string(now_s),
        "webhook-signature: " + webhook_signature(message.id, now_s, body, settings_.keys, &hmac_sha256)};
    return HttpPost(settings_.url, std::move(headers), std::move(body));
  }
  SendReport read(const HttpAnswer& answer) const override {
    auto report = judge_http(answer);
    if (!report) return SendReport{SendOutcome::delivered, "HTTP " + std::to_string(answer.status)};
    if (answer.what != HttpAnswer::What::answered) return std::move(*report);
    // A receiver that is being repaired may answer anything for a while; only "gone" is meant for ever.
    report->target_gone = answer.status == 410;
    if (!report->target_gone) report->outcome = SendOutcome::deferred;
    return std::move(*report);
  }
};
}  // namespace

std::unique_ptr<Channel> make_http_channel(HttpSender& sender, TargetSettings settings, bus::WallClock wall) {
  switch (settings.target.kind) {
    case ChannelKind::sms:
      return std::make_unique<SmsChannel>(sender, std::move(settings), std::move(wall));
    case ChannelKind::webhook:
      return std::make_unique<WebhookChannel>(sender, std::move(settings), std::move(wall));
    case ChannelKind::wecom:
    case ChannelKind::dingtalk:
    case ChannelKind::feishu:
      return std::make_unique<RobotChannel>(sender, std::move(settings), std::move(wall));
    case ChannelKind::email:
    case ChannelKind::inbox:
      break;
  }
  throw std::logic_error("no HTTP channel");
}

}  // namespace luodi::monitor
