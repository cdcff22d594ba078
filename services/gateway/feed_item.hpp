#pragma once
// FeedItem is one event of the stream as clients read it: a CloudEvent with its `sequence`, and the few attributes that
// decide who sees it and what it makes stale. Pure.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace luodi::gateway {

class FeedItem {
 public:
  FeedItem() = default;
  std::int64_t seq = 0;
  std::string type;     // "cn.luodi.project.landed.v1"
  std::string kind;     // "project"
  std::string subject;  // aggregate id
  std::string parties;
  std::string json;  // with "sequence":"42", on one line
};

// nullopt when the text is no CloudEvent of ours; such an event concerns nobody whom we could name.
std::optional<FeedItem> read_feed_item(std::int64_t seq, std::string_view stored);

// "id: 42\nevent: ...\ndata: {...}\n\n"
std::string server_sent(const FeedItem& item);

}  // namespace luodi::gateway
