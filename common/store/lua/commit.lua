#!lua
-- Commits one unit of work: checks everything, then writes everything, or answers a refusal and writes nothing.
--
-- KEYS  1 head hash      2 event stream  3 job hash      4 due zset     5 leased zset
--       6 cursor hash    7 secret hash   8 audit stream  9 idempotency hash (repeats 1 when there is none)
--       10.. state hashes, unique hashes, sets and zsets, named from ARGV by their number in KEYS
-- ARGV  1..9 how many records follow of each section; then the sections in this order:
--       1 idempotency  fingerprint, response, ttl in ms                  (0 or 1)
--       2 cursor       consumer, expected seq, next "epoch seq uuid"     (0 or 1)
--       3 puts         key number, id, expected version, "version json"
--       4 guards       key number, id, expected version
--       5 due          verb (s c f), job, due in ms, fence, payload      s schedule, c cancel, f finish
--       6 indexes      verb (sa sr za zr uc ur), key number, member, value
--       7 secrets      name, value (empty deletes)
--       8 events       uuid, json
--       9 audit        leaf hash in hex, entry                           (0 or 1)
-- Answers {COMMITTED, epoch, first seq or 0, head seq}, {REPLAYED, response}, {KEY_REUSED},
--   {CONFLICT, number of the put or guard, actual version}, {TAKEN, number of the index change, owner},
--   {STALE_CURSOR, actual seq}, {STALE_FENCE, number of the due change}, or an error BADUNIT / BADSTATE / WRONGTYPE.
-- Redis does not undo a script that fails half way. So every key that will be written is read first (a wrong type
-- raises here), every number is checked first, and the first write is the one that Redis could still refuse.
-- Versions, times and amounts are text; only sequence numbers and fences are counted, both far below 2^53.
-- A call costs several times what one more field in it costs, so fields and members of one key go together.

local k_head, k_events, k_jobs, k_due, k_leased = KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[5]
local k_cursors, k_secrets, k_audit, k_idem = KEYS[6], KEYS[7], KEYS[8], KEYS[9]
local idem, cursor, puts, guards, due, indexes, secrets, events, audit = 1, 2, 3, 4, 5, 6, 7, 8, 9
local width = {3, 3, 4, 3, 5, 4, 2, 2, 2}

local count, first = {}, {}
local position = 10
for section = 1, 9 do
  local n = tonumber(ARGV[section])
  if not n or n < 0 then
    return redis.error_reply('BADUNIT section count')
  end
  count[section], first[section] = n, position
  position = position + n * width[section]
end
if position ~= #ARGV + 1 then
  return redis.error_reply('BADUNIT argument count')
end

local function whole(number)
  return string.format('%.0f', number)
end

local together = 500  -- arguments of one call, even for pairs; Lua unpacks no more than some thousands
local function call_with_all(verb, key, arguments)
  for from = 1, #arguments, together do
    redis.call(verb, key, unpack(arguments, from, math.min(from + together - 1, #arguments)))
  end
end

local function values_of(key, fields)
  local found = {}
  for from = 1, #fields, together do
    local to = math.min(from + together - 1, #fields)
    for i, value in ipairs(redis.call('HMGET', key, unpack(fields, from, to))) do
      found[fields[from + i - 1]] = value
    end
  end
  return found
end

-- The list of a name in a table of lists.
local function list_in(lists, name)
  local list = lists[name]
  if not list then
    list = {}
    lists[name] = list
  end
  return list
end

-- ---- checks: nothing below this line writes until the line that says so ----

if count[idem] == 1 then
  local seen = redis.call('HMGET', k_idem, 'f', 'r')
  if seen[1] then
    if seen[1] == ARGV[first[idem]] then
      return {'REPLAYED', seen[2] or ''}
    end
    return {'KEY_REUSED'}
  end
  local ttl = ARGV[first[idem] + 2]
  if not string.match(ttl, '^[1-9]%d*$') or #ttl > 13 then
    return redis.error_reply('BADUNIT idempotency ttl')
  end
end

if count[cursor] == 1 then
  local stored = redis.call('HGET', k_cursors, ARGV[first[cursor]])
  local actual = '0'
  if stored then
    actual = string.match(stored, '^%d+ (%d+) ')
    if not actual then
      return redis.error_reply('BADSTATE cursor')
    end
  end
  if actual ~= ARGV[first[cursor] + 1] then
    return {'STALE_CURSOR', actual}
  end
end

local last_change = {}  -- of each job: what comes before it in the unit leaves no trace
if count[due] > 0 then
  redis.call('ZCARD', k_due)
  redis.call('ZCARD', k_leased)
  redis.call('HLEN', k_jobs)
  local finished = {}
  for i = 1, count[due] do
    local at = first[due] + (i - 1) * 5
    if ARGV[at] == 'f' then
      finished[#finished + 1] = ARGV[at + 1]
    end
    last_change[ARGV[at + 1]] = i
  end
  local records = values_of(k_jobs, finished)
  for i = 1, count[due] do
    local at = first[due] + (i - 1) * 5
    local verb = ARGV[at]
    if verb == 'f' then
      local record = records[ARGV[at + 1]]
      if not record or string.match(record, '^(%d+) ') ~= ARGV[at + 3] then
        return {'STALE_FENCE', whole(i)}
      end
    elseif verb == 's' then
      if not string.match(ARGV[at + 2], '^%-?%d+$') or #ARGV[at + 2] > 16 then
        return redis.error_reply('BADUNIT due time')
      end
    elseif verb ~= 'c' then
      return redis.error_reply('BADUNIT due verb')
    end
  end
end

-- Records begin {key number, id, expected version} in both sections.
local ids, stored = {}, {}
for _, section in ipairs({puts, guards}) do
  for i = 1, count[section] do
    local at = first[section] + (i - 1) * width[section]
    local list = list_in(ids, ARGV[at])
    list[#list + 1] = ARGV[at + 1]
  end
end
for key, list in pairs(ids) do
  stored[key] = values_of(KEYS[tonumber(key)], list)
end
for n, section in ipairs({puts, guards}) do
  for i = 1, count[section] do
    local at = first[section] + (i - 1) * width[section]
    local state, actual = stored[ARGV[at]][ARGV[at + 1]], '0'
    if state then
      actual = string.match(state, '^(%d+) ')
      if not actual then
        return redis.error_reply('BADSTATE version')
      end
    end
    if actual ~= ARGV[at + 2] then
      return {'CONFLICT', whole((n - 1) * count[puts] + i), actual}
    end
  end
end

-- Unique values are judged in order against what the unit itself has released or claimed so far.
local owners = {}
for i = 1, count[indexes] do
  local at = first[indexes] + (i - 1) * 4
  local verb, key, member, value = ARGV[at], KEYS[tonumber(ARGV[at + 1])], ARGV[at + 2], ARGV[at + 3]
  if verb == 'uc' or verb == 'ur' then
    owners[key] = owners[key] or {}
    local owner = owners[key][member]
    if owner == nil then
      owner = redis.call('HGET', key, member)
    end
    if verb == 'uc' then
      if owner and owner ~= value then
        return {'TAKEN', whole(i), owner}
      end
      owner = value
    elseif owner == value then
      owner = false
    end
    owners[key][member] = owner
  elseif verb == 'sa' or verb == 'sr' then
    redis.call('SCARD', key)
  elseif verb == 'za' or verb == 'zr' then
    redis.call('ZCARD', key)
    if verb == 'za' and not (string.match(value, '^%-?%d+$') or string.match(value, '^%-?%d+%.%d+$')) then
      return redis.error_reply('BADUNIT score')
    end
  else
    return redis.error_reply('BADUNIT index verb')
  end
end

if count[secrets] > 0 then
  redis.call('HLEN', k_secrets)
end

local head = redis.call('HMGET', k_head, 'epoch', 'seq', 'fence', 'audit')
local epoch, seq = head[1] or '1', tonumber(head[2] or '0')
local fence, audited = tonumber(head[3] or '0'), tonumber(head[4] or '0')
if not seq or not fence or not audited or not string.match(epoch, '^%d+$') then
  return redis.error_reply('BADSTATE head')
end
-- An entry above the head would make XADD fail after other writes. Empty answers cost nothing.
if count[events] > 0 and #redis.call('XRANGE', k_events, '(' .. epoch .. '-' .. whole(seq), '+', 'COUNT', '1') > 0 then
  return redis.error_reply('BADSTATE events above head')
end
if count[audit] == 1 and #redis.call('XRANGE', k_audit, '(' .. whole(audited) .. '-0', '+', 'COUNT', '1') > 0 then
  return redis.error_reply('BADSTATE audit above head')
end

-- ---- writes: from here on nothing may fail ----

-- Fields of the head that change, written once at the end.
local head_fields = {}
local function set_head(field, value)
  local n = #head_fields
  head_fields[n + 1], head_fields[n + 2] = field, value
end

local first_seq = 0
if count[events] > 0 then
  first_seq = seq + 1
  local uuid
  for i = 1, count[events] do
    local at = first[events] + (i - 1) * 2
    seq, uuid = seq + 1, ARGV[at]
    redis.call('XADD', k_events, epoch .. '-' .. whole(seq), 'i', uuid, 'e', ARGV[at + 1])
  end
  set_head('seq', whole(seq))
  set_head('id', uuid)
end

if count[audit] == 1 then
  audited = whole(audited + 1)
  redis.call('XADD', k_audit, audited .. '-0', 'l', ARGV[first[audit]], 'e', ARGV[first[audit] + 1])
  set_head('audit', audited)
end

local states = {}
for i = 1, count[puts] do
  local at = first[puts] + (i - 1) * 4
  local list = list_in(states, ARGV[at])
  list[#list + 1] = ARGV[at + 1]
  list[#list + 1] = ARGV[at + 3]
end
for key, list in pairs(states) do
  call_with_all('HSET', KEYS[tonumber(key)], list)
end

for i = 1, count[indexes] do
  local at = first[indexes] + (i - 1) * 4
  local verb, key, member = ARGV[at], KEYS[tonumber(ARGV[at + 1])], ARGV[at + 2]
  if verb == 'sa' then
    redis.call('SADD', key, member)
  elseif verb == 'sr' then
    redis.call('SREM', key, member)
  elseif verb == 'za' then
    redis.call('ZADD', key, ARGV[at + 3], member)
  elseif verb == 'zr' then
    redis.call('ZREM', key, member)
  elseif owners[key][member] then
    redis.call('HSET', key, member, owners[key][member])
  else
    redis.call('HDEL', key, member)
  end
end

local last_fence = fence
local changed, planned, records, gone = {}, {}, {}, {}
for i = 1, count[due] do
  local at = first[due] + (i - 1) * 5
  local verb, job, when = ARGV[at], ARGV[at + 1], ARGV[at + 2]
  if verb == 's' then
    -- A new fence, also for a job that is out on a lease: its holder decided on what no longer holds.
    fence = fence + 1
  end
  if last_change[job] == i then
    changed[#changed + 1] = job
    if verb == 's' then
      planned[#planned + 1] = when
      planned[#planned + 1] = job
      records[#records + 1] = job
      records[#records + 1] = whole(fence) .. ' 0 ' .. when .. ' ' .. ARGV[at + 4]
    else
      gone[#gone + 1] = job
    end
  end
end
call_with_all('ZREM', k_leased, changed)
call_with_all('ZREM', k_due, gone)
call_with_all('HDEL', k_jobs, gone)
call_with_all('ZADD', k_due, planned)
call_with_all('HSET', k_jobs, records)
if fence ~= last_fence then
  set_head('fence', whole(fence))
end

for i = 1, count[secrets] do
  local at = first[secrets] + (i - 1) * 2
  if ARGV[at + 1] == '' then
    redis.call('HDEL', k_secrets, ARGV[at])
  else
    redis.call('HSET', k_secrets, ARGV[at], ARGV[at + 1])
  end
end

if count[cursor] == 1 then
  redis.call('HSET', k_cursors, ARGV[first[cursor]], ARGV[first[cursor] + 2])
end

if count[idem] == 1 then
  local at = first[idem]
  redis.call('HSET', k_idem, 'f', ARGV[at], 'r', ARGV[at + 1])
  redis.call('PEXPIRE', k_idem, ARGV[at + 2])
end

if #head_fields > 0 then
  redis.call('HSET', k_head, unpack(head_fields))
end
return {'COMMITTED', epoch, whole(first_seq), whole(seq)}
