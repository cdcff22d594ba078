#pragma once
// BusLink builds a service's ends of the ZeroMQ bus from its configuration: endpoints, limits, CURVE keys and their
// gate, faults into the log, counts into the metrics. The ends share one ZeroMQ context and may be dropped in any
// order. Constructors bind, so make them in Service::start. One io_context thread; destroy before the io_context.
//
//   BusLink link(rt.io, rt.config, rt.log, rt.metrics);
//   server_ = link.server();   server_->serve(handler);
//   publisher_ = link.publisher();
//   subscriber_ = link.subscriber();
#include <boost/asio/io_context.hpp>
#include <memory>

#include "common/bus/bus.hpp"
#include "common/runtime/config.hpp"
#include "common/runtime/log.hpp"
#include "common/runtime/metrics.hpp"

namespace luodi::runtime {

class BusLink {
 public:
  // Throws ConfigError when CURVE keys are given by half.
  BusLink(boost::asio::io_context& io, const ServiceConfig& config, Log& log, Metrics& metrics);
  ~BusLink();
  std::shared_ptr<bus::RpcServer> server();            // on bus.rpc.<this service>
  std::shared_ptr<bus::RpcClient> client();            // to all other services of bus.rpc
  std::shared_ptr<bus::EventPublisher> publisher();    // on bus.feed.<this service>
  std::shared_ptr<bus::EventSubscriber> subscriber();  // to all of bus.feed, its own included

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace luodi::runtime
