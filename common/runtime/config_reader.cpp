#include "common/runtime/config_reader.hpp"

#include <toml++/toml.h>
#include <unistd.h>

#include <charconv>
#include <fstream>
#include <set>
#include <sstream>
#include <utility>

namespace luodi::runtime {
namespace {

constexpr std::string_view k_prefix = "LUODI_";

std::string variable_of(const std::string& key) {
  std::string name(k_prefix);
  for (const char c : key)
    name += c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c == '.' || c == '-' ? '_' : c;
  return name;
}

std::string at(const toml::node& node) {
  std::ostringstream out;
  const auto& source = node.source();
  out << (source.path ? *source.path : std::string("config")) << ":" << source.begin.line << ":" << source.begin.column;
  return out.str();
}

std::vector<std::string> split(const std::string& text) {
  std::vector<std::string> parts;
  std::istringstream in(text);
  for (std::string part; std::getline(in, part, ',');)
    if (!part.empty()) parts.push_back(part);
  return parts;
}

toml::table parse_or_throw(const std::string& toml, const std::string& path) {
  try {
    return toml::parse(toml, path);
  } catch (const toml::parse_error& error) {
    std::ostringstream out;
    out << path << ":" << error.source().begin.line << ":" << error.source().begin.column << ": "
        << error.description();
    throw ConfigError(out.str());
  }
}

void collect_unknown(const toml::table& table, const std::string& prefix, const std::set<std::string>& asked,
                     std::string& out) {
  for (const auto& [key, node] : table) {
    const std::string name = prefix.empty() ? std::string(key.str()) : prefix + "." + std::string(key.str());
    if (asked.count(name) > 0) continue;
    if (const toml::table* inner = node.as_table())
      collect_unknown(*inner, name, asked, out);
    else
      out += at(node) + ": unknown key " + name + "\n";
  }
}

}  // namespace

Environment environment() {
  Environment found;
  for (char** entry = environ; *entry != nullptr; ++entry) {
    const std::string_view text(*entry);
    const auto equals = text.find('=');
    if (text.starts_with(k_prefix) && equals != std::string_view::npos)
      found.emplace(text.substr(0, equals), text.substr(equals + 1));
  }
  return found;
}

struct ConfigReader::Impl {
  Impl(toml::table t, Environment e) : table(std::move(t)), variables(std::move(e)) {}

  const std::string* variable(const std::string& key) {
    const std::string name = variable_of(key);
    asked_variables.insert(name);
    const auto it = variables.find(name);
    return it == variables.end() ? nullptr : &it->second;
  }
  const toml::node* node(const std::string& key) {
    asked.insert(key);
    return table.at_path(key).node();
  }
  [[noreturn]] static void refuse(const toml::node& node, const std::string& key, const std::string& wanted) {
    throw ConfigError(at(node) + ": " + key + " must be " + wanted);
  }
  [[noreturn]] static void refuse_variable(const std::string& key, const std::string& wanted) {
    throw ConfigError("environment: " + variable_of(key) + " must be " + wanted);
  }

  toml::table table;
  Environment variables;
  std::set<std::string> asked;
  std::set<std::string> asked_variables;
};

ConfigReader::ConfigReader(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
ConfigReader::ConfigReader(ConfigReader&&) noexcept = default;
ConfigReader::~ConfigReader() = default;

ConfigReader::ConfigReader(const std::string& path, Environment environment) {
  std::ifstream file(path, std::ios::binary);
  if (!file) throw ConfigError(path + ": cannot be opened");
  std::ostringstream text;
  text << file.rdbuf();
  impl_ = std::make_unique<Impl>(parse_or_throw(text.str(), path), std::move(environment));
}
ConfigReader ConfigReader::from_text(const std::string& toml, Environment environment) {
  return ConfigReader(std::make_unique<Impl>(parse_or_throw(toml, "config"), std::move(environment)));
}

std::string ConfigReader::text(const std::string& key, const std::string& fallback) {
  const toml::node* node = impl_->node(key);
  if (const std::string* variable = impl_->variable(key)) return *variable;
  if (node == nullptr) return fallback;
  const auto value = node->value_exact<std::string>();
  if (!value) Impl::refuse(*node, key, "a string");
  return *value;
}

std::string ConfigReader::required_text(const std::string& key) {
  std::string value = text(key, "");
  if (value.empty()) throw ConfigError("config: " + key + " (or " + variable_of(key) + ") is required");
  return value;
}

std::int64_t ConfigReader::integer(const std::string& key, std::int64_t fallback, std::int64_t least,
                                   std::int64_t most) {
  const std::string wanted = "an integer from " + std::to_string(least) + " to " + std::to_string(most);
  const toml::node* node = impl_->node(key);
  if (const std::string* variable = impl_->variable(key)) {
    std::int64_t value = 0;
    const char* end = variable->data() + variable->size();
    const auto parsed = std::from_chars(variable->data(), end, value);
    if (parsed.ec != std::errc{} || parsed.ptr != end || value < least || value > most)
      Impl::refuse_variable(key, wanted);
    return value;
  }
  if (node == nullptr) return fallback;
  const auto value = node->value_exact<std::int64_t>();
  if (!value || *value < least || *value > most) Impl::refuse(*node, key, wanted);
  return *value;
}

bool ConfigReader::boolean(const std::string& key, bool fallback) {
  const toml::node* node = impl_->node(key);
  if (const std::string* variable = impl_->variable(key)) {
    if (*variable != "true" && *variable != "false") Impl::refuse_variable(key, "true or false");
    return *variable == "true";
  }
  if (node == nullptr) return fallback;
  const auto value = node->value_exact<bool>();
  if (!value) Impl::refuse(*node, key, "true or false");
  return *value;
}

std::vector<std::string> ConfigReader::texts(const std::string& key) {
  const toml::node* node = impl_->node(key);
  if (const std::string* variable = impl_->variable(key)) return split(*variable);
  if (node == nullptr) return {};
  if (const auto one = node->value_exact<std::string>()) return {*one};
  const toml::array* list = node->as_array();
  if (list == nullptr) Impl::refuse(*node, key, "a string or an array of strings");
  std::vector<std::string> values;
  for (const toml::node& entry : *list) {
    const auto value = entry.value_exact<std::string>();
    if (!value) Impl::refuse(entry, key, "a string or an array of strings");
    values.push_back(*value);
  }
  return values;
}

bool ConfigReader::has(const std::string& key) const {
  return impl_->table.at_path(key).node() != nullptr || impl_->variables.count(variable_of(key)) > 0;
}

void ConfigReader::refuse_unknown() const {
  std::string unknown;
  collect_unknown(impl_->table, "", impl_->asked, unknown);
  if (unknown.empty()) return;
  unknown.pop_back();
  throw ConfigError(unknown);
}

std::vector<std::string> ConfigReader::unknown_environment() const {
  std::vector<std::string> unknown;
  for (const auto& [name, value] : impl_->variables)
    if (impl_->asked_variables.count(name) == 0) unknown.push_back(name);
  return unknown;
}

}  // namespace luodi::runtime
