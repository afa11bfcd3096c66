-- What wrk sends, and what it notes of the answers. Its arguments:
--
-- 1  the kind of buyers, one of the functions below
-- 2  the file for the bodies of the answers that say yes, one a line; "-" to keep none
-- 3  and on: what the function takes
--
-- At the end it prints one line of JSON, which `wrk.ts` reads.

local ffi = require("ffi")

local kinds = {}
-- What a kind of buyers makes of an answer. It may say by which status the answer counts, if that is not its own.
local answered
local granted

statuses = {}
-- How many answers of a status took how many tenths of a millisecond: both in one number, since nested tables get lost.
times = {}
local TENTHS_MAX = 1e6

ffi.cdef("typedef struct { long seconds, nanoseconds; } moment; int clock_gettime(int, moment *);")
local MONOTONIC = 1
local moment = ffi.new("moment")

local function now_us()
  ffi.C.clock_gettime(MONOTONIC, moment)
  return tonumber(moment.seconds) * 1e6 + tonumber(moment.nanoseconds) / 1e3
end

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

-- Begun with the first request, and over when there is nothing left to ask for, if that is before the time is.
started_us, over_us = 0, nil

-- What else a connection would send that is free when the load is over; the answer does not count.
local NOTHING = text("GET", "/")

-- Calls `ask` with each of the seats in turn, or with the first one of so many, and ends the load after the last.
local function each_seat(first, count, at_once, ask)
  local next_seat, last = first, first + count - at_once
  return function()
    -- wrk asks once before it begins.
    if next_seat <= first + at_once then started_us = now_us() end
    if next_seat > last then
      over_us = over_us or now_us()
      wrk.thread:stop()
      return NOTHING
    end
    next_seat = next_seat + at_once
    return ask(next_seat - at_once)
  end
end

-- All on one seat.
function kinds.hot(seat)
  local request = book(seat)
  return function() return request end
end

-- Each its own seat.
function kinds.own(first, count)
  return each_seat(first, count, 1, book)
end

-- Any seat of an event, and the booking is cancelled with the next request.
function kinds.turnover(count, seed, key)
  local seat, cancellations = seed, {}
  function answered(status, _, body)
    if status ~= 200 then return end
    local id = body:match('"bookingId":"([^"]+)"')
    cancellations[#cancellations + 1] = text("DELETE", "/api/bookings/" .. id, "Authorization: Bearer " .. key .. "\r\n")
  end
  return function()
    if #cancellations > 0 then return table.remove(cancellations) end
    -- A prime that is far from both ends leads to all seats in turn, and to neighbours late.
    seat = (seat + 7919) % count
    return book(seat + 1)
  end
end

-- One event after the other, and of each another seat every time. All have as many rows of up to 100 seats.
function kinds.everywhere(events, first, count, key)
  return each_seat(first, count, 1, function(number)
    local seat = math.floor((number - 1) / events)
    local body = string.format('{"seatIds":["0-%d-%d"]}', math.floor(seat / 100), seat % 100)
    local path = "/api/events/event-" .. (number - 1) % events .. "/bookings"
    return post(path, "Authorization: Bearer " .. key .. "\r\n", body)
  end)
end

-- More buyers than there is room for. They may be patient, and wait as long as they are told when they are turned away.
-- Which answer is to which request, and so how long it took, the request's id tells.
function kinds.crowd(first, count, patient)
  local seat, number, turned_away, wait_ms, sent_us = 0, 0, 0, 0, {}
  function answered(status, headers, body)
    local id = tonumber(headers["X-Request-Id"])
    local tenths = math.floor((now_us() - sent_us[id]) / 100)
    sent_us[id] = nil
    local key = status * TENTHS_MAX + math.min(tenths, TENTHS_MAX - 1)
    times[key] = (times[key] or 0) + 1
    if status ~= 503 then return end
    if not body:find('"overloaded"', 1, true) then return 599 end
    turned_away, wait_ms = turned_away + 1, tonumber(headers["Retry-After"]) * 1000
  end
  if patient == 1 then
    -- It is asked before each request, and not told whose. All are alike, so one of them waits for each who should.
    function delay()
      if turned_away == 0 then return 0 end
      turned_away = turned_away - 1
      return wait_ms
    end
  end
  return function()
    number, seat = number + 1, seat % count + 1
    sent_us[number] = now_us()
    return post("/api/book/" .. first + seat - 1, "X-Request-Id: " .. number .. "\r\n")
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
function kinds.hold(first, count)
  local holds = {}
  function answered(status, _, body)
    if status ~= 201 then return end
    local id, token = body:match('"holdId":"([^"]+)"'), body:match('"token":"([^"]+)"')
    holds[#holds + 1] = post("/api/holds/" .. id .. "/confirm", "Authorization: Bearer " .. token .. "\r\n")
  end
  local hold_next = each_seat(first, count, 2, function(seat)
    return post("/api/events/default/holds", nil, '{"seatIds":["' .. seat .. '","' .. seat + 1 .. '"]}')
  end)
  return function()
    if #holds > 0 then return table.remove(holds) end
    return hold_next()
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
  if args[2] ~= "-" then granted = assert(io.open(args[2], "a")) end
  local rest = {}
  for n = 3, #args do rest[#rest + 1] = tonumber(args[n]) or args[n] end
  request = kinds[args[1]](unpack(rest))
end

function response(status, headers, body)
  if over_us then return end
  if granted and status < 300 and body ~= "" then granted:write(body, "\n") end
  local counts_as = answered and answered(status, headers, body) or status
  statuses[counts_as] = (statuses[counts_as] or 0) + 1
end

local buyers

function setup(thread)
  buyers = thread
end

local function quantile(counts, share)
  local tenths, total = {}, 0
  for each, count in pairs(counts) do
    tenths[#tenths + 1] = each
    total = total + count
  end
  table.sort(tenths)
  local rest = total * share
  for _, each in ipairs(tenths) do
    rest = rest - counts[each]
    if rest <= 0 then return each * 100 end
  end
end

function done(summary, latency)
  local counts, requests = {}, 0
  for status, count in pairs(buyers:get("statuses")) do
    counts[#counts + 1] = string.format('"%d":%d', status, count)
    requests = requests + count
  end
  local over = buyers:get("over_us")
  local duration_us = over and over - buyers:get("started_us") or summary.duration
  local by_status, quantiles = {}, {}
  for key, count in pairs(buyers:get("times")) do
    local status = math.floor(key / TENTHS_MAX)
    by_status[status] = by_status[status] or {}
    by_status[status][key % TENTHS_MAX] = count
  end
  for status, of_status in pairs(by_status) do
    quantiles[#quantiles + 1] = string.format(
      '"%d":{"p50Us":%d,"p99Us":%d}', status, quantile(of_status, 0.5), quantile(of_status, 0.99)
    )
  end
  local errors = summary.errors
  io.write(string.format(
    '{"requests":%d,"durationUs":%d,"p50Us":%d,"p99Us":%d,"unanswered":%d,"statuses":{%s},"times":{%s}}\n',
    requests, duration_us, latency:percentile(50), latency:percentile(99),
    errors.connect + errors.read + errors.write + errors.timeout, table.concat(counts, ","), table.concat(quantiles, ",")
  ))
end
