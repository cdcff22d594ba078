#include "tests/support/http_corpus/http_corpus.hpp"

namespace luodi::http_corpus {
namespace {

std::string many_trailers(int count) {
  std::string trailers;
  for (int i = 0; i < count; ++i)
    trailers += "X-" + std::to_string(i) + ": " + std::string(100, 'a') + "\r\n";
  return trailers;
}

}  // namespace

const std::vector<RawCase>& body_cases() {
  static const std::vector<RawCase> cases = {
      {"body of a known length", with_length("2", "{}"), k_accepted},
      {"body of a length with leading zeros", with_length("0002", "{}"), k_accepted},
      {"one chunk", with_chunks("2\r\n{}\r\n0\r\n\r\n"), k_accepted},
      {"two chunks", with_chunks("1\r\n{\r\n1\r\n}\r\n0\r\n\r\n"), k_accepted},
      {"no chunk but the last", with_chunks("0\r\n\r\n"), k_accepted},
      {"several zeros as the last chunk", with_chunks("2\r\n{}\r\n000\r\n\r\n"), k_accepted},
      {"hexadecimal sizes in both cases", with_chunks("a\r\n[1,2,3,4,5\r\nA\r\n,6,7,8,90]\r\n0\r\n\r\n"), k_accepted},
      {"chunk extension", with_chunks("2;name=value\r\n{}\r\n0\r\n\r\n"), k_accepted},
      {"quoted chunk extension", with_chunks("2;name=\"a b\"\r\n{}\r\n0;last\r\n\r\n"), k_accepted},
      {"trailer", with_chunks("2\r\n{}\r\n0\r\nX-Sum: 1\r\n\r\n"), k_accepted},
      {"chunked in another case",
       "POST /v1/projects HTTP/1.1\r\nHost: luodi.example\r\ntransfer-encoding: Chunked\r\n\r\n0\r\n\r\n", k_accepted},
      {"chunk size of letters", with_chunks("zz\r\n{}\r\n0\r\n\r\n"), 400},
      {"empty chunk size", with_chunks("\r\n{}\r\n0\r\n\r\n"), 400},
      {"negative chunk size", with_chunks("-2\r\n{}\r\n0\r\n\r\n"), 400},
      {"chunk size with a plus", with_chunks("+2\r\n{}\r\n0\r\n\r\n"), 400},
      {"chunk size with 0x", with_chunks("0x2\r\n{}\r\n0\r\n\r\n"), 400},
      {"space before the chunk size", with_chunks(" 2\r\n{}\r\n0\r\n\r\n"), 400},
      {"chunk size over 64 bits", with_chunks("10000000000000002\r\n{}\r\n0\r\n\r\n"), 400},
      {"underscore in the chunk size", with_chunks("0_2\r\n{}\r\n0\r\n\r\n"), 400},
      {"chunk longer than its size", with_chunks("1\r\n{}\r\n0\r\n\r\n"), 400},
      {"chunk shorter than its size", with_chunks("3\r\n{}\r\n0\r\n\r\n"), 400},
      {"no line end after a chunk", with_chunks("2\r\n{}0\r\n\r\n"), 400},
      {"bare LF after the chunk size", with_chunks("2\n{}\r\n0\r\n\r\n"), 400},
      {"bare LF after a chunk", with_chunks("2\r\n{}\n0\r\n\r\n"), 400},
      {"bare LF everywhere between chunks", with_chunks("2\n{}\n0\n\n"), 400},
      {"bare LF after the last chunk", with_chunks("2\r\n{}\r\n0\n\r\n"), 400},
      {"bare LF in the trailers", with_chunks("2\r\n{}\r\n0\r\nX-Sum: 1\n\r\n"), 400},
      {"bare CR after the chunk size", with_chunks("2\r{}\r\n0\r\n\r\n"), 400},
      {"NUL in the chunk size", with_chunks("2\0\r\n{}\r\n0\r\n\r\n"s), 400},
      {"chunk extension without a name", with_chunks("2;=v\r\n{}\r\n0\r\n\r\n"), 400},
      {"unclosed quote in a chunk extension", with_chunks("2;a=\"b\r\n{}\r\n0\r\n\r\n"), 400},
      {"words after the chunk size", with_chunks("2 two\r\n{}\r\n0\r\n\r\n"), 400},
      {"huge chunk extension", with_chunks("2;a=" + std::string(2000, 'b') + "\r\n{}\r\n0\r\n\r\n"), 400},
      {"endless chunk extension", with_chunks("2;a=" + std::string(20000, 'b')), 400},
      {"endless trailers", with_chunks("0\r\nX-A: " + std::string(20000, 'b')), 400},
      {"a few trailers", with_chunks("0\r\n" + many_trailers(10) + "\r\n"), k_accepted},
      {"trailers without an end", with_chunks("0\r\n" + many_trailers(200)), 400},
      {"Content-Length as a trailer", with_chunks("2\r\n{}\r\n0\r\nContent-Length: 9\r\n\r\n"), 400},
      {"NUL in a trailer", with_chunks("2\r\n{}\r\n0\r\nX-A: a\0b\r\n\r\n"s), 400},
      {"trailer without a name", with_chunks("2\r\n{}\r\n0\r\n: b\r\n\r\n"), 400},
      {"body over the limit", with_length("100000000", ""), 413},
      {"chunk over the limit", with_chunks("5F5E100\r\n"), 413},
      {"largest chunk size of 64 bits", with_chunks("ffffffffffffffff\r\n{}\r\n0\r\n\r\n"), 413},
      {"escaped slash in the path", with_target("/v1%2Fparks"), 400},
      {"escaped backslash in the path", with_target("/v1%5Cparks"), 400},
      {"escaped NUL in the path", with_target("/v1%00"), 400},
      {"escaped NUL in the query", with_target("/v1/parks?a=%00"), 400},
      {"escaped CRLF in the path", with_target("/v1%0D%0AX-A:%201"), 400},
      {"broken escape", with_target("/v1/%zz"), 400},
      {"cut escape", with_target("/v1/%4"), 400},
      {"percent alone", with_target("/v1/%"), 400},
      {"broken escape in the query", with_target("/v1/parks?a=%g1"), 400},
      {"overlong slash", with_target("/v1/%c0%af"), 400},
      {"invalid UTF-8", with_target("/v1/%ff"), 400},
      {"half a surrogate", with_target("/v1/%ed%a0%80"), 400},
      {"cut UTF-8 in the query", with_target("/v1/parks?a=%e7%bb"), 400},
      {"dot segments", with_target("/v1/../etc/passwd"), 400},
      {"escaped dot segments", with_target("/v1/%2e%2e/etc/passwd"), 400},
  };
  return cases;
}

}  // namespace luodi::http_corpus
