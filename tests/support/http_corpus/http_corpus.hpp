#pragma once
// Raw requests and what RFC 9110 and 9112 (and Luodi's stricter gate) make of them. Written from the RFCs; used by the
// unit tests of the gate, by the socket tests of the server and end to end against the gateway.
//
//   for (const RawCase& c : header_cases()) { send(c.bytes); expect(c.status); }
#include <string>
#include <string_view>
#include <vector>

namespace luodi::http_corpus {

inline constexpr int k_accepted = 200;  // reaches a handler; which status that gives depends on the route

struct RawCase {
  std::string name;
  std::string bytes;
  int status;  // k_accepted or the status of the refusal
};

using namespace std::string_literals;

// A request line and fields, with a Host, without a body.
inline std::string with_fields(const std::string& fields) {
  return "GET /v1/parks HTTP/1.1\r\nHost: luodi.example\r\n" + fields + "\r\n";
}
inline std::string with_line(const std::string& line) {
  return line + "\r\nHost: luodi.example\r\n\r\n";
}
inline std::string with_host(const std::string& host) {
  return "GET /v1/parks HTTP/1.1\r\n" + host + "\r\n";
}
inline std::string with_target(const std::string& target) {
  return with_line("GET " + target + " HTTP/1.1");
}
// A POST whose body is sent in chunks.
inline std::string with_chunks(const std::string& chunks) {
  return "POST /v1/projects HTTP/1.1\r\nHost: luodi.example\r\nContent-Type: application/json\r\n"
         "Transfer-Encoding: chunked\r\n\r\n" +
         chunks;
}
inline std::string with_length(const std::string& length, const std::string& body) {
  return "POST /v1/projects HTTP/1.1\r\nHost: luodi.example\r\nContent-Length: " + length + "\r\n\r\n" + body;
}

// Decided by the header alone.
const std::vector<RawCase>& header_cases();
// Well-formed headers; decided by the body. Accepted ones have a complete body.
const std::vector<RawCase>& body_cases();

}  // namespace luodi::http_corpus
