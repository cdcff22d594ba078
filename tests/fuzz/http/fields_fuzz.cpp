// Any text in the fields that are parsed by hand: entity tags, traceparent, media types, languages.
#include <cstdlib>

#include "common/http/conditional.hpp"
#include "common/http/media_type.hpp"
#include "common/http/trace.hpp"

using namespace luodi::http;

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  if (const auto condition = require_if_match(&text)) {
    for (const auto version : condition->versions()) {
      if (text.find("\"" + std::to_string(version)) == std::string::npos) std::abort();
    }
  }
  static_cast<void>(none_match(&text, "\"7\""));
  if (const auto trace = TraceContext::parse(text)) {
    if (!TraceContext::parse(trace->traceparent()) || !TraceContext::parse(trace->child().traceparent())) std::abort();
  }
  static_cast<void>(is_media_type(text, "application/json"));
  static_cast<void>(negotiate(&text, {"application/json", "text/csv"}));
  const std::string language = preferred_language(&text);
  if (language != "zh" && language != "en") std::abort();
  return 0;
}
