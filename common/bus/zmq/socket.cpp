#include "common/bus/zmq/socket.hpp"

#include <cstring>
#include <stdexcept>
#include <system_error>
#include <utility>

namespace luodi::bus::zmq {
namespace {

constexpr std::size_t k_copy_below = 4096;    // bytes
constexpr int k_heartbeat_ms = 1000;          // a dead or frozen peer is noticed ...
constexpr int k_heartbeat_timeout_ms = 3000;  // ... within this time; libzmq's default is never
constexpr int k_reconnect_ms = 100;           // first step; doubles up to
constexpr int k_reconnect_max_ms = 5000;      // this, so that a restarted service is not stormed
constexpr int k_handshake_ms = 5000;          // libzmq's default of 30 s lets half-open peers pile up
constexpr std::size_t k_z85_key = 40;         // characters

[[noreturn]] void raise(const std::string& what) {
  throw std::system_error(zmq_errno(), std::generic_category(), "bus: " + what + ": " + zmq_strerror(zmq_errno()));
}

void check_key(const std::string& key, const char* name) {
  if (key.size() != k_z85_key) throw std::invalid_argument(std::string("bus: CURVE ") + name + " is not a Z85 key");
}

}  // namespace

Context::Context() : context_(zmq_ctx_new()) {
  if (context_ == nullptr) raise("zmq_ctx_new");
  zmq_ctx_set(context_, ZMQ_IO_THREADS, 1);
}
Context::~Context() {
  while (zmq_ctx_term(context_) != 0 && zmq_errno() == EINTR) {
  }
}

Message::Message(std::string_view bytes) {
  if (zmq_msg_init_size(&message_, bytes.size()) != 0) throw std::bad_alloc();
  if (!bytes.empty()) std::memcpy(zmq_msg_data(&message_), bytes.data(), bytes.size());
}

Message Message::take(std::string&& text) {
  if (text.size() < k_copy_below) return Message(std::string_view(text));
  auto owned = std::make_unique<std::string>(std::move(text));
  Message message;
  const auto release = [](void*, void* hint) { delete static_cast<std::string*>(hint); };
  if (zmq_msg_init_data(&message.message_, owned->data(), owned->size(), release, owned.get()) != 0)
    throw std::bad_alloc();
  owned.release();
  return message;
}

Socket::Socket(std::shared_ptr<Context> context, int type)
    : context_(std::move(context)), socket_(zmq_socket(context_->get(), type)) {
  if (socket_ == nullptr) raise("zmq_socket");
  set(ZMQ_LINGER, 0);
  set(ZMQ_HEARTBEAT_IVL, k_heartbeat_ms);
  set(ZMQ_HEARTBEAT_TIMEOUT, k_heartbeat_timeout_ms);
  set(ZMQ_HEARTBEAT_TTL, k_heartbeat_timeout_ms);
  set(ZMQ_RECONNECT_IVL, k_reconnect_ms);
  set(ZMQ_RECONNECT_IVL_MAX, k_reconnect_max_ms);
  set(ZMQ_HANDSHAKE_IVL, k_handshake_ms);
}
Socket::Socket(Socket&& other) noexcept
    : context_(std::move(other.context_)), socket_(std::exchange(other.socket_, nullptr)) {}
Socket::~Socket() {
  if (socket_ != nullptr) zmq_close(socket_);
}

void Socket::set(int option, int value) {
  if (zmq_setsockopt(socket_, option, &value, sizeof value) != 0) raise("option " + std::to_string(option));
}
void Socket::set_max_message(std::size_t bytes) {
  const auto value = static_cast<std::int64_t>(bytes);
  if (zmq_setsockopt(socket_, ZMQ_MAXMSGSIZE, &value, sizeof value) != 0) raise("ZMQ_MAXMSGSIZE");
}
void Socket::set_text(int option, std::string_view value) {
  if (zmq_setsockopt(socket_, option, value.data(), value.size()) != 0) raise("option " + std::to_string(option));
}
void Socket::subscribe(std::string_view prefix) {
  set_text(ZMQ_SUBSCRIBE, prefix);
}

void Socket::secure(const CurveServer& keys) {
  if (keys.secret_key.empty()) return;
  check_key(keys.secret_key, "server secret_key");
  set(ZMQ_CURVE_SERVER, 1);
  set_text(ZMQ_CURVE_SECRETKEY, keys.secret_key);
  if (!context_->gated()) throw std::logic_error("bus: a CURVE server needs a CurveGate in its context");
  set_text(ZMQ_ZAP_DOMAIN, "luodi");
}
void Socket::secure(const CurveClient& keys) {
  if (keys.server_public_key.empty()) return;
  check_key(keys.server_public_key, "server_public_key");
  check_key(keys.public_key, "public_key");
  check_key(keys.secret_key, "secret_key");
  set_text(ZMQ_CURVE_SERVERKEY, keys.server_public_key);
  set_text(ZMQ_CURVE_PUBLICKEY, keys.public_key);
  set_text(ZMQ_CURVE_SECRETKEY, keys.secret_key);
}

void Socket::bind(const std::string& endpoint) {
  if (zmq_bind(socket_, endpoint.c_str()) != 0) raise("cannot bind " + endpoint);
}
void Socket::connect(const std::string& endpoint) {
  if (zmq_connect(socket_, endpoint.c_str()) != 0) raise("cannot connect " + endpoint);
}

std::string Socket::last_endpoint() const {
  char text[512];
  std::size_t size = sizeof text;
  if (zmq_getsockopt(socket_, ZMQ_LAST_ENDPOINT, text, &size) != 0) raise("ZMQ_LAST_ENDPOINT");
  return text;
}

}  // namespace luodi::bus::zmq
