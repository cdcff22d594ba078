#pragma once
// Conditional requests (RFC 9110 13): a change answers the version that it made in quotes, ETag: "7"; a read answers it
// with a digest of its body, "7-9f86d081884c7d65", because two bodies never share a strong tag, and the body of one
// version may depend on the day (a light), on the reader (what is next) and on the language. A condition on a change
// means the version, so that If-Match takes either. Pure.
//
//   auto wanted = require_if_match(request.header("if-match"));   // 428 when absent, 400 when malformed
//   if (!wanted->allows(current_version)) -> 412 stale_version
//   if (none_match(request.header("if-none-match"), etag_of_body(etag_of(version), body))) -> 304
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/kernel/expected.hpp"

namespace luodi::http {

struct EntityTag {
  std::string value;  // without quotes
  bool weak = false;
};

struct EntityTags {
  bool any = false;  // "*"
  std::vector<EntityTag> tags;
};

// An If-Match or If-None-Match value: "*" or a comma-separated list of tags. 400 when it is neither.
Expected<EntityTags> parse_entity_tags(std::string_view value);

class IfMatch {
 public:
  explicit IfMatch(EntityTags tags);
  bool any() const { return any_; }
  // The versions the client has seen; empty when it sent only foreign or weak tags, which never match (RFC
  // 9110 13.1.1).
  const std::vector<std::int64_t>& versions() const { return versions_; }
  bool allows(std::int64_t current_version) const;

 private:
  bool any_ = false;
  std::vector<std::int64_t> versions_;
};

Expected<IfMatch> require_if_match(const std::string* value);                  // absent = 428
Expected<std::optional<IfMatch>> optional_if_match(const std::string* value);  // absent = no condition

// Weak comparison, as RFC 9110 13.1.2 asks for reads. A malformed field matches nothing: the answer is sent in full.
bool none_match(const std::string* if_none_match, std::string_view current_etag);

std::string etag_of(std::int64_t version);  // "\"7\""
// The tag of a body of that version. A tag that is no version (the digest of a file) stays as it is.
std::string etag_of_body(const std::string& etag, std::string_view body);

}  // namespace luodi::http
