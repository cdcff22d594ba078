#!lua
-- Claims due jobs and expired leases, oldest due first. A claimed job stays in the queue, under a lease, until a commit
-- finishes it with the fence given here; when the lease runs out the next claim hands it out again with a new fence.
--
-- KEYS  1 head hash  2 job hash  3 due zset  4 leased zset
-- ARGV  1 now in ms, or empty for the clock of Redis (a virtual clock passes its own)
--       2 lease in ms, always measured by the clock of Redis, so that a frozen virtual clock frees dead workers' jobs
--       3 most jobs to claim
-- Answers a flat list: id, due, fence, attempts, payload for each job. A job whose record is damaged stays as it is and
-- is answered with the fence 0: it holds up no other, and whoever asked can tell somebody.

local k_head, k_jobs, k_due, k_leased = KEYS[1], KEYS[2], KEYS[3], KEYS[4]
local lease, limit = tonumber(ARGV[2]), tonumber(ARGV[3])
if not lease or lease < 1 or not limit or limit < 1 or not string.match(ARGV[1], '^%-?%d*$') then
  return redis.error_reply('BADUNIT claim')
end

local function whole(number)
  return string.format('%.0f', number)
end

local time = redis.call('TIME')
local real = tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000)
local now = ARGV[1] == '' and whole(real) or ARGV[1]

local fence = tonumber(redis.call('HGET', k_head, 'fence') or '0')
if not fence then
  return redis.error_reply('BADSTATE head')
end

local together = 500  -- arguments of one call, even for pairs
local function call_with_all(verb, key, arguments)
  for from = 1, #arguments, together do
    redis.call(verb, key, unpack(arguments, from, math.min(from + together - 1, #arguments)))
  end
end

local spare = 1000  -- so many damaged ones may stand before the others
local found, damaged
local function gather(zset, until_ms, most)
  local jobs = redis.call('ZRANGEBYSCORE', zset, '-inf', until_ms, 'LIMIT', 0, most)
  local records = {}
  for from = 1, #jobs, together do
    local some = redis.call('HMGET', k_jobs, unpack(jobs, from, math.min(from + together - 1, #jobs)))
    for i, record in ipairs(some) do
      records[from + i - 1] = record
    end
  end
  for i, job in ipairs(jobs) do
    local record = records[i]
    local _, stop, attempts, due = string.find(record or '', '^%d+ (%d+) (%-?%d+) ')
    if stop then
      local claim = {job = job, attempts = tonumber(attempts) + 1, due = due, order = tonumber(due)}
      claim.payload = string.sub(record, stop + 1)
      found[#found + 1] = claim
    else
      damaged[#damaged + 1] = job
    end
  end
end
local function look(most)
  found, damaged = {}, {}
  gather(k_leased, whole(real), most)
  gather(k_due, now, most)
end
look(limit)
if #damaged > 0 then
  look(limit + spare)
end
table.sort(found, function(a, b)
  return a.order < b.order or (a.order == b.order and a.job < b.job)
end)

-- ---- writes ----

local answer = {}
local claimed, leases, records = {}, {}, {}
for i = 1, math.min(limit, #found) do
  local it = found[i]
  fence = fence + 1
  claimed[i] = it.job
  leases[2 * i - 1], leases[2 * i] = whole(real + lease), it.job
  local counts = whole(fence) .. ' ' .. whole(it.attempts) .. ' ' .. it.due .. ' '
  records[2 * i - 1], records[2 * i] = it.job, counts .. it.payload
  local at = #answer
  answer[at + 1], answer[at + 2], answer[at + 3] = it.job, it.due, whole(fence)
  answer[at + 4], answer[at + 5] = whole(it.attempts), it.payload
end
call_with_all('ZREM', k_due, claimed)
call_with_all('ZADD', k_leased, leases)
call_with_all('HSET', k_jobs, records)
if #answer > 0 then
  redis.call('HSET', k_head, 'fence', whole(fence))
end
for _, job in ipairs(damaged) do
  local at = #answer
  answer[at + 1], answer[at + 2], answer[at + 3], answer[at + 4], answer[at + 5] = job, '0', '0', '0', ''
end
return answer
