// Any bytes as a chunked body: the same outcome for every division, never more body than the limit or the input.
#include <cstdlib>

#include "common/http/chunked_body.hpp"

namespace {

constexpr std::uint64_t k_limit = 4096;

struct Outcome {
  bool refused = false;
  bool done = false;
  std::size_t used = 0;
  std::string body;
};

Outcome decode(std::string_view bytes, std::size_t step) {
  Outcome outcome;
  luodi::http::ChunkedBody chunks(k_limit);
  while (!bytes.empty() && !chunks.done()) {
    const auto used = chunks.feed(bytes.substr(0, step), outcome.body);
    if (!used) {
      outcome.refused = true;
      return outcome;
    }
    outcome.used += *used;
    bytes.remove_prefix(*used);
  }
  outcome.done = chunks.done();
  return outcome;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  const Outcome whole = decode(bytes, bytes.size());
  const Outcome parts = decode(bytes, 1 + data[0] % 7);
  if (whole.refused != parts.refused || whole.done != parts.done) std::abort();
  if (!whole.refused && (whole.used != parts.used || whole.body != parts.body)) std::abort();
  if (whole.body.size() > k_limit || whole.body.size() > bytes.size()) std::abort();
  return 0;
}
