#pragma once
// ConfigReader reads one TOML file with overrides from the environment: redis.password_file is
// LUODI_REDIS_PASSWORD_FILE
// ('.' and '-' become '_'). Every getter names its default and its limits. After all getters have run, refuse_unknown()
// refuses every key that nobody asked for, with file, line and column: a misspelt limit must not silently be a default.
// Throws ConfigError (start-up only). Not thread-safe.
//
//   ConfigReader reader("intake.toml", environment());
//   const auto port = reader.integer("http.port", 8080, 0, 65535);
//   reader.refuse_unknown();
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

namespace luodi::runtime {

class ConfigError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

using Environment = std::map<std::string, std::string>;
Environment environment();  // the process's LUODI_* variables

class ConfigReader {
 public:
  ConfigReader(const std::string& path, Environment environment);
  static ConfigReader from_text(const std::string& toml, Environment environment = {});
  ConfigReader(ConfigReader&&) noexcept;
  ~ConfigReader();

  std::string text(const std::string& key, const std::string& fallback);
  std::string required_text(const std::string& key);
  std::int64_t integer(const std::string& key, std::int64_t fallback, std::int64_t least, std::int64_t most);
  bool boolean(const std::string& key, bool fallback);
  // A string or an array of strings; in the environment separated by commas.
  std::vector<std::string> texts(const std::string& key);
  bool has(const std::string& key) const;  // in the file or the environment; does not count as asking

  void refuse_unknown() const;
  std::vector<std::string> unknown_environment() const;  // LUODI_* that no getter asked for: worth a warning

 private:
  struct Impl;
  explicit ConfigReader(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace luodi::runtime
