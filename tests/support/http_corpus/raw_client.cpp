#include "tests/support/http_corpus/raw_client.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <stdexcept>

namespace luodi::test {
namespace {

using Clock = std::chrono::steady_clock;

std::string lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return std::tolower(c); });
  return text;
}

}  // namespace

RawClient::RawClient(std::uint16_t port, int receive_buffer) : fd_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
  if (fd_ < 0) throw std::runtime_error("no socket");
  if (receive_buffer > 0) ::setsockopt(fd_, SOL_SOCKET, SO_RCVBUF, &receive_buffer, sizeof receive_buffer);
  const int one = 1;
  ::setsockopt(fd_, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (::connect(fd_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
    ::close(fd_);
    throw std::runtime_error("cannot connect");
  }
}

RawClient::~RawClient() {
  close();
}

void RawClient::close() {
  if (fd_ >= 0) ::close(fd_);
  fd_ = -1;
}

bool RawClient::wait(short events, Until until) {
  const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(until - Clock::now()).count();
  pollfd entry{fd_, events, 0};
  return left > 0 && ::poll(&entry, 1, static_cast<int>(left)) == 1;
}

bool RawClient::send(std::string_view bytes, std::chrono::milliseconds limit) {
  const Until until = Clock::now() + limit;
  while (!bytes.empty()) {
    const ssize_t n = ::send(fd_, bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
    if (n > 0) {
      bytes.remove_prefix(static_cast<std::size_t>(n));
    } else if (errno != EAGAIN || !wait(POLLOUT, until)) {
      return false;
    }
  }
  return true;
}

bool RawClient::receive(Until until) {
  if (ended_ || !wait(POLLIN, until)) return false;
  std::array<char, 65536> buffer;
  const ssize_t n = ::recv(fd_, buffer.data(), buffer.size(), 0);
  if (n <= 0) {
    ended_ = true;
    return false;
  }
  received_.append(buffer.data(), static_cast<std::size_t>(n));
  return true;
}

bool RawClient::read_until(std::string_view text, std::chrono::milliseconds limit) {
  const Until until = Clock::now() + limit;
  while (received_.find(text) == std::string::npos) {
    if (!receive(until)) return false;
  }
  return true;
}

bool RawClient::read_to_end(std::chrono::milliseconds limit) {
  const Until until = Clock::now() + limit;
  while (receive(until)) {
  }
  return ended_;
}

RawResponse RawClient::read_response(bool head_only, std::chrono::milliseconds limit) {
  RawResponse response;
  if (!read_until("\r\n\r\n", limit)) return response;
  const Until until = Clock::now() + limit;
  const std::size_t end = received_.find("\r\n\r\n");
  std::string head = received_.substr(0, end + 2);
  received_.erase(0, end + 4);
  response.status_line = head.substr(0, head.find("\r\n"));
  for (std::size_t at = head.find("\r\n") + 2; at < head.size();) {
    const std::size_t line_end = head.find("\r\n", at);
    const std::string line = head.substr(at, line_end - at);
    const std::size_t colon = line.find(": ");
    response.headers[lower(line.substr(0, colon))] = line.substr(colon + 2);
    at = line_end + 2;
  }
  const int status = std::stoi(response.status_line.substr(9, 3));
  if (!head_only && response.headers.count("content-length") != 0) {
    const std::size_t length = std::stoul(response.headers["content-length"]);
    while (received_.size() < length) {
      if (!receive(until)) return response;
    }
    response.body = received_.substr(0, length);
    received_.erase(0, length);
  }
  response.status = status;
  return response;
}

}  // namespace luodi::test
