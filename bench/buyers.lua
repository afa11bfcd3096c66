-- What wrk sends, and what it notes of the answers. Its arguments:
--
-- 1  the kind of buyers, one of the functions below
-- 2  the file for the bodies of the answers that say yes, one a line; "-" to keep none
-- 3  and on: what the function takes
--
-- At the end it prints one line of JSON, which `wrk.ts` reads.

local kinds = {}
local answered
local granted

statuses = {}

local function text(method, path, headers, body)
  body = body or ""
  local length = method == "GET" and "" or "Content-Length: " .. #body .. "\r\n"
  return method .. " " .. path .. " HTTP/1.1\r\nHost: 127.0.0.1\r\n" .. (headers or "") .. length .. "\r\n" .. body
end

local function post(path, headers, body)
  if body then headers = (headers or "") .. "Content-Type: application/json\r\n" end
  return text("POST", path, headers, body)
end

local function book(seat)
  return post("/api/book/" .. seat)
end

-- All on one seat.
function kinds.hot(seat)
  local request = book(seat)
  return function() return request end
end

-- Each its own seat.
function kinds.own(first)
  local seat = first - 1
  return function()
    seat = seat + 1
    return book(seat)
  end
end

-- Many seats, the n-th of them wanted 1/n as often as the first (Zipf).
function kinds.sale(first, count, seed)
  local shares, total = {}, 0
  for n = 1, count do
    total = total + 1 / n
    shares[n] = total
  end
  math.randomseed(seed)
  return function()
    local wanted, low, high = math.random() * total, 1, count
    while low < high do
      local middle = math.floor((low + high) / 2)
      if shares[middle] < wanted then low = middle + 1 else high = middle end
    end
    return book(first + low - 1)
  end
end

-- Two seats are held, and then the hold is confirmed: every second request, once there are holds.
function kinds.hold(first)
  local seat, holds = first - 2, {}
  function answered(status, _, body)
    if status ~= 201 then return end
    local id, token = body:match('"holdId":"([^"]+)"'), body:match('"token":"([^"]+)"')
    holds[#holds + 1] = post("/api/holds/" .. id .. "/confirm", "Authorization: Bearer " .. token .. "\r\n")
  end
  return function()
    if #holds > 0 then return table.remove(holds) end
    seat = seat + 2
    return post("/api/events/default/holds", nil, '{"seatIds":["' .. seat .. '","' .. seat + 1 .. '"]}')
  end
end

-- Everybody wants the best two seats there are.
function kinds.best(event)
  local request = post("/api/events/" .. event .. "/holds", nil, '{"bestAvailable":{"quantity":2}}')
  return function() return request end
end

-- Everybody follows an event, and says what was seen last.
function kinds.poll(event)
  local path = "/api/events/" .. event .. "/seats"
  local request = text("GET", path)
  function answered(_, headers)
    local tag = headers["ETag"]
    if tag then request = text("GET", path, "If-None-Match: " .. tag .. "\r\n") end
  end
  return function() return request end
end

function init(args)
  if args[2] ~= "-" then granted = assert(io.open(args[2], "w")) end
  local rest = {}
  for n = 3, #args do rest[#rest + 1] = tonumber(args[n]) or args[n] end
  request = kinds[args[1]](unpack(rest))
end

function response(status, headers, body)
  statuses[status] = (statuses[status] or 0) + 1
  if granted and status < 300 then granted:write(body, "\n") end
  if answered then answered(status, headers, body) end
end

local buyers

function setup(thread)
  buyers = thread
end

function done(summary, latency)
  local counts = {}
  for status, count in pairs(buyers:get("statuses")) do
    counts[#counts + 1] = string.format('"%d":%d', status, count)
  end
  local errors = summary.errors
  io.write(string.format(
    '{"requests":%d,"durationUs":%d,"p50Us":%d,"p99Us":%d,"unanswered":%d,"statuses":{%s}}\n',
    summary.requests, summary.duration, latency:percentile(50), latency:percentile(99),
    errors.connect + errors.read + errors.write + errors.timeout, table.concat(counts, ",")
  ))
end
