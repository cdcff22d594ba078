#pragma once
// Between UnitOfWork and commit.lua: one EVALSHA out, one CommitResult back. Pure; the layout stands in commit.lua.
#include <string_view>

#include "common/store/keys.hpp"
#include "common/store/redis/command.hpp"
#include "common/store/redis/reply.hpp"
#include "common/store/unit_of_work.hpp"

namespace luodi::store::redis {

// `work` has passed fault_of().
Command encode_commit(const UnitOfWork& work, const Keys& keys);

// An error reply whose code says that nothing was executed becomes Unavailable; any other error, Unknown.
CommitResult decode_commit(const Answer& answer, const UnitOfWork& work);

// True when Redis refused before executing anything (so that the caller may say "certainly not written").
bool refused_unexecuted(const Reply& reply);

// Decimal text to number; nullopt unless the whole text is one.
std::optional<std::int64_t> to_integer(std::string_view text);
// "epoch-seq" of a stream entry; the event id stays empty.
std::optional<StreamPosition> to_position(std::string_view stream_id);

}  // namespace luodi::store::redis
