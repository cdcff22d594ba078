#pragma once
// ZeroMQ event feed: a PUB that rings the bell after a commit, a SUB that hears all services. Best effort: libzmq drops
// for a slow or absent subscriber without an error, so readers catch up from the stream. One io_context thread; destroy
// before the io_context.
//
//   zmq::Publisher publisher(io, context, config);   publisher.publish(event);
//   zmq::Subscriber feed(io, context, config);       feed.on_event([](FeedEvent e) { ... });
#include <boost/asio/io_context.hpp>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "common/bus/bus.hpp"
#include "common/bus/zmq/socket.hpp"

namespace luodi::bus::zmq {

class SocketPort;

struct PublisherConfig {
  std::string endpoint;
  CurveServer curve;
  int queue_limit = 1000;  // messages per subscriber; more would only delay the catch-up from the stream
};

class Publisher final : public EventPublisher {
 public:
  Publisher(boost::asio::io_context& io, std::shared_ptr<Context> context, PublisherConfig config);
  ~Publisher() override;
  void publish(FeedEvent event) override;
  void ring(const std::string& topic) override;
  std::string endpoint() const;

 private:
  std::string endpoint_;
  std::unique_ptr<SocketPort> port_;
};

struct SubscriberConfig {
  std::vector<std::string> endpoints;  // the publishers of all services
  std::string city;                    // events of this city only; bells of all
  CurveClient curve;
};

class Subscriber final : public EventSubscriber {
 public:
  Subscriber(boost::asio::io_context& io, std::shared_ptr<Context> context, SubscriberConfig config);
  ~Subscriber() override;
  void on_event(std::function<void(FeedEvent)> handler) override;
  void on_bell(std::function<void(std::string topic)> handler) override;

 private:
  void on_message(std::vector<Message>& frames);
  std::string city_;
  std::function<void(FeedEvent)> event_;
  std::function<void(std::string)> bell_;
  std::unique_ptr<SocketPort> port_;
};

}  // namespace luodi::bus::zmq
