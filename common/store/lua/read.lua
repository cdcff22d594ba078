#!lua flags=no-writes
-- Reads events with a sequence above a given one. Stream ids are "epoch-seq"; the epoch table says in which epoch the
-- given sequence lies, so that one range finds everything after it.
--
-- KEYS  1 event stream  2 epoch zset
-- ARGV  1 sequence  2 most entries
-- Answers the entries as XRANGE does.

local epoch = redis.call('ZREVRANGEBYSCORE', KEYS[2], ARGV[1], '-inf', 'LIMIT', 0, 1)[1] or '1'
return redis.call('XRANGE', KEYS[1], '(' .. epoch .. '-' .. ARGV[1], '+', 'COUNT', ARGV[2])
