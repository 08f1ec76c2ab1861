#pragma once
// The door of http: an HTTP/1.1 server and the words a room needs to answer requests with.
//
//   Router router;
//   router.get("/hello/{name}", "hello", [](Request const& request) {
//     return Response::text("Hello, " + std::string(request.parameter("name")));
//   });
//   Server server({.port = 8080}, std::move(router));
//   server.run();
//
// Invariants
//   1. A handler sees only requests that are whole, within every limit, and valid: path, query and
//   form
//      are UTF-8 without control characters, the path has no "." or ".." and no encoded slash.
//   2. Answers leave a connection in the order in which its requests came.
//   3. The address of who asks, their own or the one that a proxy names, is used to count connections
//      and requests and for nothing else: it is in no Request, no log line, no metric.
//   4. Nothing waits on a loop: what may take time runs on a worker.
//
// Threads: handlers are plain synchronous functions and run on several threads at once. Everything
// a handler captures must bear that.

#include "http/bytes.h"
#include "http/descriptor.h"
#include "http/field.h"
#include "http/fixed.h"
#include "http/method.h"
#include "http/options.h"
#include "http/origin.h"
#include "http/problem.h"
#include "http/quick.h"
#include "http/request.h"
#include "http/response.h"
#include "http/router.h"
#include "http/server.h"
#include "http/status.h"
#include "http/transfer.h"
