#pragma once
// Command is one Redis command already encoded as RESP: binary safe (arguments may hold NUL), nothing to dangle, and
// sent again without encoding again. Not thread-safe.
//
//   Command get("GET");
//   get.arg(key);
#include <charconv>
#include <cstdint>
#include <string>
#include <string_view>

namespace luodi::store::redis {

class Command {
 public:
  // `usual`: bytes to make room for; more are welcome.
  explicit Command(std::string_view name, std::size_t usual = 256) {
    text_.reserve(usual);
    text_.assign(k_head_room, ' ');
    arg(name);
  }
  Command& arg(std::string_view value) {
    open(value.size());
    text_.append(value);
    return close();
  }
  Command& arg(std::int64_t value) {
    char digits[20];
    const auto end = std::to_chars(digits, digits + sizeof digits, value).ptr;
    return arg(std::string_view(digits, static_cast<std::size_t>(end - digits)));
  }
  // One argument made of a number, a space and a text, without a temporary for large texts.
  Command& arg(std::int64_t number, std::string_view text) {
    char digits[20];
    const auto end = std::to_chars(digits, digits + sizeof digits, number).ptr;
    const auto size = static_cast<std::size_t>(end - digits);
    open(size + 1 + text.size());
    text_.append(digits, size).append(1, ' ').append(text);
    return close();
  }
  // The bytes to send; valid until the next arg().
  std::string_view encoded() const {
    char digits[20];
    const auto end = std::to_chars(digits, digits + sizeof digits, count_).ptr;
    const auto size = static_cast<std::size_t>(end - digits);
    const auto at = k_head_room - size - 3;
    text_[at] = '*';
    text_.replace(at + 1, size, digits, size);
    text_.replace(k_head_room - 2, 2, "\r\n");
    return std::string_view(text_).substr(at);
  }

 private:
  // Room for "*<count>\r\n", which is known last but stands first.
  static constexpr std::size_t k_head_room = 24;
  void open(std::size_t size) {
    char digits[24];
    digits[0] = '$';
    auto* end = std::to_chars(digits + 1, digits + 22, size).ptr;
    *end++ = '\r';
    *end++ = '\n';
    text_.append(digits, static_cast<std::size_t>(end - digits));
  }
  Command& close() {
    text_.append("\r\n", 2);
    ++count_;
    return *this;
  }
  mutable std::string text_;
  std::size_t count_ = 0;
};

}  // namespace luodi::store::redis
