#include "services/gateway/feed_item.hpp"

#include <nlohmann/json.hpp>

namespace luodi::gateway {

namespace {
constexpr std::string_view k_type_prefix = "cn.luodi.";

std::string text_of(const nlohmann::json& event, const char* name) {
  const auto found = event.find(name);
  return found != event.end() && found->is_string() ? found->get<std::string>() : std::string();
}
}  // namespace

std::optional<FeedItem> read_feed_item(std::int64_t seq, std::string_view stored) {
  auto event = nlohmann::json::parse(stored, nullptr, /*allow_exceptions=*/false);
  if (!event.is_object()) return std::nullopt;
  FeedItem item;
  item.seq = seq;
  item.type = text_of(event, "type");
  item.subject = text_of(event, "subject");
  item.parties = text_of(event, "parties");
  if (!item.type.starts_with(k_type_prefix)) return std::nullopt;
  const auto dot = item.type.find('.', k_type_prefix.size());
  if (dot == std::string::npos) return std::nullopt;
  item.kind = item.type.substr(k_type_prefix.size(), dot - k_type_prefix.size());
  event["sequence"] = std::to_string(seq);
  item.json = event.dump();
  return item;
}

std::string server_sent(const FeedItem& item) {
  return "id: " + std::to_string(item.seq) + "\nevent: " + item.type + "\ndata: " + item.json + "\n\n";
}

}  // namespace luodi::gateway
