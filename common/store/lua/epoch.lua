#!lua
-- Begins a new epoch when this Redis is not the one that wrote the last events (restart or failover): its replication
-- id differs from the stored one. Runs in every handshake. Sequence numbers stay dense over epochs; the epoch tells a
-- reader to check whether its own position still exists.
--
-- KEYS  1 head hash  2 epoch zset (member epoch, score = head seq when it began)
-- Answers {epoch, head seq}.

local replication_id = string.match(redis.call('INFO', 'replication'), 'master_replid:(%x+)')
local head = redis.call('HMGET', KEYS[1], 'epoch', 'seq', 'replid')
local epoch, seq = tonumber(head[1] or '0'), head[2] or '0'
redis.call('ZCARD', KEYS[2])
if not replication_id or not epoch or not tonumber(seq) then
  return redis.error_reply('BADSTATE head')
end

-- ---- writes ----

if head[3] ~= replication_id then
  epoch = epoch + 1
  local text = string.format('%.0f', epoch)
  -- An epoch without events leaves no row: one start, one epoch, so that a lookup by sequence has one answer.
  redis.call('ZREMRANGEBYSCORE', KEYS[2], seq, seq)
  redis.call('ZADD', KEYS[2], seq, text)
  redis.call('HSET', KEYS[1], 'epoch', text, 'replid', replication_id)
end
return {string.format('%.0f', epoch), seq}
