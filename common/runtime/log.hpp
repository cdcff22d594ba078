#pragma once
// Log writes one JSON object per line: ts (RFC 3339, +08:00), level, service, msg and the fields given. Guarantees: a
// value can neither end the line nor forge a field (control characters are escaped); values of fields whose name says
// secret (password, token, cookie, ...) are never written; values are cut at 2,000 bytes. Thread-safe.
//
//   Log log("intake", Level::info);
//   log.warn("link is slow", {{"oldest_ms", 4100}, {"limit_ms", 2000}});
#include <cstdint>
#include <initializer_list>
#include <iosfwd>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>

namespace spdlog {
class logger;
}

namespace luodi::runtime {

enum class Level { debug, info, warn, error };
std::optional<Level> level_of(std::string_view text);

class LogField {
 public:
  LogField(std::string_view k, std::string_view v) : key(k), text(v) {}
  LogField(std::string_view k, const char* v) : key(k), text(v) {}
  LogField(std::string_view k, const std::string& v) : key(k), text(v) {}
  template <class Integer, class = std::enable_if_t<std::is_integral_v<Integer>>>
  LogField(std::string_view k, Integer v) : key(k), number(static_cast<std::int64_t>(v)) {}
  std::string_view key;
  std::string_view text;
  std::optional<std::int64_t> number;
};

class Log {
 public:
  using Fields = std::initializer_list<LogField>;
  Log(std::string service, Level least);                     // to standard error
  Log(std::string service, Level least, std::ostream& out);  // for tests
  void log(Level level, std::string_view message, Fields fields = {});
  void debug(std::string_view message, Fields fields = {}) { log(Level::debug, message, fields); }
  void info(std::string_view message, Fields fields = {}) { log(Level::info, message, fields); }
  void warn(std::string_view message, Fields fields = {}) { log(Level::warn, message, fields); }
  void error(std::string_view message, Fields fields = {}) { log(Level::error, message, fields); }

 private:
  std::string service_;
  Level least_;
  std::shared_ptr<spdlog::logger> sink_;
};

}  // namespace luodi::runtime
