#include "common/domain/aggregate.hpp"

#include <utility>

#include "common/codec/scan_members.hpp"
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
// Gathers the attributes of one envelope in any order, then judges them. Of the data it only asks that it is there.
class AttributeReader {
 public:
  void take(std::string_view name, codec::Member value) {
    if (name == k_data) {
      if (std::exchange(has_data_, true)) refuse("duplicate key: data");
    } else if (name == "aggregateversion") {
      const auto* number = std::get_if<std::int64_t>(&value);
      if (number == nullptr || head_.meta.version != 0) return refuse("aggregateversion");
      head_.meta.version = *number;
    } else if (std::string* target = text_named(name)) {
      auto* text = std::get_if<std::string>(&value);
      if (text == nullptr) return refuse(std::string(name) + " is not text");
      if (!target->empty()) return refuse("duplicate key: " + std::string(name));
      *target = std::move(*text);
    }
  }

  Expected<EventHead> finish() {
    if (!fault_.empty()) return unreadable(fault_);
    if (specversion_ != k_spec_version) return unreadable("specversion " + specversion_);
    if (content_type_ != k_json) return unreadable("datacontenttype " + content_type_);
    if (head_.id.empty() || head_.source.empty() || head_.subject.empty() || head_.city.empty())
      return unreadable("id, source, subject and city must not be empty");
    if (auto known = read_type(type_, head_); !known) return fail(known.error());
    const auto at = Instant::parse(time_);
    if (!at) return unreadable("time " + time_);
    head_.meta.at = *at;
    if (head_.meta.version < 1) return unreadable("aggregateversion absent or below 1");
    if (!has_data_) return unreadable("no data");
    return std::move(head_);
  }

 private:
  std::string* text_named(std::string_view name) {
    const std::pair<std::string_view, std::string*> texts[] = {
        {"actor", &head_.meta.actor},        {"city", &head_.city},
        {"datacontenttype", &content_type_}, {"id", &head_.id},
        {"parties", &head_.parties},         {"policy", &head_.policy},
        {"source", &head_.source},           {"specversion", &specversion_},
        {"subject", &head_.subject},         {"time", &time_},
        {"traceparent", &head_.traceparent}, {"type", &type_}};
    for (const auto& [known, target] : texts)
      if (known == name) return target;
    return nullptr;  // an attribute of a later minor version
  }
  void refuse(std::string why) {
    if (fault_.empty()) fault_ = std::move(why);
  }

  EventHead head_;
  std::string specversion_, content_type_, type_, time_;
  bool has_data_ = false;
  std::string fault_;
};

codec::Member member_of(codec::Json& value) {
  if (value.is_string()) return std::move(value.get_ref<std::string&>());
  if (value.is_number_integer()) return value.get<std::int64_t>();
  return {};
}
}  // namespace

Expected<EventEnvelope> read_envelope(std::string_view json) {
  auto in = codec::parse_json(json);
  if (!in) return fail(in.error());
  if (!in->is_object()) return unreadable("not an object");
  AttributeReader reader;
  EventEnvelope out;
  for (auto& [name, value] : in->get_ref<codec::Json::object_t&>()) {
    if (name == k_data) {
      out.data = std::move(value);
      reader.take(name, {});
    } else {
      reader.take(name, member_of(value));
    }
  }
  auto head = reader.finish();
  if (!head) return fail(head.error());
  static_cast<EventHead&>(out) = std::move(*head);
  return out;
}

Expected<EventHead> read_head(std::string_view json) {
  AttributeReader reader;
  auto scanned = codec::scan_members(
      json, [&](std::string_view name, codec::Member value) { reader.take(name, std::move(value)); });
  if (!scanned) return fail(scanned.error());
  return reader.finish();
}

}  // namespace luodi::domain
