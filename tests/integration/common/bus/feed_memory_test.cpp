// A PUB that has nothing to say must still let go of subscribers that left: libzmq frees them only when the socket
// processes its commands, and kept 12 KiB for each otherwise.
#include <unistd.h>

#include <cstdio>
#include <filesystem>

#include "tests/contract/common/bus/transport.hpp"

namespace luodi::bus {
namespace {

constexpr int k_rounds = 60;
constexpr int k_peers = 50;                        // per round
constexpr std::ptrdiff_t k_spare = 20;             // descriptors that may be open above the baseline between rounds
constexpr long k_most_growth = 12L * 1024 * 1024;  // bytes; 3,000 kept peers would be 36 MiB

long resident_bytes() {
  long total = 0;
  long resident = 0;
  std::FILE* file = std::fopen("/proc/self/statm", "re");
  EXPECT_EQ(std::fscanf(file, "%ld %ld", &total, &resident), 2);
  std::fclose(file);
  return resident * sysconf(_SC_PAGESIZE);
}

std::ptrdiff_t open_descriptors() {
  return std::distance(std::filesystem::directory_iterator("/proc/self/fd"), std::filesystem::directory_iterator());
}

// Peer connects and knows when its handshake is done.
class Peer {
 public:
  Peer(std::shared_ptr<zmq::Context> context, const std::string& endpoint, int number)
      : socket_(context, ZMQ_SUB), events_(context, ZMQ_PAIR) {
    const std::string monitor = "inproc://peer-" + std::to_string(number);
    zmq_socket_monitor(socket_.get(), monitor.c_str(), ZMQ_EVENT_HANDSHAKE_SUCCEEDED);
    events_.connect(monitor);
    socket_.subscribe("");
    socket_.connect(endpoint);
  }
  ~Peer() { zmq_socket_monitor(socket_.get(), nullptr, 0); }
  bool joined() {
    zmq::Message event;
    joined_ = joined_ || zmq_msg_recv(event.raw(), events_.get(), ZMQ_DONTWAIT) >= 0;
    return joined_;
  }

 private:
  zmq::Socket socket_;
  zmq::Socket events_;
  bool joined_ = false;
};

TEST(FeedMemory, ASilentPublisherForgetsSubscribersThatLeft) {
  TempDir dir;
  boost::asio::io_context io{1};
  zmq::PublisherConfig config;
  config.endpoint = "ipc://" + dir.file("feed");
  zmq::Publisher publisher(io, std::make_shared<zmq::Context>(), config);
  auto peers_context = std::make_shared<zmq::Context>();
  { Peer first(peers_context, config.endpoint, 0); }  // starts the threads of the context
  const auto baseline = open_descriptors();
  long after_warm_up = 0;
  int number = 0;
  for (int round = 0; round < k_rounds; ++round) {
    std::vector<std::unique_ptr<Peer>> peers;
    for (int i = 0; i < k_peers; ++i)
      peers.push_back(std::make_unique<Peer>(peers_context, config.endpoint, ++number));
    for (auto& peer : peers)
      ASSERT_TRUE(run_until(io, [&] { return peer->joined(); }));
    peers.clear();
    // libzmq closes sockets behind our back; on a busy machine the next round would run out of descriptors.
    ASSERT_TRUE(run_until(io, [&] { return open_descriptors() <= baseline + k_spare; })) << open_descriptors();
    if (round == 5) after_warm_up = resident_bytes();
  }
  const long growth = resident_bytes() - after_warm_up;
  std::printf("%d subscribers came and went: %ld KiB more\n", number, growth / 1024);
  // AddressSanitizer keeps freed memory: there only the descriptors say something.
  if (LUODI_SANITIZED == 0) {
    EXPECT_LT(growth, k_most_growth);
  }
}

}  // namespace
}  // namespace luodi::bus
