#pragma once
// Reads the stored byte formats (FORMAT.md) back into types. Pure; nullopt = damaged.
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "common/store/redis/reply.hpp"
#include "common/store/store.hpp"

namespace luodi::store::redis {

std::optional<StoredState> parse_state(std::string id, const std::string& record);  // "<version> <json>"
std::optional<StatePage> parse_state_page(Reply reply);                             // answer of HSCAN
std::optional<StreamPosition> parse_cursor(const std::string& record);              // "<epoch> <seq> <uuid>"
std::optional<StreamPosition> parse_head(const Reply& reply);                       // HMGET epoch seq id
std::optional<std::vector<StoredEvent>> parse_events(Reply reply);                  // XRANGE of the event stream
std::optional<std::map<std::string, std::string>> parse_audit(Reply reply);         // XRANGE of the audit stream
std::optional<std::vector<Job>> parse_jobs(Reply reply);                            // answer of claim.lua
std::optional<std::int64_t> parse_job_due(const std::string& record);               // "<fence> <attempts> <due> ..."

// The number of an audit entry as the key of a page: 16 digits, so that text order is number order.
std::string audit_key(std::int64_t number);

}  // namespace luodi::store::redis
