// Any bytes: the gate's verdict does not depend on how they arrive, and the parser behind it takes whatever it accepts.
#include <cstdlib>

#include "common/http/header_gate.hpp"
#include "common/http/message_parser.hpp"
#include "common/http/target.hpp"

using luodi::http::HeaderGate;
using luodi::http::Verdict;

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  if (size == 0) return 0;
  const std::size_t step = 1 + data[0] % 7;
  const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  const Verdict whole = HeaderGate().inspect(bytes);
  HeaderGate gate;
  Verdict verdict;
  for (std::size_t n = 0; verdict.state == Verdict::State::need_more;) {
    verdict = gate.inspect(bytes.substr(0, n));
    if (n == bytes.size()) break;
    n = std::min(n + step, bytes.size());
  }
  if (verdict.state != whole.state || verdict.detail != whole.detail || verdict.length != whole.length) std::abort();
  if (whole.state != Verdict::State::accepted) return 0;
  if (whole.length > bytes.size() || whole.facts.method.empty() || whole.facts.target.front() != '/') std::abort();
  if (whole.facts.chunked && whole.facts.content_length) std::abort();
  luodi::http::MessageParser parser(1024);
  const auto header = parser.header(bytes.substr(whole.skip, whole.length - whole.skip), whole.facts);
  if (header && !parser.done()) static_cast<void>(parser.feed(bytes.substr(whole.length)));
  if (const auto target = luodi::http::parse_target(whole.facts.target)) {
    if (target->path.front() != '/' || !luodi::http::is_utf8(target->path)) std::abort();
  }
  return 0;
}
