#include "common/bus/zmq/feed.hpp"

#include "common/bus/envelope.hpp"
#include "common/bus/zmq/socket_port.hpp"

namespace luodi::bus::zmq {

Publisher::Publisher(boost::asio::io_context& io, std::shared_ptr<Context> context, PublisherConfig config) {
  Socket socket(std::move(context), ZMQ_PUB);
  socket.set(ZMQ_SNDHWM, config.queue_limit);
  socket.set_max_message(k_max_header);  // subscriptions are short
  socket.secure(config.curve);
  socket.bind(config.endpoint);
  endpoint_ = socket.last_endpoint();
  port_ = std::make_unique<SocketPort>(io, std::move(socket));
  port_->attend();
}
Publisher::~Publisher() = default;

void Publisher::publish(FeedEvent event) {
  Frames frames;
  frames.reserve(3);
  frames.emplace_back(event_topic(event.city));
  frames.emplace_back(encode_position(event.epoch, event.seq, event.event_id));
  frames.push_back(Message::take(std::move(event.json)));
  port_->send(frames);
}

void Publisher::ring(const std::string& topic) {
  Frames frames;
  frames.reserve(3);
  frames.emplace_back(bell_topic(topic));
  frames.emplace_back();
  frames.emplace_back();
  port_->send(frames);
}

std::string Publisher::endpoint() const {
  return endpoint_;
}

Subscriber::Subscriber(boost::asio::io_context& io, std::shared_ptr<Context> context, SubscriberConfig config)
    : city_(std::move(config.city)) {
  Socket socket(std::move(context), ZMQ_SUB);
  socket.set_max_message(k_max_request_body);
  socket.secure(config.curve);
  socket.subscribe(event_topic(city_));
  socket.subscribe(bell_topic(""));
  for (const std::string& endpoint : config.endpoints)
    socket.connect(endpoint);
  port_ = std::make_unique<SocketPort>(io, std::move(socket));
  port_->listen([this](Frames& frames) { on_message(frames); });
}
Subscriber::~Subscriber() = default;

void Subscriber::on_event(std::function<void(FeedEvent)> handler) {
  event_ = std::move(handler);
}
void Subscriber::on_bell(std::function<void(std::string)> handler) {
  bell_ = std::move(handler);
}

void Subscriber::on_message(Frames& frames) {
  if (frames.size() != 3) return;  // not of this format; the stream holds the truth
  if (auto bell = decode_bell(frames[0].view())) {
    if (bell_) bell_(std::move(*bell));
    return;
  }
  auto event = decode_event(frames[0].view(), frames[1].view(), frames[2].str());
  // A subscription matches by prefix: "ev.5107" would also hear "ev.510700".
  if (event && event->city == city_ && event_) event_(std::move(*event));
}

}  // namespace luodi::bus::zmq
