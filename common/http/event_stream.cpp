#include "common/http/event_stream.hpp"

#include <array>
#include <boost/asio/buffer.hpp>
#include <boost/asio/write.hpp>
#include <charconv>

namespace luodi::http {
namespace {

class Handle : public EventStream {
 public:
  explicit Handle(std::weak_ptr<StreamWriter> writer) : writer_(std::move(writer)) {}
  Handle(const Handle&) = delete;
  Handle& operator=(const Handle&) = delete;
  ~Handle() override { end(); }
  bool push(std::string chunk) override {
    const auto writer = writer_.lock();
    return writer && writer->push(std::move(chunk));
  }
  void close() override { end(); }

 private:
  void end() {
    if (const auto writer = writer_.lock()) writer->close();
  }

  std::weak_ptr<StreamWriter> writer_;
};

}  // namespace

std::shared_ptr<EventStream> StreamWriter::handle() {
  return std::make_shared<Handle>(weak_from_this());
}

bool StreamWriter::push(std::string chunk) {
  if (closing_ || ended_) return false;
  if (chunk.empty()) return true;  // an empty chunk would end the body
  if (queued_.size() + writing_.size() + chunk.size() > k_max_stream_queue) {
    abort();
    return false;
  }
  if (chunked_) {
    std::array<char, 16> size;
    const auto end = std::to_chars(size.data(), size.data() + size.size(), chunk.size(), 16).ptr;
    queued_.append(size.data(), end).append("\r\n").append(chunk).append("\r\n");
  } else {
    queued_.append(chunk);
  }
  write_next();
  return !ended_;
}

void StreamWriter::close() {
  if (closing_ || ended_) return;
  closing_ = true;
  if (chunked_) queued_.append("0\r\n\r\n");
  write_next();
}

void StreamWriter::abort() {
  if (ended_) return;
  ended_ = true;
  boost::system::error_code ignored;
  socket_.close(ignored);
}

void StreamWriter::end() {
  ended_ = true;
  boost::system::error_code ignored;
  socket_.shutdown(boost::asio::ip::tcp::socket::shutdown_send, ignored);
  on_state_(StreamState::ended);
}

void StreamWriter::write_next() {
  if (!writing_.empty() || ended_) return;
  if (queued_.empty()) {
    if (closing_) {
      end();
    } else {
      on_state_(StreamState::waiting);
    }
    return;
  }
  writing_.swap(queued_);
  on_state_(StreamState::writing);
  boost::asio::async_write(
      socket_, boost::asio::buffer(writing_),
      [self = shared_from_this(), owner = owner_.lock()](boost::system::error_code ec, std::size_t) {
        self->writing_.clear();
        if (ec) {
          self->abort();
        } else {
          self->write_next();
        }
      });
}

}  // namespace luodi::http
