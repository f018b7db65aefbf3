-- Sends requests out of a list in random order and prints one line to be read by a program.
-- Arguments: the method; a file with one request a line: the path and, after a tab, the body or the entity tag; and, where many
-- keys take turns, a file with one key a line.

local threads = 0

function setup(thread)
    thread:set("number", threads)
    threads = threads + 1
end

function init(args)
    local method, file, keysFile = args[1], args[2], args[3]
    local keys = {}
    if keysFile then
        for key in io.lines(keysFile) do
            keys[#keys + 1] = key
        end
    end
    requests = {}
    for line in io.lines(file) do
        local path, rest = line:match("^([^\t]*)\t?(.*)$")
        local headers = {}
        for name, value in pairs(wrk.headers) do
            headers[name] = value
        end
        if #keys > 0 then
            headers["Authorization"] = "Bearer " .. keys[#requests % #keys + 1]
        end
        local body = nil
        if method == "POST" then
            headers["Content-Type"] = "application/json"
            body = rest
        elseif rest ~= "" then
            headers["If-None-Match"] = rest
        end
        -- Formatted once: the generator shares the machine with what it measures.
        requests[#requests + 1] = wrk.format(method, path, headers, body)
    end
    math.randomseed(2014 + number)
end

function request()
    return requests[math.random(#requests)]
end

function done(summary, latency, requests)
    local errors = summary.errors
    io.write(string.format("RESULT requests=%d duration=%d bytes=%d socket=%d status=%d timeout=%d p50=%d p90=%d p99=%d max=%d\n",
        summary.requests, summary.duration, summary.bytes,
        errors.connect + errors.read + errors.write, errors.status, errors.timeout,
        latency:percentile(50), latency:percentile(90), latency:percentile(99), latency.max))
end
