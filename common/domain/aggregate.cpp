#include "common/domain/aggregate.hpp"

#include <utility>

#include "common/codec/text.hpp"
#include "common/kernel/bilingual.hpp"

namespace luodi::domain {

namespace {
constexpr std::string_view k_type_prefix = "cn.luodi.";
constexpr std::string_view k_major_version = "v1";
constexpr std::string_view k_spec_version = "1.0";
constexpr std::string_view k_json = "application/json";
constexpr std::string_view k_data = "data";
constexpr std::size_t k_usual_event_bytes = 2048;

tl::unexpected<Error> unreadable(std::string why) {
  return fail(ErrorCode::invalid_body,
              bilingual("事件信封无法读取：{0} / unreadable event envelope: {0}", twin_of(why)));
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
Expected<void> read_type(std::string_view type, EventHead& out) {
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

// Written member by member, in the order of the names: every event passes here, and the document in between would cost
// more than the text.
std::string write_envelope(const EventHead& head, const codec::Json& data) {
  std::string out;
  out.reserve(k_usual_event_bytes);
  out += '{';
  const auto member = [&](std::string_view name, std::string_view text) {
    if (text.empty()) return;  // CloudEvents forbids empty attributes: what is not there is left out
    if (out.size() > 1) out += ',';
    codec::append_text(name, out);
    out += ':';
    codec::append_text(text, out);
  };
  member("actor", head.meta.actor);
  out += out.size() > 1 ? "," : "";
  out += "\"aggregateversion\":" + std::to_string(head.meta.version);
  member("city", head.city);
  out += ",\"data\":";
  codec::append_json(data, out);
  member("datacontenttype", k_json);
  member("id", head.id);
  member("parties", head.parties);
  member("policy", head.policy);
  member("source", head.source);
  member("specversion", k_spec_version);
  member("subject", head.subject);
  member("time", head.meta.at.str());
  member("traceparent", head.traceparent);
  member("type", std::string(k_type_prefix) + head.kind + "." + head.fact + "." + std::string(k_major_version));
  out += '}';
  return out;
}

namespace {
// Reads everything but the data, of which it only asks that it is there.
Expected<void> read_attributes(const codec::Json& in, EventHead& out) {
  if (!in.is_object()) return unreadable("not an object");
  std::string specversion, type, time, content_type;
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
  if (!in.contains(k_data)) return unreadable("no data");
  return {};
}
}  // namespace

Expected<EventEnvelope> read_envelope(std::string_view json) {
  auto in = codec::parse_json(json);
  if (!in) return fail(in.error());
  EventEnvelope out;
  if (auto ok = read_attributes(*in, out); !ok) return fail(ok.error());
  out.data = std::move(*in->find(k_data));
  return out;
}

Expected<EventHead> read_head(std::string_view json) {
  auto in = codec::parse_json_without(json, k_data);
  if (!in) return fail(in.error());
  EventHead out;
  if (auto ok = read_attributes(*in, out); !ok) return fail(ok.error());
  return out;
}

}  // namespace luodi::domain
