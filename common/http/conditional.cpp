#include "common/http/conditional.hpp"

#include <algorithm>
#include <charconv>

#include "common/http/hash.hpp"
#include "common/http/syntax.hpp"

namespace luodi::http {
namespace {

constexpr std::size_t k_max_tags = 32;  // a client knows one version; a cache a few

tl::unexpected<Error> bad_condition() {
  return fail(ErrorCode::malformed_request,
              "应为 ETag，连同引号，如 \"7\" / must be an ETag in its quotes, such as \"7\"");
}

// etagc: %x21 / %x23-7E / obs-text
bool is_tag_char(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte == 0x21 || (byte >= 0x23 && byte != 0x7f);
}

constexpr char k_before_digest = '-';
constexpr std::size_t k_digest_digits = 16;  // 64 bits: no two bodies of one version share them by chance

// "7" is a version, and so is "7-" with the digest of a body behind it, whichever body that was.
std::optional<std::int64_t> version_of(const EntityTag& tag) {
  std::string_view digits = tag.value;
  if (const auto dash = digits.find(k_before_digest); dash != std::string_view::npos) {
    const auto digest = digits.substr(dash + 1);
    const bool is_digest =
        digest.size() == k_digest_digits && digest.find_first_not_of("0123456789abcdef") == std::string_view::npos;
    if (!is_digest) return std::nullopt;
    digits = digits.substr(0, dash);
  }
  std::int64_t version = 0;
  const char* end = digits.data() + digits.size();
  const auto [stop, error] = std::from_chars(digits.data(), end, version);
  if (tag.weak || error != std::errc() || stop != end || version < 0) return std::nullopt;
  if (digits != std::to_string(version)) return std::nullopt;  // "07" is another tag than "7"
  return version;
}

}  // namespace

Expected<EntityTags> parse_entity_tags(std::string_view value) {
  EntityTags result;
  std::string_view rest = syntax::trim(value);
  if (rest == "*") {
    result.any = true;
    return result;
  }
  while (!rest.empty()) {
    EntityTag tag;
    if (rest.substr(0, 2) == "W/") {
      tag.weak = true;
      rest.remove_prefix(2);
    }
    const std::size_t end = rest.empty() || rest.front() != '"' ? std::string_view::npos : rest.find('"', 1);
    if (end == std::string_view::npos || result.tags.size() == k_max_tags) return bad_condition();
    tag.value = std::string(rest.substr(1, end - 1));
    if (!std::all_of(tag.value.begin(), tag.value.end(), is_tag_char)) return bad_condition();
    result.tags.push_back(std::move(tag));
    rest = syntax::trim(rest.substr(end + 1));
    if (rest.empty()) return result;
    if (rest.front() != ',') return bad_condition();
    rest = syntax::trim(rest.substr(1));
  }
  return bad_condition();  // empty, or a trailing comma
}

IfMatch::IfMatch(EntityTags tags) : any_(tags.any) {
  for (const EntityTag& tag : tags.tags) {
    if (const auto version = version_of(tag)) versions_.push_back(*version);
  }
}

bool IfMatch::allows(std::int64_t current_version) const {
  return any_ || std::find(versions_.begin(), versions_.end(), current_version) != versions_.end();
}

Expected<IfMatch> require_if_match(const std::string* value) {
  if (value == nullptr) return fail(ErrorCode::precondition_required);
  auto tags = parse_entity_tags(*value);
  if (!tags) return fail(std::move(tags.error()));
  return IfMatch(std::move(*tags));
}

Expected<std::optional<IfMatch>> optional_if_match(const std::string* value) {
  if (value == nullptr) return std::optional<IfMatch>();
  auto required = require_if_match(value);
  if (!required) return fail(std::move(required.error()));
  return std::optional<IfMatch>(std::move(*required));
}

bool none_match(const std::string* if_none_match, std::string_view current_etag) {
  if (if_none_match == nullptr) return false;
  const auto tags = parse_entity_tags(*if_none_match);
  if (!tags) return false;
  if (tags->any) return true;
  if (current_etag.substr(0, 2) == "W/") current_etag.remove_prefix(2);
  if (current_etag.size() < 2) return false;
  const std::string_view opaque = current_etag.substr(1, current_etag.size() - 2);
  return std::any_of(tags->tags.begin(), tags->tags.end(), [&](const EntityTag& tag) { return tag.value == opaque; });
}

std::string etag_of(std::int64_t version) {
  return std::string("\"").append(std::to_string(version)).append("\"");
}

std::string etag_of_body(const std::string& etag, std::string_view body) {
  const auto tags = parse_entity_tags(etag);
  if (!tags || tags->tags.size() != 1 || !version_of(tags->tags.front())) return etag;
  std::string tag = "\"" + tags->tags.front().value;
  tag += k_before_digest;
  tag += sha256_hex(body).substr(0, k_digest_digits);
  return tag += '"';
}

}  // namespace luodi::http
