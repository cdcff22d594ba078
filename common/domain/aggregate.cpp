#include "common/domain/aggregate.hpp"

#include <utility>

namespace luodi::domain {

namespace {
constexpr std::string_view k_type_prefix = "cn.luodi.";
constexpr std::string_view k_major_version = "v1";
constexpr std::string_view k_spec_version = "1.0";
constexpr std::string_view k_json = "application/json";

tl::unexpected<Error> unreadable(std::string why) {
  return fail(ErrorCode::invalid_body, "事件信封无法读取 / unreadable event envelope: " + std::move(why));
}

// An attribute that must be text; absent reads as empty text, which the caller judges.
Expected<std::string> text_of(const codec::Json& in, const char* name) {
  auto it = in.find(name);
  if (it == in.end()) return std::string();
  if (!it->is_string()) return unreadable(std::string(name) + " is not text");
  return it->get<std::string>();
}

// "cn.luodi.project.lead_registered.v1" into kind and fact. Another major version changes the meaning of the data, so
// it is refused; a minor change keeps the type and adds fields.
Expected<void> read_type(std::string_view type, EventEnvelope& out) {
  if (type.substr(0, k_type_prefix.size()) != k_type_prefix) return unreadable("type " + std::string(type));
  type.remove_prefix(k_type_prefix.size());
  const auto kind_end = type.find('.');
  const auto fact_end = type.rfind('.');
  if (kind_end == std::string_view::npos || fact_end <= kind_end + 1 || kind_end == 0)
    return unreadable("type " + std::string(type));
  const auto version = type.substr(fact_end + 1);
  if (version != k_major_version) return unreadable("unknown major version " + std::string(version));
  out.kind = std::string(type.substr(0, kind_end));
  out.fact = std::string(type.substr(kind_end + 1, fact_end - kind_end - 1));
  return {};
}
}  // namespace

std::string write_envelope(const EventEnvelope& envelope) {
  codec::Json out = codec::Json::object();
  out["specversion"] = k_spec_version;
  out["id"] = envelope.id;
  out["source"] = envelope.source;
  out["type"] = std::string(k_type_prefix) + envelope.kind + "." + envelope.fact + "." + std::string(k_major_version);
  out["subject"] = envelope.subject;
  out["time"] = envelope.meta.at.str();
  out["datacontenttype"] = k_json;
  out["city"] = envelope.city;
  out["aggregateversion"] = envelope.meta.version;
  // CloudEvents forbids empty attributes: what is not there is left out.
  const auto put = [&](const char* name, const std::string& value) {
    if (!value.empty()) out[name] = value;
  };
  put("actor", envelope.meta.actor);
  put("policy", envelope.policy);
  put("parties", envelope.parties);
  put("traceparent", envelope.traceparent);
  out["data"] = envelope.data;
  // Replacing broken UTF-8 keeps writing total; every text that came through the codec is valid already.
  return out.dump(-1, ' ', false, codec::Json::error_handler_t::replace);
}

Expected<EventEnvelope> read_envelope(std::string_view json) {
  auto parsed = codec::parse_json(json);
  if (!parsed) return fail(parsed.error());
  const codec::Json& in = *parsed;
  if (!in.is_object()) return unreadable("not an object");
  std::string specversion, type, time, content_type;
  EventEnvelope out;
  const std::pair<const char*, std::string*> texts[] = {{"specversion", &specversion},
                                                        {"type", &type},
                                                        {"time", &time},
                                                        {"datacontenttype", &content_type},
                                                        {"id", &out.id},
                                                        {"source", &out.source},
                                                        {"subject", &out.subject},
                                                        {"city", &out.city},
                                                        {"actor", &out.meta.actor},
                                                        {"policy", &out.policy},
                                                        {"parties", &out.parties},
                                                        {"traceparent", &out.traceparent}};
  for (const auto& [name, target] : texts) {
    auto text = text_of(in, name);
    if (!text) return fail(text.error());
    *target = std::move(*text);
  }
  if (specversion != k_spec_version) return unreadable("specversion " + specversion);
  if (content_type != k_json) return unreadable("datacontenttype " + content_type);
  if (out.id.empty() || out.source.empty() || out.subject.empty() || out.city.empty())
    return unreadable("id, source, subject and city must not be empty");
  if (auto known = read_type(type, out); !known) return fail(known.error());
  auto at = Instant::parse(time);
  if (!at) return unreadable("time " + time);
  out.meta.at = *at;
  auto version = in.find("aggregateversion");
  if (version == in.end() || !version->is_number_integer()) return unreadable("aggregateversion");
  out.meta.version = version->get<std::int64_t>();
  if (out.meta.version < 1) return unreadable("aggregateversion below 1");
  auto data = in.find("data");
  if (data == in.end()) return unreadable("no data");
  out.data = *data;
  return out;
}

}  // namespace luodi::domain
