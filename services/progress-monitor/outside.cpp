#include "services/progress-monitor/outside.hpp"

namespace luodi::monitor {

namespace {
constexpr const char* k_no_domain = "luodi.invalid";  // RFC 2606: names nobody, yet ids stay unique within the city
constexpr std::int64_t k_robot_interval_ms = 3'000;   // the robots take 20 messages a minute

MailSender sender_of(const runtime::ServiceConfig& config) {
  MailSender sender;
  const std::string& from = config.smtp.from;
  sender.id_domain = is_plain_address(from) ? from.substr(from.find('@') + 1) : k_no_domain;
  sender.from.address = is_plain_address(from) ? from : "luodi@" + std::string(k_no_domain);
  sender.from.name = "项目投资促进工作委员会办公室";
  return sender;
}

std::unique_ptr<Mailer> mailer_of(runtime::Runtime& rt, const MailSender& sender) {
  const auto& smtp = rt.config.smtp;
  if (smtp.url.empty()) {
    rt.log.info("no mail server is configured, mail is written to the outbox", {{"folder", rt.config.data_dir}});
    return make_outbox_mailer(rt.pool, rt.config.data_dir + "/outbox");
  }
  SmtpOptions options;
  options.url = smtp.url;
  options.from = sender.from.address;
  options.user = smtp.user;
  options.password = runtime::read_secret_file(smtp.password_file);
  return make_smtp_mailer(rt.io, std::move(options));
}

LaneOptions pace_of(ChannelKind kind) {
  switch (kind) {
    case ChannelKind::wecom:
    case ChannelKind::dingtalk:
    case ChannelKind::feishu:
      return {1, k_robot_interval_ms};
    case ChannelKind::email:
    case ChannelKind::inbox:
    case ChannelKind::sms:
    case ChannelKind::webhook:
      return {4, 0};
  }
  return {};
}
}  // namespace

Outside::Outside(runtime::Runtime& rt)
    : sender_(sender_of(rt.config)), settings_(read_channel_settings(*rt.config.reader)), curl_(rt.io) {
  HttpLimits limits;
  limits.total_ms = static_cast<long>(settings_.timeout_ms);
  http_ = std::make_unique<HttpSender>(curl_, settings_.allowed, limits);
  email_ = std::make_unique<EmailChannel>(mailer_of(rt, sender_), sender_);
  for (const auto& target : settings_.targets)
    targets_.push_back(make_http_channel(*http_, target));
}

Reach Outside::reach() const {
  Reach out;
  for (const auto& settings : settings_.targets) {
    if (settings.target.kind == ChannelKind::sms)
      out.texting = true;
    else
      out.targets.push_back(settings.target);
  }
  return out;
}

void Outside::open(SendLanes& lanes) {
  lanes.add(std::string(codec::enum_text(ChannelKind::email)), ChannelKind::email, *email_,
            pace_of(ChannelKind::email));
  for (std::size_t i = 0; i < targets_.size(); ++i) {
    const auto& target = settings_.targets[i].target;
    // People are served by one gateway, whatever the configuration calls it.
    const std::string name = is_personal(target.kind) ? std::string(codec::enum_text(target.kind)) : target.name;
    lanes.add(name, target.kind, *targets_[i], pace_of(target.kind));
  }
}

void publish_lane_metrics(runtime::Metrics& metrics, const SendLanes& lanes) {
  for (const auto& [kind, channel] : codec::EnumNames<ChannelKind>::table) {
    if (kind == ChannelKind::inbox) continue;
    auto open = metrics.gauge("luodi_channel_breakers_open", "Targets that are left alone for a while",
                              {{"channel", std::string(channel)}});
    metrics.on_collect([&lanes, kind, open]() mutable { open.set(static_cast<double>(lanes.open_breakers(kind))); });
    auto gone = metrics.gauge("luodi_channel_targets_gone", "Targets that want nothing any more (HTTP 410)",
                              {{"channel", std::string(channel)}});
    metrics.on_collect([&lanes, kind, gone]() mutable { gone.set(static_cast<double>(lanes.gone(kind))); });
    for (const auto& [outcome, text] : codec::EnumNames<SendOutcome>::table) {
      auto tried = metrics.counter("luodi_delivery_attempts_total", "Messages tried",
                                   {{"channel", std::string(channel)}, {"outcome", std::string(text)}});
      metrics.on_collect([&lanes, kind, outcome, tried]() mutable {
        tried.raise_to(static_cast<double>(lanes.attempts(kind, outcome)));
      });
    }
  }
  auto sending = metrics.gauge("luodi_channel_sending", "Messages under way or waiting for their turn");
  metrics.on_collect([&lanes, sending]() mutable { sending.set(static_cast<double>(lanes.sending())); });
}

}  // namespace luodi::monitor
