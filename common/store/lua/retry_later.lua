#!lua
-- Gives a claimed job back for a later time. The fence moves on, so the old holder can no longer finish it.
--
-- KEYS  1 head hash  2 job hash  3 due zset  4 leased zset
-- ARGV  1 job  2 fence of the claim  3 due in ms
-- Answers 1, or 0 when the fence is stale and nothing changed.

local k_head, k_jobs, k_due, k_leased = KEYS[1], KEYS[2], KEYS[3], KEYS[4]
local job, held, due = ARGV[1], ARGV[2], ARGV[3]
if not string.match(due, '^%-?%d+$') or #due > 16 then
  return redis.error_reply('BADUNIT due time')
end
local record = redis.call('HGET', k_jobs, job)
local _, stop, fence, attempts = string.find(record or '', '^(%d+) (%d+) %-?%d+ ')
if fence ~= held then
  return 0
end
redis.call('ZCARD', k_due)
redis.call('ZCARD', k_leased)
local last = tonumber(redis.call('HGET', k_head, 'fence') or '0')
if not last then
  return redis.error_reply('BADSTATE head')
end

-- ---- writes ----

local next_fence = string.format('%.0f', last + 1)
redis.call('HSET', k_head, 'fence', next_fence)
redis.call('ZREM', k_leased, job)
redis.call('ZADD', k_due, due, job)
redis.call('HSET', k_jobs, job, next_fence .. ' ' .. attempts .. ' ' .. due .. ' ' .. string.sub(record, stop + 1))
return 1
