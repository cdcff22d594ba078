#include "common/bus/envelope.hpp"

#include <algorithm>
#include <charconv>

#include "common/bus/json_text.hpp"
#include "common/codec/fields.hpp"
#include "common/kernel/bilingual.hpp"

namespace luodi::bus {
namespace {

using codec::Json;

// Fields reads the header's fields and remembers the first fault: an absent field keeps its default, a field of the
// wrong type spoils the whole message (a guess would be worse than a refusal).
class Fields {
 public:
  explicit Fields(const Json& json) : json_(json) {}
  void text(const char* name, std::string& out) {
    if (const Json* v = find(name, &Json::is_string)) out = v->get_ref<const std::string&>();
  }
  void number(const char* name, std::int64_t& out) {
    if (const Json* v = find(name, &Json::is_number_integer)) out = v->get<std::int64_t>();
  }
  void number(const char* name, std::optional<std::int64_t>& out) {
    if (const Json* v = find(name, &Json::is_number_integer)) out = v->get<std::int64_t>();
  }
  void boolean(const char* name, bool& out) {
    if (const Json* v = find(name, &Json::is_boolean)) out = v->get<bool>();
  }
  void texts(const char* name, std::map<std::string, std::string>& out) {
    const Json* v = find(name, &Json::is_object);
    if (v == nullptr) return;
    for (auto it = v->begin(); it != v->end(); ++it) {
      if (!it->is_string())
        fault(name);
      else
        out.emplace(it.key(), it->get_ref<const std::string&>());
    }
  }
  // A role that this version does not know is left out: fewer rights are safe, invented ones are not.
  void roles(const char* name, std::vector<Role>& out) {
    const Json* v = find(name, &Json::is_array);
    if (v == nullptr) return;
    for (const Json& entry : *v) {
      if (!entry.is_string()) return fault(name);
      if (const auto role = role_of(entry.get_ref<const std::string&>())) out.push_back(*role);
    }
  }
  const std::string& first_fault() const { return fault_; }

 private:
  const Json* find(const char* name, bool (Json::*is_type)() const noexcept) {
    const auto it = json_.find(name);
    if (it == json_.end()) return nullptr;
    if ((*it.*is_type)()) return &*it;
    fault(name);
    return nullptr;
  }
  void fault(const char* name) {
    if (fault_.empty()) fault_ = name;
  }
  const Json& json_;
  std::string fault_;
};

Expected<Json> parse_header(std::string_view header) {
  auto json = codec::parse_json(header);
  if (!json || !json->is_object()) return fail(ErrorCode::malformed_request, "bus: header is not a JSON object");
  const auto v = json->find("v");
  if (v == json->end() || !v->is_number_integer())
    return fail(ErrorCode::malformed_request, "bus: header has no version");
  if (v->get<std::int64_t>() != k_envelope_version)
    return fail(ErrorCode::service_unavailable, "bus: envelope version " + v->dump() + " is not understood here");
  return json;
}

std::optional<std::int64_t> decimal(std::string_view text) {
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || value < 0) return std::nullopt;
  return value;
}

constexpr std::string_view k_event_prefix = "ev.";
constexpr std::string_view k_bell_prefix = "bell.";

}  // namespace

std::string encode_header(const Request& request) {
  JsonText out;
  const auto text = [&](std::string_view name, const std::string& value) {
    if (value.empty()) return;
    out.key(name);
    out.text(value);
  };
  const auto number = [&](std::string_view name, std::int64_t value) {
    out.key(name);
    out.number(value);
  };
  const auto texts = [&](std::string_view name, const std::map<std::string, std::string>& values) {
    if (values.empty()) return;
    out.key(name);
    out.object(values);
  };
  number("v", k_envelope_version);
  text("op", request.operation);
  text("city", request.city);
  text("user", request.actor.username);
  if (!request.actor.roles.empty()) {
    out.key("roles");
    out.array(request.actor.roles, [](Role role) { return role_text(role); });
  }
  text("org", request.actor.org);
  texts("params", request.params);
  texts("query", request.query);
  text("idem", request.idempotency_scope);
  text("fp", request.idempotency_fingerprint);
  if (request.if_match) number("match", *request.if_match);
  if (request.dry_run) {
    out.key("dry");
    out.boolean(true);
  }
  if (request.min_sequence != 0) number("min", request.min_sequence);
  number("deadline", request.deadline_ms);
  if (request.now) number("now", request.now->ms());
  text("trace", request.traceparent);
  if (request.language != "zh") text("lang", request.language);
  return out.finish();
}

std::string encode_header(const Reply& reply) {
  JsonText out;
  out.key("v");
  out.number(k_envelope_version);
  out.key("status");
  out.number(reply.status);
  if (!reply.content_type.empty()) {
    out.key("type");
    out.text(reply.content_type);
  }
  if (!reply.headers.empty()) {
    out.key("headers");
    out.object(reply.headers);
  }
  return out.finish();
}

Expected<Request> decode_request(std::string_view header, std::string body) {
  const auto json = parse_header(header);
  if (!json) return fail(json.error());
  Fields fields(*json);
  Request request;
  std::optional<std::int64_t> now;
  fields.text("op", request.operation);
  fields.text("city", request.city);
  fields.text("user", request.actor.username);
  fields.roles("roles", request.actor.roles);
  fields.text("org", request.actor.org);
  fields.texts("params", request.params);
  fields.texts("query", request.query);
  fields.text("idem", request.idempotency_scope);
  fields.text("fp", request.idempotency_fingerprint);
  fields.number("match", request.if_match);
  fields.boolean("dry", request.dry_run);
  fields.number("min", request.min_sequence);
  fields.number("deadline", request.deadline_ms);
  fields.number("now", now);
  fields.text("trace", request.traceparent);
  fields.text("lang", request.language);
  if (now) request.now = Instant::from_ms(*now);
  if (!fields.first_fault().empty())
    return fail(ErrorCode::malformed_request, "bus: request field " + fields.first_fault());
  request.body = std::move(body);
  return request;
}

Expected<Reply> decode_reply(std::string_view header, std::string body) {
  const auto json = parse_header(header);
  if (!json) return fail(json.error());
  Fields fields(*json);
  Reply reply;
  std::int64_t status = 0;
  fields.number("status", status);
  fields.text("type", reply.content_type);
  fields.texts("headers", reply.headers);
  if (!fields.first_fault().empty() || status < 100 || status > 599)
    return fail(ErrorCode::malformed_request, "bus: reply field " + fields.first_fault());
  reply.status = static_cast<int>(status);
  reply.body = std::move(body);
  return reply;
}

Expected<void> check_size(const Request& request, std::string_view header) {
  if (request.body.size() > k_max_request_body)
    return fail(ErrorCode::body_too_large, "请求体至多 1 MiB / a request body is at most 1 MiB");
  if (header.size() > k_max_header)
    return fail(ErrorCode::headers_too_large, "请求头至多 64 KiB / a header is at most 64 KiB");
  return {};
}

Correlation encode_correlation(std::uint64_t value) {
  Correlation bytes;
  for (std::size_t i = 0; i < bytes.size(); ++i)
    bytes[i] = static_cast<char>((value >> (56 - 8 * i)) & 0xFF);
  return bytes;
}

std::optional<std::uint64_t> decode_correlation(std::string_view bytes) {
  if (bytes.size() != 8) return std::nullopt;
  std::uint64_t value = 0;
  for (const char c : bytes)
    value = (value << 8) | static_cast<unsigned char>(c);
  return value;
}

std::string event_topic(std::string_view city) {
  return std::string(k_event_prefix).append(city);
}
std::string bell_topic(std::string_view name) {
  return std::string(k_bell_prefix).append(name);
}

std::string encode_position(std::int64_t epoch, std::int64_t seq, std::string_view event_id) {
  std::string position = std::to_string(epoch) + "-" + std::to_string(seq);
  if (!event_id.empty()) position.append(" ").append(event_id);
  return position;
}

std::optional<FeedEvent> decode_event(std::string_view topic, std::string_view position, std::string json) {
  if (!topic.starts_with(k_event_prefix)) return std::nullopt;
  const auto blank = position.find(' ');
  const auto event_id = blank == std::string_view::npos ? std::string_view() : position.substr(blank + 1);
  position = position.substr(0, blank);
  const auto dash = position.find('-');
  if (dash == std::string_view::npos) return std::nullopt;
  const auto epoch = decimal(position.substr(0, dash));
  const auto seq = decimal(position.substr(dash + 1));
  if (!epoch || !seq) return std::nullopt;
  FeedEvent event;
  event.city = topic.substr(k_event_prefix.size());
  event.epoch = *epoch;
  event.seq = *seq;
  event.event_id = event_id;
  event.json = std::move(json);
  return event;
}

std::optional<std::string> decode_bell(std::string_view topic) {
  if (!topic.starts_with(k_bell_prefix)) return std::nullopt;
  return std::string(topic.substr(k_bell_prefix.size()));
}

Reply fault_reply(ErrorCode code, std::string_view language, std::string_view detail) {
  const ErrorInfo& error = info(code);
  JsonText out;
  std::string kind(error.name);
  std::replace(kind.begin(), kind.end(), '_', '-');
  out.key("type");
  out.text("https://luodi.example/problems/" + kind);
  out.key("title");
  out.text(language == "en" ? error.en : error.zh);
  out.key("status");
  out.number(error.status);
  if (!detail.empty()) {
    out.key("detail");
    out.text(language == "en" ? english_of(detail) : std::string(detail));
  }
  out.key("code");
  out.text(error.code);
  Reply reply(error.status, out.finish());
  if (error.status == 503) reply.headers["Retry-After"] = "1";
  return reply;
}

}  // namespace luodi::bus
