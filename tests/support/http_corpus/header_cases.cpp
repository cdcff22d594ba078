#include "tests/support/http_corpus/http_corpus.hpp"

namespace luodi::http_corpus {
namespace {

constexpr int k_ok = k_accepted;

std::string repeat(char c, std::size_t times) {
  return std::string(times, c);
}

std::string many_fields(int count) {
  std::string fields;
  for (int i = 0; i < count; ++i)
    fields += "X-" + std::to_string(i) + ": 1\r\n";
  return with_fields(fields);
}

std::vector<RawCase> request_line_cases() {
  return {
      {"GET in HTTP/1.1", with_line("GET / HTTP/1.1"), k_ok},
      {"GET in HTTP/1.0 with Host", with_line("GET / HTTP/1.0"), k_ok},
      {"HEAD", with_line("HEAD / HTTP/1.1"), k_ok},
      {"POST without a body", with_line("POST / HTTP/1.1"), k_ok},
      {"PUT", with_line("PUT / HTTP/1.1"), k_ok},
      {"PATCH", with_line("PATCH / HTTP/1.1"), k_ok},
      {"DELETE", with_line("DELETE / HTTP/1.1"), k_ok},
      {"OPTIONS with a path", with_line("OPTIONS / HTTP/1.1"), k_ok},
      {"one empty line before the request", "\r\n" + with_line("GET / HTTP/1.1"), k_ok},
      {"two empty lines before the request", "\r\n\r\n" + with_line("GET / HTTP/1.1"), 400},
      {"bare LF before the request", "\n" + with_line("GET / HTTP/1.1"), 400},
      {"TRACE", with_line("TRACE / HTTP/1.1"), 501},
      {"CONNECT with a path", with_line("CONNECT / HTTP/1.1"), 501},
      {"CONNECT in authority form", with_line("CONNECT luodi.example:443 HTTP/1.1"), 501},
      {"method in lower case is another method", with_line("get / HTTP/1.1"), 501},
      {"unknown method", with_line("BREW / HTTP/1.1"), 501},
      {"method with every token character", with_line("!#$%&'*+-.^_`|~ / HTTP/1.1"), 501},
      {"endless method", with_line(repeat('A', 3000) + " / HTTP/1.1"), 501},
      {"method with a separator", with_line("G(T / HTTP/1.1"), 400},
      {"method with a colon", with_line("GET: / HTTP/1.1"), 400},
      {"empty method", with_line(" / HTTP/1.1"), 400},
      {"white space before the method", with_line(" GET / HTTP/1.1"), 400},
      {"tab as separator", with_line("GET\t/\tHTTP/1.1"), 400},
      {"two spaces before the target", with_line("GET  / HTTP/1.1"), 400},
      {"two spaces after the target", with_line("GET /  HTTP/1.1"), 400},
      {"space after the version", with_line("GET / HTTP/1.1 "), 400},
      {"no target", with_line("GET HTTP/1.1"), 400},
      {"no version (HTTP/0.9)", "GET /\r\n\r\n", 400},
      {"word instead of a version", with_line("GET / FTP/1.1"), 400},
      {"version in lower case", with_line("GET / http/1.1"), 400},
      {"version without a minor number", with_line("GET / HTTP/1"), 400},
      {"version with two digits", with_line("GET / HTTP/1.10"), 400},
      {"version with a leading zero", with_line("GET / HTTP/01.1"), 400},
      {"version with letters", with_line("GET / HTTP/x.y"), 400},
      {"version with a comma", with_line("GET / HTTP/1,1"), 400},
      {"HTTP/2.0", with_line("GET / HTTP/2.0"), 505},
      {"HTTP/1.2", with_line("GET / HTTP/1.2"), 505},
      {"HTTP/0.9 spelled out", with_line("GET / HTTP/0.9"), 505},
      {"HTTP/9.9", with_line("GET / HTTP/9.9"), 505},
      {"preface of HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505},
      {"start of a TLS handshake", "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03"s, 400},
      {"start of a SOCKS handshake", "\x05\x01\x00"s, 400},
      {"only white space", "   \r\n\r\n", 400},
  };
}

std::vector<RawCase> target_cases() {
  return {
      {"query", with_target("/v1/projects?limit=5&stage=signed"), k_ok},
      {"empty query", with_target("/v1/projects?"), k_ok},
      {"second question mark in the query", with_target("/a?b?c"), k_ok},
      {"every character of RFC 3986 in a path", with_target("/-._~!$&'()*+,;=:@/az09"), k_ok},
      {"escaped UTF-8", with_target("/%E7%BB%B5%E9%98%B3"), k_ok},
      {"brackets in a query, as browsers send them", with_target("/a?filter[stage]=x|y"), k_ok},
      {"target of 4096 bytes", with_target("/" + repeat('a', 4095)), k_ok},
      {"target of 4097 bytes", with_target("/" + repeat('a', 4096)), 414},
      {"request line without an end", "GET /" + repeat('a', 9000), 414},
      {"asterisk form", with_line("OPTIONS * HTTP/1.1"), 400},
      {"asterisk form with GET", with_target("*"), 400},
      {"absolute form", with_target("http://luodi.example/v1/parks"), 400},
      {"authority form", with_target("luodi.example:80"), 400},
      {"target without a slash", with_target("v1/parks"), 400},
      {"target that is only a query", with_target("?limit=5"), 400},
      {"fragment", with_target("/a#b"), 400},
      {"fragment in the query", with_target("/a?b#c"), 400},
      {"space in the target", with_target("/a b"), 400},
      {"tab in the target", with_target("/a\tb"), 400},
      {"NUL in the target", with_target("/a\0b"s), 400},
      {"8-bit in the target", with_target("/\xe7\xbb\xb5"), 400},
      {"DEL in the target", with_target("/a\x7f"), 400},
      {"quote in the target", with_target("/a\"b"), 400},
      {"backslash in the target", with_target("/a\\b"), 400},
      {"angle bracket in the query", with_target("/a?b=<script>"), 400},
      {"braces in the path", with_target("/v1/projects/{id}"), 400},
      {"bare CR in the target", with_target("/a\rb"), 400},
      {"CRLF inside the target", with_target("/a\r\nb"), 400},
  };
}

std::vector<RawCase> line_end_cases() {
  return {
      {"bare LF after the request line", "GET / HTTP/1.1\nHost: luodi.example\r\n\r\n", 400},
      {"bare LF after a field", "GET / HTTP/1.1\r\nHost: luodi.example\n\r\n", 400},
      {"bare LF as the last line", "GET / HTTP/1.1\r\nHost: luodi.example\r\n\n", 400},
      {"bare LF everywhere", "GET / HTTP/1.1\nHost: luodi.example\n\n", 400},
      {"bare CR after the request line", "GET / HTTP/1.1\rHost: luodi.example\r\n\r\n", 400},
      {"bare CR in a value", with_fields("X-A: a\rb\r\n"), 400},
      {"CR CR LF", "GET / HTTP/1.1\r\r\nHost: luodi.example\r\n\r\n", 400},
      {"LF CR", "GET / HTTP/1.1\n\rHost: luodi.example\r\n\r\n", 400},
      {"bare CR smuggling a field", with_fields("X-A: a\rTransfer-Encoding: chunked\r\n"), 400},
  };
}

std::vector<RawCase> field_cases() {
  return {
      {"ordinary fields", with_fields("Accept: */*\r\nUser-Agent: test/1.0 (a; b)\r\n"), k_ok},
      {"no white space after the colon", with_fields("Accept:*/*\r\n"), k_ok},
      {"tabs and spaces around a value", with_fields("Accept: \t */* \t\r\n"), k_ok},
      {"empty value", with_fields("X-Empty:\r\n"), k_ok},
      {"colons in a value", with_fields("X-Time: 12:30:00\r\n"), k_ok},
      {"8-bit in a value", with_fields("X-Name: \xe7\xbb\xb5\r\n"), k_ok},
      {"name with every token character", with_fields("!#$%&'*+-.^_`|~09aZ: 1\r\n"), k_ok},
      {"repeated list field", with_fields("Accept: a/b\r\nAccept: c/d\r\n"), k_ok},
      {"one hundred fields", many_fields(99), k_ok},
      {"one hundred and one fields", many_fields(100), 431},
      {"header over 8 KiB", with_fields("X-Big: " + repeat('a', 8200) + "\r\n"), 431},
      {"endless field", "GET / HTTP/1.1\r\nHost: luodi.example\r\nX-Big: " + repeat('a', 9000), 431},
      {"many small fields over 8 KiB", many_fields(1000), 431},
      {"space before the colon", with_fields("X-A : 1\r\n"), 400},
      {"tab before the colon", with_fields("X-A\t: 1\r\n"), 400},
      {"space in a name", with_fields("X A: 1\r\n"), 400},
      {"no colon", with_fields("X-A\r\n"), 400},
      {"empty name", with_fields(": 1\r\n"), 400},
      {"only a colon", with_fields(":\r\n"), 400},
      {"slash in a name", with_fields("X/A: 1\r\n"), 400},
      {"bracket in a name", with_fields("X[A]: 1\r\n"), 400},
      {"8-bit in a name", with_fields("X-\xc3\xa4: 1\r\n"), 400},
      {"NUL in a name", with_fields("X-\0A: 1\r\n"s), 400},
      {"NUL in a value", with_fields("X-A: a\0b\r\n"s), 400},
      {"escape character in a value", with_fields("X-A: \x1b[31m\r\n"), 400},
      {"vertical tab in a value", with_fields("X-A: a\x0b\r\n"), 400},
      {"DEL in a value", with_fields("X-A: a\x7f\r\n"), 400},
      {"folded by a space", with_fields("X-A: a\r\n b\r\n"), 400},
      {"folded by a tab", with_fields("X-A: a\r\n\tb\r\n"), 400},
      {"white space before the first field", "GET / HTTP/1.1\r\n Host: luodi.example\r\n\r\n", 400},
      {"line of white space only", with_fields(" \r\n"), 400},
      {"second Authorization", with_fields("Authorization: Bearer a\r\nauthorization: Bearer b\r\n"), 400},
      {"second Content-Type", with_fields("Content-Type: text/plain\r\nContent-Type: application/json\r\n"), 400},
      {"second Idempotency-Key", with_fields("Idempotency-Key: \"a\"\r\nIdempotency-Key: \"b\"\r\n"), 400},
  };
}

std::vector<RawCase> host_cases() {
  return {
      {"host with a port", with_host("Host: luodi.example:8080\r\n"), k_ok},
      {"IPv4 host", with_host("Host: 127.0.0.1:80\r\n"), k_ok},
      {"IPv6 host", with_host("Host: [::1]:8080\r\n"), k_ok},
      {"IPv6 host without a port", with_host("Host: [fe80::1]\r\n"), k_ok},
      {"Host in another case", with_host("hOsT: luodi.example\r\n"), k_ok},
      {"no Host", with_host(""), 400},
      {"no Host in HTTP/1.0", "GET / HTTP/1.0\r\n\r\n", 400},
      {"two Hosts", with_host("Host: a.example\r\nHost: b.example\r\n"), 400},
      {"the same Host twice", with_host("Host: a.example\r\nHost: a.example\r\n"), 400},
      {"empty Host", with_host("Host:\r\n"), 400},
      {"two names in one Host", with_host("Host: a.example, b.example\r\n"), 400},
      {"names joined by a comma", with_host("Host: a.example,b.example\r\n"), 400},
      {"space in the Host", with_host("Host: a .example\r\n"), 400},
      {"user in the Host", with_host("Host: user@a.example\r\n"), 400},
      {"path in the Host", with_host("Host: a.example/x\r\n"), 400},
      {"scheme in the Host", with_host("Host: http://a.example\r\n"), 400},
      {"letters in the port", with_host("Host: a.example:80a\r\n"), 400},
      {"colon without a port", with_host("Host: a.example:\r\n"), 400},
      {"negative port", with_host("Host: a.example:-80\r\n"), 400},
      {"endless port", with_host("Host: a.example:800000\r\n"), 400},
      {"two ports", with_host("Host: a.example:80:81\r\n"), 400},
      {"only a port", with_host("Host: :80\r\n"), 400},
      {"unclosed IPv6 host", with_host("Host: [::1\r\n"), 400},
      {"name in brackets", with_host("Host: [a.example]\r\n"), 400},
      {"8-bit in the Host", with_host("Host: \xe7\xbb\xb5.example\r\n"), 400},
      {"Host with a space before the colon", with_host("Host : a.example\r\n"), 400},
  };
}

std::vector<RawCase> framing_cases() {
  return {
      {"length zero", with_fields("Content-Length: 0\r\n"), k_ok},
      {"length with leading zeros", with_fields("Content-Length: 0000\r\n"), k_ok},
      {"the same length twice", with_fields("Content-Length: 0\r\nContent-Length: 0\r\n"), 400},
      {"two lengths", with_fields("Content-Length: 3\r\nContent-Length: 4\r\n"), 400},
      {"list of lengths", with_fields("Content-Length: 3, 3\r\n"), 400},
      {"negative length", with_fields("Content-Length: -1\r\n"), 400},
      {"length with a plus", with_fields("Content-Length: +3\r\n"), 400},
      {"hexadecimal length", with_fields("Content-Length: 0x3\r\n"), 400},
      {"length with a fraction", with_fields("Content-Length: 3.0\r\n"), 400},
      {"length with a space inside", with_fields("Content-Length: 1 3\r\n"), 400},
      {"length with an underscore", with_fields("Content-Length: 1_0\r\n"), 400},
      {"length with a full-width digit", with_fields("Content-Length: \xef\xbc\x93\r\n"), 400},
      {"empty length", with_fields("Content-Length:\r\n"), 400},
      {"length of words", with_fields("Content-Length: many\r\n"), 400},
      {"length over 64 bits", with_fields("Content-Length: 18446744073709551616\r\n"), 400},
      {"length that wraps to 3", with_fields("Content-Length: 18446744073709551619\r\n"), 400},
      {"endless length", with_fields("Content-Length: " + repeat('9', 200) + "\r\n"), 400},
      {"length and chunked", with_fields("Content-Length: 3\r\nTransfer-Encoding: chunked\r\n"), 400},
      {"chunked and length", with_fields("Transfer-Encoding: chunked\r\nContent-Length: 3\r\n"), 400},
      {"length and identity", with_fields("Content-Length: 3\r\nTransfer-Encoding: identity\r\n"), 400},
      {"length and gzip", with_fields("Transfer-Encoding: gzip\r\nContent-Length: 3\r\n"), 400},
      {"gzip", with_fields("Transfer-Encoding: gzip\r\n"), 501},
      {"identity", with_fields("Transfer-Encoding: identity\r\n"), 501},
      {"gzip, chunked", with_fields("Transfer-Encoding: gzip, chunked\r\n"), 501},
      {"chunked, gzip", with_fields("Transfer-Encoding: chunked, gzip\r\n"), 501},
      {"chunked twice in one field", with_fields("Transfer-Encoding: chunked, chunked\r\n"), 501},
      {"chunked in two fields", with_fields("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n"), 501},
      {"chunked and identity in two fields",
       with_fields("Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n"), 501},
      {"identity and chunked in two fields",
       with_fields("Transfer-Encoding: identity\r\nTransfer-Encoding: chunked\r\n"), 501},
      {"unknown coding", with_fields("Transfer-Encoding: xchunked\r\n"), 501},
      {"chunked with a parameter", with_fields("Transfer-Encoding: chunked;q=1\r\n"), 501},
      {"chunked in quotes", with_fields("Transfer-Encoding: \"chunked\"\r\n"), 501},
      {"chunked after a comma", with_fields("Transfer-Encoding: ,chunked\r\n"), 501},
      {"empty coding", with_fields("Transfer-Encoding:\r\n"), 501},
      {"vertical tab before chunked",
       with_fields("Transfer-Encoding: \x0b"
                   "chunked\r\n"),
       400},
      {"Transfer-Encoding with a space before the colon", with_fields("Transfer-Encoding : chunked\r\n"), 400},
      {"folded Transfer-Encoding", with_fields("Transfer-Encoding:\r\n chunked\r\n"), 400},
      {"chunked in HTTP/1.0", "POST / HTTP/1.0\r\nHost: luodi.example\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
       400},
      {"unknown Expect", with_fields("Expect: 200-ok\r\n"), 417},
      {"unknown Expect beside a known one", with_fields("Expect: 100-continue\r\nExpect: x\r\n"), 417},
      {"list in Expect", with_fields("Expect: 100-continue, x\r\n"), 417},
      {"empty Expect", with_fields("Expect:\r\n"), 417},
      {"Expect without a body", with_fields("Expect: 100-Continue\r\n"), k_ok},
      {"Expect in HTTP/1.0 is ignored", "GET / HTTP/1.0\r\nHost: luodi.example\r\nExpect: x\r\n\r\n", k_ok},
      {"upgrade is ignored", with_fields("Connection: upgrade\r\nUpgrade: h2c\r\n"), k_ok},
      {"Connection list", with_fields("Connection: keep-alive, te\r\nTE: trailers\r\n"), k_ok},
  };
}

void append(std::vector<RawCase>& all, std::vector<RawCase> more) {
  for (RawCase& c : more)
    all.push_back(std::move(c));
}

}  // namespace

const std::vector<RawCase>& header_cases() {
  static const std::vector<RawCase> cases = [] {
    std::vector<RawCase> all;
    append(all, request_line_cases());
    append(all, target_cases());
    append(all, line_end_cases());
    append(all, field_cases());
    append(all, host_cases());
    append(all, framing_cases());
    return all;
  }();
  return cases;
}

}  // namespace luodi::http_corpus
