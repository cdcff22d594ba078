#pragma once
// Session serves one connection: gate, parse, ask the handler, answer, again. Requests of one connection are answered
// in order, one at a time; what is pipelined waits in the socket. After any refusal the answer is sent, the connection
// lingers until the peer has read it, and is closed. One io_context thread.
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <memory>
#include <string>
#include <unordered_map>
#include <unordered_set>

#include "common/http/deadlines.hpp"
#include "common/http/error_into.hpp"
#include "common/http/event_stream.hpp"
#include "common/http/header_gate.hpp"
#include "common/http/input_buffer.hpp"
#include "common/http/message_parser.hpp"
#include "common/http/problem.hpp"
#include "common/http/response_writer.hpp"
#include "common/http/server.hpp"

namespace luodi::http {

class Session;

// What the sessions of one server share.
struct ServerCore {
  ServerCore(ServerConfig c, Handler h) : config(std::move(c)), handler(std::move(h)) {}
  virtual ~ServerCore() = default;
  virtual void on_session_end() = 0;

  ServerConfig config;
  Handler handler;
  std::shared_ptr<Deadlines> deadlines;
  ResponseWriter writer;
  std::unordered_set<Session*> sessions;
  std::unordered_map<std::string, std::size_t> per_peer;
  bool draining = false;
};

class Session : public Timed, public std::enable_shared_from_this<Session> {
 public:
  Session(std::shared_ptr<ServerCore> core, boost::asio::ip::tcp::socket socket, std::string peer);
  ~Session() override;

  static Task<void> run(std::shared_ptr<Session> self);
  // For a connection over a cap: 503 and close.
  static Task<void> turn_away(std::shared_ptr<Session> self);

  void begin_drain();  // closes when idle, else after the answer under way
  void close();

 private:
  void on_deadline(Phase phase) override;
  void arm(Phase phase);
  void disarm() { core_->deadlines->disarm(*this); }

  Task<bool> serve_one();
  Task<bool> read_body(MessageParser& parser, const HeaderFacts& facts, ProblemContext context);
  Task<Response> ask(Request request, const ProblemContext& context);
  Task<bool> answer(Response response, Framing framing, bool head_only, const ProblemContext& context);
  Task<bool> write_rest(std::string_view head, std::string_view body);
  bool write_now(std::string_view& head, std::string_view& body);
  Task<void> refuse(Error error, ProblemContext context);
  Task<void> linger();
  Task<void> stream(Response response, bool chunked);

  std::shared_ptr<ServerCore> core_;
  boost::asio::ip::tcp::socket socket_;
  std::string peer_;
  InputBuffer input_;
  HeaderGate gate_;
  std::shared_ptr<StreamWriter> stream_;
  bool idle_ = false;     // waiting for the first byte of a request
  bool expired_ = false;  // the armed deadline has passed
};

}  // namespace luodi::http
