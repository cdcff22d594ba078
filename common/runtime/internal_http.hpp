#pragma once
// InternalHttp is the listener for operators and Prometheus: /livez, /startupz, /readyz (?verbose), /metrics. It binds
// to its own address, never the public one (ASVS 13.4.5). One io_context thread; destroy before the io_context.
//
//   InternalHttp internal(io, "127.0.0.1", 9101, health, metrics);
#include <boost/asio/io_context.hpp>
#include <cstdint>
#include <memory>
#include <string>

#include "common/bus/bus.hpp"
#include "common/runtime/health.hpp"
#include "common/runtime/metrics.hpp"

namespace luodi::http {
class Server;
}

namespace luodi::runtime {

class InternalHttp {
 public:
  // Throws std::system_error when the address is taken. Port 0 = any free port.
  InternalHttp(boost::asio::io_context& io, const std::string& address, std::uint16_t port, Health& health,
               Metrics& metrics);
  ~InternalHttp();
  std::uint16_t port() const;
  bus::Task<void> drain();

 private:
  std::unique_ptr<http::Server> server_;
};

}  // namespace luodi::runtime
