#pragma once
// Context, Message and Socket own the three kinds of libzmq objects; nothing else in Luodi calls zmq_close or
// zmq_msg_close. A socket keeps its context alive, because zmq_ctx_term waits for every socket. One thread per socket.
//
//   auto context = std::make_shared<Context>();
//   Socket router(context, ZMQ_ROUTER);
//   router.set(ZMQ_ROUTER_MANDATORY, 1);
//   router.bind("ipc:///run/luodi/intake.rpc");
#include <zmq.h>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace luodi::bus::zmq {

class Context {
 public:
  Context();
  ~Context();  // waits for lingering replies, at most k_reply_linger_ms
  Context(const Context&) = delete;
  Context& operator=(const Context&) = delete;
  void* get() const { return context_; }
  bool gated() const { return gated_; }
  void set_gated() { gated_ = true; }  // by CurveGate

 private:
  void* context_;
  bool gated_ = false;
};

// Message is one frame.
class Message {
 public:
  Message() { zmq_msg_init(&message_); }
  explicit Message(std::string_view bytes);  // copies
  // Long texts are handed over without a copy; below 4 KiB the copy is cheaper than the extra allocation.
  static Message take(std::string&& text);
  Message(Message&& other) noexcept {
    zmq_msg_init(&message_);
    zmq_msg_move(&message_, &other.message_);
  }
  Message& operator=(Message&& other) noexcept {
    zmq_msg_move(&message_, &other.message_);
    return *this;
  }
  ~Message() { zmq_msg_close(&message_); }
  std::string_view view() const { return {static_cast<const char*>(zmq_msg_data(&message_)), zmq_msg_size(&message_)}; }
  std::string str() const { return std::string(view()); }
  zmq_msg_t* raw() { return &message_; }

 private:
  mutable zmq_msg_t message_;  // zmq_msg_data is not const, although it only reads
};

using Frames = std::vector<Message>;

// CURVE keys in Z85 text (40 characters). Empty = no encryption, for unix sockets and loopback only. A server with a
// key refuses to start unless its context has a CurveGate, which names the clients.
struct CurveServer {
  std::string secret_key;
};
struct CurveClient {
  std::string server_public_key;
  std::string public_key;
  std::string secret_key;
};

class Socket {
 public:
  Socket(std::shared_ptr<Context> context, int type);  // sets heartbeats, reconnect steps and linger 0
  ~Socket();
  Socket(Socket&& other) noexcept;
  Socket& operator=(Socket&&) = delete;

  void set(int option, int value);
  void set_max_message(std::size_t bytes);  // a peer that sends a longer frame is disconnected
  void set_text(int option, std::string_view value);
  void subscribe(std::string_view prefix);
  void secure(const CurveServer& keys);
  void secure(const CurveClient& keys);
  void bind(const std::string& endpoint);  // throws std::system_error: a service that cannot bind must not start
  void connect(const std::string& endpoint);
  std::string last_endpoint() const;
  void* get() const { return socket_; }

 private:
  std::shared_ptr<Context> context_;
  void* socket_;
};

}  // namespace luodi::bus::zmq
