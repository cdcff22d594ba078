#include "common/bus/zmq/curve_gate.hpp"

#include <cstdint>

namespace luodi::bus::zmq {
namespace {

constexpr char k_zap_endpoint[] = "inproc://zeromq.zap.01";
constexpr std::size_t k_key_bytes = 32;

// Frames of a question behind a ROUTER: identity, empty, version, request id, domain, address, routing id, mechanism,
// credentials (for CURVE the raw client key).
enum : std::size_t { k_version = 2, k_request_id = 3, k_mechanism = 7, k_client_key = 8, k_question_frames = 9 };

std::string z85(std::string_view key) {
  char text[41];
  return zmq_z85_encode(text, reinterpret_cast<const std::uint8_t*>(key.data()), key.size()) ? text : std::string();
}

}  // namespace

CurveGate::CurveGate(boost::asio::io_context& io, std::shared_ptr<Context> context,
                     std::vector<std::string> allowed_public_keys)
    : allowed_(allowed_public_keys.begin(), allowed_public_keys.end()) {
  Socket socket(context, ZMQ_ROUTER);
  socket.bind(k_zap_endpoint);
  context->set_gated();
  port_ = std::make_unique<SocketPort>(io, std::move(socket));
  port_->listen([this](Frames& frames) { on_question(frames); });
}

void CurveGate::on_question(Frames& frames) {
  if (frames.size() < k_mechanism + 1 || frames[k_version].view() != "1.0") return;
  const bool curve = frames.size() == k_question_frames && frames[k_mechanism].view() == "CURVE" &&
                     frames[k_client_key].view().size() == k_key_bytes;
  const bool allowed = curve && allowed_.count(z85(frames[k_client_key].view())) > 0;
  if (!allowed) ++refused_;
  Frames answer;
  answer.push_back(std::move(frames[0]));
  answer.emplace_back();
  answer.emplace_back(std::string_view("1.0"));
  answer.push_back(std::move(frames[k_request_id]));
  answer.emplace_back(std::string_view(allowed ? "200" : "400"));
  answer.emplace_back(std::string_view(allowed ? "OK" : "unknown client key"));
  answer.emplace_back();  // user id
  answer.emplace_back();  // metadata
  port_->send(answer);
}

}  // namespace luodi::bus::zmq
