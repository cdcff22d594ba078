#pragma once
// The server's side of one event stream: queues text and writes it in order, as chunks to an HTTP/1.1 reader. A reader
// that lets more than 256 KiB pile up, or does not take one write within the write deadline, is dropped: it can come
// back with Last-Event-ID, while an unbounded queue would take the whole process down. One thread.
#include <boost/asio/ip/tcp.hpp>
#include <functional>
#include <memory>
#include <string>

#include "common/http/server.hpp"

namespace luodi::http {

inline constexpr std::size_t k_max_stream_queue = 256 * 1024;

enum class StreamState { writing, waiting, ended };

class StreamWriter : public std::enable_shared_from_this<StreamWriter> {
 public:
  // `on_state` lets the owner arm its deadlines: a write started, none is under way, everything is written and the
  // sending side is shut. `owner` holds the socket and this writer.
  StreamWriter(boost::asio::ip::tcp::socket& socket, bool chunked, std::weak_ptr<void> owner,
               std::function<void(StreamState)> on_state)
      : socket_(socket), chunked_(chunked), owner_(std::move(owner)), on_state_(std::move(on_state)) {}

  bool push(std::string chunk);
  void close();  // ends the stream after what is queued
  void abort();  // the reader is gone
  // What a handler holds; the stream ends when the last copy goes.
  std::shared_ptr<EventStream> handle();

 private:
  void write_next();
  void end();

  boost::asio::ip::tcp::socket& socket_;
  bool chunked_;
  std::weak_ptr<void> owner_;  // weak: the connection owns the stream, never the other way round
  std::function<void(StreamState)> on_state_;
  std::string queued_;
  std::string writing_;
  bool closing_ = false;
  bool ended_ = false;
};

}  // namespace luodi::http
