// Sends the whole corpus of raw HTTP cases to a server and judges its answers: corpus_client PORT. Every refusal must
// be a problem document with the right status on a connection that is then closed without another byte; whatever is
// well formed must reach a route; after each case a new connection must be served. Ends with 1 and one line per fault.
#include <cstdio>
#include <string>

#include "tests/support/http_corpus/http_corpus.hpp"
#include "tests/support/http_corpus/raw_client.hpp"

namespace {

using luodi::http_corpus::k_accepted;
using luodi::http_corpus::RawCase;
using luodi::test::RawClient;
using luodi::test::RawResponse;

const std::string k_probe = "GET /v1/parks HTTP/1.1\r\nHost: luodi.example\r\n\r\n";

// Codes of refusals that the server gives before any route is looked up.
bool is_framing_refusal(const RawResponse& response) {
  for (const char* code : {"L1007", "L1008", "L1010", "L1011", "L1012", "L1013", "L1014"}) {
    if (response.body.find(code) != std::string::npos) return true;
  }
  return false;
}

std::string fault_of(const RawCase& c, std::uint16_t port) {
  RawClient client(port);
  client.send(c.bytes);
  const RawResponse response = client.read_response(c.bytes.rfind("HEAD ", 0) == 0);
  if (response.status == 0) return "no answer";
  if (c.status == k_accepted) return is_framing_refusal(response) ? "refused: " + response.body : "";
  if (response.status != c.status) return "status " + std::to_string(response.status) + ": " + response.body;
  const auto type = response.headers.find("content-type");
  if (type == response.headers.end() || type->second != "application/problem+json") return "no problem document";
  client.send(k_probe);
  if (!client.read_to_end()) return "the connection stays open";
  return client.received().empty() ? "" : "bytes after the refusal: " + client.received();
}

bool is_healthy(std::uint16_t port) {
  RawClient client(port);
  client.send(k_probe);
  const int status = client.read_response().status;
  return status >= 200 && status < 500;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    std::fputs("usage: corpus_client PORT\n", stderr);
    return 2;
  }
  const auto port = static_cast<std::uint16_t>(std::stoi(argv[1]));
  int sent = 0;
  int faults = 0;
  for (const auto* cases : {&luodi::http_corpus::header_cases(), &luodi::http_corpus::body_cases()}) {
    for (const RawCase& c : *cases) {
      ++sent;
      std::string fault = fault_of(c, port);
      if (fault.empty() && !is_healthy(port)) fault = "the next connection is not served";
      if (fault.empty()) continue;
      ++faults;
      std::printf("%s (expected %d): %s\n", c.name.c_str(), c.status, fault.c_str());
    }
  }
  std::printf("%d of %d cases as they should be\n", sent - faults, sent);
  return faults == 0 ? 0 : 1;
}
