-- Registers leads: each request has an Idempotency-Key and an enterprise of its own, so that each is one durable
-- command. Arguments: token, tag that no other run of this suite uses.
dofile(debug.getinfo(1, "S").source:match("^@(.*/)") .. "answers.lua")

local head, tag, count = {}, "", 0

function init(args)
  head = {["Authorization"] = "Bearer " .. args[1], ["Content-Type"] = "application/json"}
  tag = args[2]
end

function request()
  count = count + 1
  local number = string.format("%s%09d", tag, count)
  head["Idempotency-Key"] = number
  return wrk.format("POST", "/v1/projects", head, '{"name":"新型显示模组及柔性材料生产基地项目' .. number ..
    '","enterprise":{"name":"某某光电科技（绵阳）' .. number .. '有限公司"},"industry_code":"3985",' ..
    '"agreed_amount_fen":60000000000,"park_code":"MY-GX","channel":"outpost"}')
end
