#include "common/runtime/log.hpp"

#include <spdlog/logger.h>
#include <spdlog/sinks/ostream_sink.h>
#include <spdlog/sinks/stdout_sinks.h>

#include <algorithm>
#include <array>
#include <utility>

#include "common/bus/json_text.hpp"
#include "common/bus/wall_clock.hpp"
#include "common/kernel/civil.hpp"

namespace luodi::runtime {
namespace {

constexpr std::size_t k_longest_value = 2000;  // bytes; a stack of them must not fill the disk

constexpr std::array<std::pair<Level, std::string_view>, 4> k_levels{
    {{Level::debug, "debug"}, {Level::info, "info"}, {Level::warn, "warn"}, {Level::error, "error"}}};

constexpr std::array<std::string_view, 9> k_secret_words{"password", "passwd", "secret",     "token",        "cookie",
                                                         "session",  "apikey", "credential", "authorization"};

bool names_a_secret(std::string_view key) {
  std::string lower(key);
  std::transform(lower.begin(), lower.end(), lower.begin(),
                 [](unsigned char c) { return static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c); });
  return std::any_of(k_secret_words.begin(), k_secret_words.end(),
                     [&](std::string_view word) { return lower.find(word) != std::string::npos; });
}

std::shared_ptr<spdlog::logger> logger_on(spdlog::sink_ptr sink) {
  auto logger = std::make_shared<spdlog::logger>("luodi", std::move(sink));
  logger->set_pattern("%v");
  logger->set_level(spdlog::level::trace);  // the level is decided before the line is built
  logger->flush_on(spdlog::level::trace);
  return logger;
}

}  // namespace

std::optional<Level> level_of(std::string_view text) {
  for (const auto& [level, name] : k_levels)
    if (name == text) return level;
  return std::nullopt;
}

Log::Log(std::string service, Level least)
    : service_(std::move(service)),
      least_(least),
      sink_(logger_on(std::make_shared<spdlog::sinks::stderr_sink_mt>())) {}
Log::Log(std::string service, Level least, std::ostream& out)
    : service_(std::move(service)),
      least_(least),
      sink_(logger_on(std::make_shared<spdlog::sinks::ostream_sink_mt>(out))) {}

void Log::log(Level level, std::string_view message, Fields fields) {
  if (level < least_) return;
  bus::JsonText line;
  const auto text = [&](std::string_view key, std::string_view value) {
    line.key(key);
    line.text(value.substr(0, k_longest_value));
  };
  text("ts", Instant::from_ms(bus::wall_ms()).str());
  text("level", k_levels[static_cast<std::size_t>(level)].second);
  text("service", service_);
  text("msg", message);
  for (const LogField& field : fields) {
    if (names_a_secret(field.key)) {
      text(field.key, "[redacted]");
    } else if (field.number) {
      line.key(field.key);
      line.number(*field.number);
    } else {
      text(field.key, field.text);
    }
  }
  sink_->info(spdlog::string_view_t(line.finish()));
}

}  // namespace luodi::runtime
