#pragma once
// Bytes received and not yet used. Starts small, because most of ten thousand connections are idle; grows while a
// header or body needs it and shrinks once empty. Not thread-safe.
//
//   n = read(input.prepare(4096)); input.commit(n); use(input.view()); input.consume(used);
#include <boost/asio/buffer.hpp>
#include <cstring>
#include <memory>
#include <string_view>

namespace luodi::http {

class InputBuffer {
 public:
  bool empty() const { return begin_ == end_; }
  std::string_view view() const { return {data_.get() + begin_, end_ - begin_}; }

  // Room for at least `want` bytes. Moves what is held: views taken before are void.
  boost::asio::mutable_buffer prepare(std::size_t want) {
    if (capacity_ - end_ < want) make_room(want);
    return {data_.get() + end_, capacity_ - end_};
  }
  void commit(std::size_t bytes) { end_ += bytes; }
  void consume(std::size_t bytes) {
    begin_ += bytes;
    if (begin_ == end_) begin_ = end_ = 0;
  }
  // Gives memory back between requests.
  void shrink() {
    if (!empty() || capacity_ <= k_idle_bytes) return;
    data_.reset();
    capacity_ = 0;
  }

 private:
  static constexpr std::size_t k_idle_bytes = 1024;  // holds a usual request without a body

  void make_room(std::size_t want) {
    const std::size_t held = end_ - begin_;
    if (capacity_ < held + want) {
      std::size_t capacity = capacity_ == 0 ? k_idle_bytes : capacity_;
      while (capacity < held + want)
        capacity *= 2;
      std::unique_ptr<char[]> larger(new char[capacity]);
      if (held > 0) std::memcpy(larger.get(), data_.get() + begin_, held);
      data_ = std::move(larger);
      capacity_ = capacity;
    } else if (held > 0) {
      std::memmove(data_.get(), data_.get() + begin_, held);
    }
    begin_ = 0;
    end_ = held;
  }

  std::unique_ptr<char[]> data_;
  std::size_t capacity_ = 0;
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
};

}  // namespace luodi::http
