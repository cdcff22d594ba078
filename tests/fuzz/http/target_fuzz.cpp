// Any text as a target: what is accepted is UTF-8 without NUL, and survives being escaped again.
#include <cstdlib>

#include "common/http/target.hpp"

using namespace luodi::http;

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  if (const auto path = decode_path(text)) {
    if (path->find('\0') != std::string::npos && text.find('\0') == std::string_view::npos) std::abort();
    if (!is_utf8(*path) || path->front() != '/') std::abort();
  }
  const auto query = decode_query(text);
  if (!query) return 0;
  std::string again;
  for (const auto& [name, value] : *query) {
    if (!is_utf8(name) || !is_utf8(value)) std::abort();
    again += "&" + percent_encode(name) + "=" + percent_encode(value);
  }
  const auto second = decode_query(again);
  // A NUL that was sent raw cannot be escaped; the gate refuses it before this point.
  if (text.find('\0') == std::string_view::npos && (!second || *second != *query)) std::abort();
  return 0;
}
