-- The requests that wrk sends, and what it records of the answers. Arguments:
--
-- 1  the kind of buyers, one of the functions below
-- 2  the file for the bodies of granted answers, one per line; "-" for none
-- 3  and following: the arguments of that function
--
-- At the end it prints one line of JSON, which `wrk.ts` reads.

local ffi = require("ffi")

local kinds = {}
-- Handles an answer for a kind of buyers. May return another status to count the answer as.
local answered
local granted

statuses = {}
-- The number of answers by status and response time in tenths of a millisecond, with both in one key, because wrk does
-- not pass nested tables between threads.
times = {}
local TENTHS_MAX = 1e6

ffi.cdef([[
  typedef struct { long seconds, nanoseconds; } moment;
  int clock_gettime(int, moment *);
  int getpid(void);
  int kill(int, int);
]])
local MONOTONIC, SIGINT = 1, 2
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

-- The time of the first request, and of the last one if the seats are used up before the time is over.
started_us, over_us = 0, nil

-- Sent by idle connections after the end; the answers do not count.
local NOTHING = text("GET", "/")

-- Calls `ask` with each seat, or with the first of each group of `at_once` seats, and ends the load after the last.
local function each_seat(first, count, at_once, ask)
  local next_seat, last = first, first + count - at_once
  return function()
    -- wrk calls this once before it starts.
    if next_seat <= first + at_once then started_us = now_us() end
    if next_seat > last then
      -- The main thread of wrk sleeps for the whole duration, unless it is interrupted.
      if not over_us then ffi.C.kill(ffi.C.getpid(), SIGINT) end
      over_us = over_us or now_us()
      wrk.thread:stop()
      return NOTHING
    end
    next_seat = next_seat + at_once
    return ask(next_seat - at_once)
  end
end

-- All book one seat.
function kinds.hot(seat)
  local request = book(seat)
  return function() return request end
end

-- Each request books its own seat.
function kinds.own(first, count)
  return each_seat(first, count, 1, book)
end

-- Books any seat of an event, and cancels the booking with the next request.
function kinds.turnover(count, seed, key)
  local seat, cancellations = seed, {}
  function answered(status, _, body)
    if status ~= 200 then return end
    local id = body:match('"bookingId":"([^"]+)"')
    cancellations[#cancellations + 1] = text("DELETE", "/api/bookings/" .. id, "Authorization: Bearer " .. key .. "\r\n")
  end
  return function()
    if #cancellations > 0 then return table.remove(cancellations) end
    -- Steps of a large prime visit all seats, and neighbours at different times.
    seat = (seat + 7919) % count
    return book(seat + 1)
  end
end

-- Rotates through the events, each time with another seat. All events have rows of up to 100 seats.
function kinds.everywhere(events, first, count, key)
  return each_seat(first, count, 1, function(number)
    local seat = math.floor((number - 1) / events)
    local body = string.format('{"seatIds":["0-%d-%d"]}', math.floor(seat / 100), seat % 100)
    local path = "/api/events/event-" .. (number - 1) % events .. "/bookings"
    return post(path, "Authorization: Bearer " .. key .. "\r\n", body)
  end)
end

-- More buyers than the service admits. Patient ones wait for Retry-After when they are refused. The request id matches
-- answers with requests, for the response times.
function kinds.crowd(first, count, patient)
  local seat, number, refused, wait_ms, sent_us = 0, 0, 0, 0, {}
  function answered(status, headers, body)
    local id = tonumber(headers["X-Request-Id"])
    local tenths = math.floor((now_us() - sent_us[id]) / 100)
    sent_us[id] = nil
    local key = status * TENTHS_MAX + math.min(tenths, TENTHS_MAX - 1)
    times[key] = (times[key] or 0) + 1
    if status ~= 503 then return end
    if not body:find('"overloaded"', 1, true) then return 599 end
    refused, wait_ms = refused + 1, tonumber(headers["Retry-After"]) * 1000
  end
  if patient == 1 then
    -- Called before each request, without saying for which connection. One connection waits for each refusal.
    function delay()
      if refused == 0 then return 0 end
      refused = refused - 1
      return wait_ms
    end
  end
  return function()
    number, seat = number + 1, seat % count + 1
    sent_us[number] = now_us()
    return post("/api/book/" .. first + seat - 1, "X-Request-Id: " .. number .. "\r\n")
  end
end

-- Many seats; the n-th is requested 1/n as often as the first (Zipf).
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

-- Holds two seats, then confirms the hold with the next request.
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

-- All hold the best two seats.
function kinds.best(event)
  local request = post("/api/events/" .. event .. "/holds", nil, '{"bestAvailable":{"quantity":2}}')
  return function() return request end
end

-- Each request holds the next two seats of an event with rows of 100 seats.
function kinds.named(event, count)
  return each_seat(0, count, 2, function(seat)
    local row, place = math.floor(seat / 100), seat % 100
    local ids = string.format('{"seatIds":["0-%d-%d","0-%d-%d"]}', row, place, row, place + 1)
    return post("/api/events/" .. event .. "/holds", nil, ids)
  end)
end

-- All poll the seats of an event with their last ETag.
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

function done(summary, latency)
  local counts, requests = {}, 0
  for status, count in pairs(buyers:get("statuses")) do
    counts[#counts + 1] = string.format('"%d":%d', status, count)
    requests = requests + count
  end
  local over = buyers:get("over_us")
  local duration_us = over and over - buyers:get("started_us") or summary.duration
  local durations = {}
  for key, count in pairs(buyers:get("times")) do
    durations[#durations + 1] = string.format("[%d,%d,%d]", math.floor(key / TENTHS_MAX), key % TENTHS_MAX, count)
  end
  local errors = summary.errors
  io.write(string.format(
    '{"requests":%d,"durationUs":%d,"p50Us":%d,"p99Us":%d,"unanswered":%d,"statuses":{%s},"times":[%s]}\n',
    requests, duration_us, latency:percentile(50), latency:percentile(99),
    errors.connect + errors.read + errors.write + errors.timeout, table.concat(counts, ","), table.concat(durations, ",")
  ))
end
