#pragma once
// HttpPeer is http_peer.py as a process of its own: a receiver of robots', gateways' and webhooks' messages that
// behaves as its paths say, and what it was sent.
#include <sstream>

#include "common/codec/fields.hpp"
#include "tests/support/process/process.hpp"

namespace luodi::monitor::test {

class HttpPeer {
 public:
  HttpPeer() {
    if (!process_.wait_for_line("port ")) throw std::runtime_error("the peer does not start: " + process_.output());
    luodi::test::eventually([this] { return process_.output().find('\n') != std::string::npos; });
    const std::string out = process_.output();
    port_ = out.substr(5, out.find('\n') - 5);
  }
  std::string url(const std::string& path) const { return "http://127.0.0.1:" + port_ + "/" + path; }
  const std::string& port() const { return port_; }
  // What it was sent to a path that begins so.
  std::vector<codec::Json> requests(const std::string& path) const {
    std::vector<codec::Json> out;
    std::istringstream lines(process_.output());
    for (std::string line; std::getline(lines, line);)
      if (line.starts_with("{")) {
        auto json = codec::Json::parse(line, nullptr, false);  // the last line may be half written
        if (!json.is_discarded() && json["path"].get<std::string>().starts_with(path)) out.push_back(std::move(json));
      }
    return out;
  }

 private:
  luodi::test::Process process_{LUODI_PYTHON, {LUODI_HERE "/http_peer.py"}};
  std::string port_;
};

}  // namespace luodi::monitor::test
