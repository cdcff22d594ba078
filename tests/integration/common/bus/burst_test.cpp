// The port alone, without the calls above it: bursts sent from outside the handler, whose sends swallow the edges of
// the replies that already arrive. A port that does not look again after sending waits for ever.
#include <atomic>
#include <thread>

#include "common/bus/zmq/socket_port.hpp"
#include "tests/contract/common/bus/transport.hpp"

namespace luodi::bus {
namespace {

constexpr int k_burst = 64;
constexpr int k_rounds = 300;
// libzmq looks at its commands at most once in 3,000,000 clock ticks while sending; the last send of a burst comes
// after that, when the replies to the others have arrived, and swallows their signal.
constexpr std::chrono::milliseconds k_before_last{3};

void spin(std::chrono::milliseconds time) {
  const auto end = std::chrono::steady_clock::now() + time;
  while (std::chrono::steady_clock::now() < end) {
  }
}

// Reflector sends every message back to its sender, on a thread of its own.
class Reflector {
 public:
  explicit Reflector(const std::string& endpoint) {
    zmq::Socket socket(std::make_shared<zmq::Context>(), ZMQ_ROUTER);
    socket.bind(endpoint);
    port_ = std::make_unique<zmq::SocketPort>(io_, std::move(socket));
    port_->listen([this](zmq::Frames& frames) { port_->send(frames); });
    thread_ = std::thread([this] { io_.run(); });
  }
  ~Reflector() {
    io_.stop();
    thread_.join();
    port_.reset();
  }

 private:
  boost::asio::io_context io_{1};
  std::unique_ptr<zmq::SocketPort> port_;
  std::thread thread_;
};

TEST(SocketPort, BurstsFromOutsideTheHandlerLoseNoReply) {
  TempDir dir;
  const std::string endpoint = "ipc://" + dir.file("reflector");
  Reflector reflector(endpoint);
  boost::asio::io_context io{1};
  zmq::Socket socket(std::make_shared<zmq::Context>(), ZMQ_DEALER);
  socket.connect(endpoint);
  zmq::SocketPort port(io, std::move(socket));
  int received = 0;
  port.listen([&](zmq::Frames& frames) { received += frames.size() == 2 && frames[1].view() == "x" ? 1 : 0; });
  for (int round = 1; round <= k_rounds; ++round) {
    for (int i = 0; i < k_burst; ++i) {
      if (i == k_burst - 1) spin(k_before_last);
      zmq::Frames frames;
      frames.emplace_back(std::string_view("key"));
      frames.emplace_back(std::string_view("x"));
      ASSERT_EQ(port.send(frames), zmq::Sent::ok);
    }
    ASSERT_TRUE(run_until(
        io, [&] { return received == round * k_burst; }, std::chrono::seconds(5)))
        << "round " << round << ": " << received % k_burst << " of " << k_burst;
  }
}

TEST(SocketPort, ACloseWithinTheHandlerEndsItsCalls) {
  TempDir dir;
  const std::string endpoint = "ipc://" + dir.file("reflector");
  Reflector reflector(endpoint);
  boost::asio::io_context io{1};
  zmq::Socket socket(std::make_shared<zmq::Context>(), ZMQ_DEALER);
  socket.connect(endpoint);
  zmq::SocketPort port(io, std::move(socket));
  int received = 0;
  port.listen([&](zmq::Frames&) {
    ++received;
    port.close();
  });
  for (int i = 0; i < 10; ++i) {
    zmq::Frames frames;
    frames.emplace_back(std::string_view("x"));
    ASSERT_EQ(port.send(frames), zmq::Sent::ok);
  }
  ASSERT_TRUE(run_until(io, [&] { return received == 1; }));
  io.run_for(std::chrono::milliseconds(20));
  EXPECT_EQ(received, 1);
  zmq::Frames frames;
  frames.emplace_back(std::string_view("x"));
  EXPECT_EQ(port.send(frames), zmq::Sent::no_peer);
  EXPECT_FALSE(port.writable());
}

}  // namespace
}  // namespace luodi::bus
