#pragma once
// How answers leave the gateway: replies of services, problems, 304, and the fields that every answer carries. Pure.
//
//   http::Response response = respond(std::move(reply), asked);
//   finish(response, asked);
#include <string>

#include "common/bus/message.hpp"
#include "common/http/server.hpp"
#include "common/http/trace.hpp"
#include "common/kernel/error.hpp"

namespace luodi::gateway {

class Asked {  // what an answer refers to
 public:
  explicit Asked(http::TraceContext t) : trace(std::move(t)) {}
  http::TraceContext trace;
  std::string path;
  std::string language = "zh";
};

http::Response problem(const Error& error, const Asked& asked);

// A reply as it came from a service; a problem gets the path and the trace that only the gateway knows.
http::Response respond(bus::Reply reply, const Asked& asked);

// The answer to a read gets an entity tag of its body, because the body of one version may change with the day and the
// reader. Returns it; empty where the answer has none.
std::string tag_with_body(http::Response& response);

// 304 without a body when the client has this body already.
bool not_modified(http::Response& response, const std::string& etag, const std::string* if_none_match);

// Trace and security fields; Cache-Control: no-store unless the answer says otherwise.
void finish(http::Response& response, const Asked& asked);

}  // namespace luodi::gateway
