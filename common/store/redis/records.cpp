#include "common/store/redis/records.hpp"

#include <string_view>
#include <utility>

#include "common/store/redis/commit_codec.hpp"

namespace luodi::store::redis {
namespace {

// An entry of XRANGE, [id, [name, value, ...]], with exactly these two fields in this order.
bool is_entry(const Reply& entry, std::string_view first, std::string_view second) {
  if (entry.items.size() != 2) return false;
  const auto& fields = entry.items[1].items;
  return fields.size() == 4 && fields[0].text == first && fields[2].text == second;
}

}  // namespace

std::optional<StoredState> parse_state(std::string id, const std::string& record) {
  const auto space = record.find(' ');
  if (space == std::string::npos) return std::nullopt;
  const auto version = to_integer(std::string_view(record).substr(0, space));
  if (!version) return std::nullopt;
  return StoredState{std::move(id), *version, record.substr(space + 1)};
}

std::optional<StatePage> parse_state_page(Reply reply) {
  if (reply.items.size() != 2) return std::nullopt;
  StatePage page;
  if (reply.items[0].text != "0") page.next = std::move(reply.items[0].text);
  auto& fields = reply.items[1].items;
  page.states.reserve(fields.size() / 2);
  for (std::size_t i = 0; i + 1 < fields.size(); i += 2) {
    auto state = parse_state(std::move(fields[i].text), fields[i + 1].text);
    if (!state) return std::nullopt;
    page.states.push_back(std::move(*state));
  }
  return page;
}

std::optional<StreamPosition> parse_cursor(const std::string& record) {
  const std::string_view text = record;
  const auto first = text.find(' ');
  const auto second = first == std::string_view::npos ? first : text.find(' ', first + 1);
  if (second == std::string_view::npos) return std::nullopt;
  const auto epoch = to_integer(text.substr(0, first));
  const auto seq = to_integer(text.substr(first + 1, second - first - 1));
  if (!epoch || !seq) return std::nullopt;
  return StreamPosition{*epoch, *seq, std::string(text.substr(second + 1))};
}

std::optional<StreamPosition> parse_head(const Reply& reply) {
  if (reply.items.size() != 3) return std::nullopt;
  const auto number = [](const Reply& field, std::int64_t absent) {
    return field.kind == Reply::Kind::nil ? std::optional<std::int64_t>(absent) : to_integer(field.text);
  };
  const auto epoch = number(reply.items[0], 1);
  const auto seq = number(reply.items[1], 0);
  if (!epoch || !seq) return std::nullopt;
  return StreamPosition{*epoch, *seq, reply.items[2].text};
}

std::optional<std::vector<StoredEvent>> parse_events(Reply reply) {
  std::vector<StoredEvent> events;
  events.reserve(reply.items.size());
  for (auto& entry : reply.items) {
    if (!is_entry(entry, "i", "e")) return std::nullopt;
    auto at = to_position(entry.items[0].text);
    if (!at) return std::nullopt;
    at->event_id = std::move(entry.items[1].items[1].text);
    events.push_back(StoredEvent{std::move(*at), std::move(entry.items[1].items[3].text)});
  }
  return events;
}

std::optional<std::map<std::string, std::string>> parse_audit(Reply reply) {
  std::map<std::string, std::string> page;
  for (auto& entry : reply.items) {
    if (!is_entry(entry, "l", "e")) return std::nullopt;
    const auto at = to_position(entry.items[0].text);  // "<number>-0"
    if (!at) return std::nullopt;
    page.emplace(audit_key(at->epoch), entry.items[1].items[1].text + " " + entry.items[1].items[3].text);
  }
  return page;
}

std::optional<std::vector<Job>> parse_jobs(Reply reply) {
  if (reply.items.size() % 5 != 0) return std::nullopt;
  std::vector<Job> jobs;
  for (std::size_t i = 0; i < reply.items.size(); i += 5) {
    const auto due = to_integer(reply.items[i + 1].text);
    const auto fence = to_integer(reply.items[i + 2].text);
    const auto attempts = to_integer(reply.items[i + 3].text);
    if (!due || !fence || !attempts) return std::nullopt;
    jobs.push_back(Job{std::move(reply.items[i].text), *due, *fence, *attempts, std::move(reply.items[i + 4].text)});
  }
  return jobs;
}

// "fence attempts due payload": the payload may be empty, the space before it not be missing.
std::optional<std::int64_t> parse_job_due(const std::string& record) {
  std::string_view rest = record;
  std::optional<std::int64_t> number;
  for (int field = 0; field < 3; ++field) {
    const auto space = rest.find(' ');
    if (space == std::string_view::npos) return std::nullopt;
    number = to_integer(rest.substr(0, space));
    if (!number) return std::nullopt;
    rest.remove_prefix(space + 1);
  }
  return number;
}

std::string audit_key(std::int64_t number) {
  const auto digits = std::to_string(number);
  return std::string(digits.size() < 16 ? 16 - digits.size() : 0, '0') + digits;
}

}  // namespace luodi::store::redis
