#include "common/http/header_gate.hpp"

#include <algorithm>
#include <array>

#include "common/http/syntax.hpp"

namespace luodi::http {
namespace {

using namespace syntax;

constexpr std::array<std::string_view, 7> k_methods = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"};

// Fields of which a second copy would let two readers disagree on who asks for what.
constexpr std::array<std::string_view, 5> k_single_fields = {"authorization", "content-type", "idempotency-key",
                                                             "origin", "content-encoding"};
// 18 digits fit 64 bits without an overflow check, and no body is that long.
constexpr std::size_t k_max_length_digits = 18;

struct Fault {
  ErrorCode code = ErrorCode::malformed_request;
  std::string_view detail;  // empty = no fault
};

constexpr Fault k_ok{};
constexpr Fault malformed(std::string_view detail) {
  return Fault{ErrorCode::malformed_request, detail};
}

// HTTP-version: 1.0 and 1.1 are spoken; any other well-formed version is 505, everything else is no HTTP.
Fault check_version(std::string_view version, bool& http_1_0) {
  const bool well_formed = version.size() == 8 && version.substr(0, 5) == "HTTP/" && is_digit(version[5]) &&
                           version[6] == '.' && is_digit(version[7]);
  if (!well_formed)
    return malformed(
        "请求行不是“方法 目标 HTTP/1.1”的形式 / the request line is not of the form: method target HTTP/1.1");
  if (version[5] != '1' || version[7] > '1') {
    return Fault{ErrorCode::http_version_not_supported,
                 "只支持 HTTP/1.0 与 HTTP/1.1 / only HTTP 1.0 and 1.1 are supported"};
  }
  http_1_0 = version[7] == '0';
  return k_ok;
}

Fault check_target(std::string_view target, std::size_t limit) {
  if (target.size() > limit) return Fault{ErrorCode::uri_too_long, "请求目标超过长度上限 / request target too long"};
  if (target.front() != '/') return malformed("请求目标必须以 / 开头 / the request target begins with a slash");
  const std::size_t query = target.find('?');
  const std::string_view path = target.substr(0, query);
  if (!std::all_of(path.begin(), path.end(), is_path_char))
    return malformed("请求目标含有未经转义的字符 / unescaped character in the request target");
  if (query == std::string_view::npos) return k_ok;
  const std::string_view rest = target.substr(query + 1);
  if (!std::all_of(rest.begin(), rest.end(), is_query_char))
    return malformed("请求目标含有未经转义的字符 / unescaped character in the request target");
  return k_ok;
}

Fault check_request_line(std::string_view line, std::size_t target_limit, HeaderFacts& facts) {
  const std::size_t first = line.find(' ');
  const std::size_t last = line.rfind(' ');
  if (first == std::string_view::npos || first == last)
    return malformed(
        "请求行不是“方法 目标 HTTP/1.1”的形式 / the request line is not of the form: method target HTTP/1.1");
  facts.method = line.substr(0, first);
  facts.target = line.substr(first + 1, last - first - 1);
  if (!is_token(facts.method) || facts.target.empty())
    return malformed(
        "请求行不是“方法 目标 HTTP/1.1”的形式 / the request line is not of the form: method target HTTP/1.1");
  if (facts.target.find_first_of(" \t") != std::string_view::npos)
    return malformed("请求目标含有空白 / white space in the request target");
  if (const Fault fault = check_version(line.substr(last + 1), facts.http_1_0); !fault.detail.empty()) return fault;
  if (std::find(k_methods.begin(), k_methods.end(), facts.method) == k_methods.end()) {
    return Fault{ErrorCode::not_implemented_method,
                 "只支持 GET、HEAD、POST、PUT、PATCH、DELETE、OPTIONS / only these methods are known"};
  }
  return check_target(facts.target, target_limit);
}

// uri-host [ ":" port ]: a name, an IPv4 address or a bracketed IPv6 address.
bool is_legal_host(std::string_view host) {
  std::size_t end = 0;
  if (!host.empty() && host.front() == '[') {
    end = host.find(']');
    if (end == std::string_view::npos || end < 3) return false;
    const std::string_view inside = host.substr(1, end - 1);
    const auto is_ipv6_char = [](char c) { return hex_value(c) >= 0 || c == ':' || c == '.'; };
    if (!std::all_of(inside.begin(), inside.end(), is_ipv6_char)) return false;
    ++end;
  } else {
    while (end < host.size() && is_host_char(host[end]))
      ++end;
    if (end == 0) return false;
  }
  if (end == host.size()) return true;
  const std::string_view port = host.substr(end);
  return port.front() == ':' && port.size() >= 2 && port.size() <= 6 &&
         std::all_of(port.begin() + 1, port.end(), is_digit);
}

bool list_contains(std::string_view list, std::string_view lower_token) {
  while (!list.empty()) {
    const std::size_t comma = list.find(',');
    if (equals_lower(trim(list.substr(0, comma)), lower_token)) return true;
    if (comma == std::string_view::npos) return false;
    list.remove_prefix(comma + 1);
  }
  return false;
}

class FieldChecker {
 public:
  explicit FieldChecker(HeaderFacts& facts) : facts_(facts) {}

  Fault add(std::string_view line) {
    if (line.front() == ' ' || line.front() == '\t') return malformed("请求头不得折行 / no folded header lines");
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos) return malformed("请求头缺少冒号 / header field without a colon");
    const std::string_view name = line.substr(0, colon);
    if (!is_token(name)) return malformed("请求头名称不合规范 / malformed header field name");
    const std::string_view value = trim(line.substr(colon + 1));
    switch (to_lower(name.front())) {  // the first letter spares most fields every comparison
      case 'a':
      case 'i':
      case 'o':
        return single(name);
      case 'c':
        if (equals_lower(name, "content-length")) return content_length(value);
        if (equals_lower(name, "connection")) connection(value);
        return single(name);
      case 'e':
        return equals_lower(name, "expect") ? expect(value) : k_ok;
      case 'h':
        return equals_lower(name, "host") ? host(value) : k_ok;
      case 't':
        return equals_lower(name, "transfer-encoding") ? transfer_encoding(value) : k_ok;
    }
    return k_ok;
  }

  Fault finish() {
    if (hosts_ != 1) return malformed("Host 必须恰好出现一次 / exactly one Host field");
    if (has_transfer_encoding_ && facts_.http_1_0)
      return malformed("HTTP/1.0 不得使用 Transfer-Encoding / no Transfer-Encoding in HTTP/1.0");
    if (has_transfer_encoding_ && facts_.content_length) {
      return malformed("Content-Length 与 Transfer-Encoding 不得同时出现 / never both of the two");
    }
    if (has_transfer_encoding_ && !facts_.chunked) {
      return Fault{ErrorCode::not_implemented_method,
                   "Transfer-Encoding 只支持单独一个 chunked / only a single chunked coding is supported"};
    }
    if (bad_expect_ && !facts_.http_1_0)
      return Fault{ErrorCode::expectation_failed, "Expect 只支持 100-continue / no other expectation is supported"};
    if (facts_.http_1_0) facts_.expect_continue = false;  // RFC 9110 10.1.1: ignored in HTTP/1.0
    facts_.keep_alive = !close_ && (!facts_.http_1_0 || keep_alive_);
    return k_ok;
  }

 private:
  Fault host(std::string_view value) {
    ++hosts_;
    return is_legal_host(value) ? k_ok : malformed("Host 的值不合规范 / malformed Host field");
  }

  Fault content_length(std::string_view value) {
    if (facts_.content_length) return malformed("Content-Length 出现多次 / more than one Content-Length");
    if (value.empty() || value.size() > k_max_length_digits || !std::all_of(value.begin(), value.end(), is_digit)) {
      return malformed("Content-Length 不是合法的长度 / not a valid length");
    }
    std::uint64_t length = 0;
    for (const char c : value)
      length = length * 10 + static_cast<std::uint64_t>(c - '0');
    facts_.content_length = length;
    return k_ok;
  }

  Fault transfer_encoding(std::string_view value) {
    facts_.chunked = !has_transfer_encoding_ && equals_lower(value, "chunked");
    has_transfer_encoding_ = true;
    return k_ok;
  }

  Fault expect(std::string_view value) {
    if (equals_lower(value, "100-continue")) {
      facts_.expect_continue = true;
    } else {
      bad_expect_ = true;
    }
    return k_ok;
  }

  void connection(std::string_view value) {
    close_ = close_ || list_contains(value, "close");
    keep_alive_ = keep_alive_ || list_contains(value, "keep-alive");
  }

  Fault single(std::string_view name) {
    for (std::size_t i = 0; i < k_single_fields.size(); ++i) {
      if (!equals_lower(name, k_single_fields[i])) continue;
      if (seen_[i]) return malformed("不得重复的请求头出现多次 / a header field that may stand once stands twice");
      seen_[i] = true;
    }
    return k_ok;
  }

  HeaderFacts& facts_;
  int hosts_ = 0;
  bool has_transfer_encoding_ = false;
  bool bad_expect_ = false;
  bool close_ = false;
  bool keep_alive_ = false;
  std::array<bool, k_single_fields.size()> seen_{};
};

Fault check_header(std::string_view header, const GateLimits& limits, HeaderFacts& facts) {
  const std::size_t line_end = header.find("\r\n");
  if (const Fault fault = check_request_line(header.substr(0, line_end), limits.target_bytes, facts);
      !fault.detail.empty()) {
    return fault;
  }
  header.remove_prefix(line_end + 2);
  FieldChecker checker(facts);
  std::size_t fields = 0;
  while (header.substr(0, 2) != "\r\n") {
    if (++fields > limits.fields) return Fault{ErrorCode::headers_too_large, "请求头字段过多 / too many header fields"};
    const std::size_t end = header.find("\r\n");
    if (const Fault fault = checker.add(header.substr(0, end)); !fault.detail.empty()) return fault;
    header.remove_prefix(end + 2);
  }
  return checker.finish();
}

Verdict refuse(Fault fault) {
  Verdict verdict;
  verdict.state = Verdict::State::refused;
  verdict.code = fault.code;
  verdict.detail = fault.detail;
  return verdict;
}

}  // namespace

void HeaderGate::reset() {
  scanned_ = 0;
  first_line_end_ = 0;
  skip_ = 0;
}

Verdict HeaderGate::inspect(std::string_view bytes) {
  // RFC 9112 2.2: one empty line before the request line is tolerated.
  if (scanned_ == 0 && bytes.size() >= 2 && bytes.substr(0, 2) == "\r\n") scanned_ = skip_ = 2;
  if (skip_ == 0 && bytes == "\r") return Verdict();
  for (; scanned_ < bytes.size(); ++scanned_) {
    const std::size_t length = scanned_ - skip_ + 1;
    if (length > limits_.header_bytes) {
      // A single endless line is an endless target: the answer differs (414), the treatment does not.
      return refuse(first_line_end_ == 0 ? Fault{ErrorCode::uri_too_long, "请求行超过长度上限 / request line too long"}
                                         : Fault{ErrorCode::headers_too_large, "请求头超过长度上限 / header too long"});
    }
    const char c = bytes[scanned_];
    const char previous = length > 1 ? bytes[scanned_ - 1] : ' ';
    if (is_text_char(c) && previous != '\r') continue;
    if (c == '\r' && previous != '\r') continue;
    if (c != '\n')
      return refuse(malformed(previous == '\r' ? "回车之后缺少换行 / a carriage return without a line feed"
                                               : "请求头含有控制字符 / a control character in the header"));
    if (previous != '\r') return refuse(malformed("换行之前缺少回车 / a line feed without a carriage return"));
    if (first_line_end_ == 0) {
      first_line_end_ = scanned_ - 1;
      if (first_line_end_ == skip_)
        return refuse(malformed("请求之前有多余的空行 / needless empty lines before the request"));
      continue;
    }
    if (length < 4 || bytes[scanned_ - 2] != '\n') continue;  // the end of one field line
    Verdict verdict;
    const Fault fault = check_header(bytes.substr(skip_, length), limits_, verdict.facts);
    if (!fault.detail.empty()) return refuse(fault);
    verdict.state = Verdict::State::accepted;
    verdict.skip = skip_;
    verdict.length = scanned_ + 1;
    return verdict;
  }
  return Verdict();
}

}  // namespace luodi::http
