#include "common/policy/files/policy_files.hpp"

#include <openssl/evp.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <sstream>

#include "common/codec/calendar.hpp"
#include "common/kernel/bilingual.hpp"

namespace luodi::policy {

namespace fs = std::filesystem;

namespace {
Expected<std::string> read_text(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream text;
  if (in) text << in.rdbuf();
  if (!in || !text) return fail(ErrorCode::policy_invalid, path.string() + " 无法读取 / cannot be read");
  return text.str();
}

Expected<std::vector<fs::path>> files_with(const fs::path& directory, const std::string& extension) {
  std::error_code fault;
  std::vector<fs::path> out;
  for (fs::directory_iterator it(directory, fault), end; !fault && it != end; it.increment(fault))
    if (it->path().extension() == extension) out.push_back(it->path());
  if (fault)
    return fail(ErrorCode::policy_invalid,
                directory.string() + bilingual(" 无法打开：{0} / cannot be opened: {0}", fault.message()));
  std::sort(out.begin(), out.end());  // the directory's own order differs between machines
  return out;
}

std::string sha256_hex(std::string_view bytes) {
  std::array<unsigned char, 32> digest{};
  EVP_Digest(bytes.data(), bytes.size(), digest.data(), nullptr, EVP_sha256(), nullptr);
  static constexpr std::string_view hex = "0123456789abcdef";
  std::string out;
  for (unsigned char byte : digest) {
    out += hex[byte >> 4];
    out += hex[byte & 15];
  }
  return out;
}

tl::unexpected<Error> with_faults(const std::string& file, std::vector<FieldError> faults) {
  std::string detail = file + ":";
  for (const auto& fault : faults)
    detail += " [" + (fault.pointer.empty() ? std::string("/") : fault.pointer) + "] " + fault.message + ";";
  Error error(ErrorCode::policy_invalid, std::move(detail));
  error.fields = std::move(faults);
  return fail(std::move(error));
}

// Exactly one: with two, nobody could say which year comes from where.
Expected<WorkingCalendar> load_calendar(const fs::path& directory) {
  auto files = files_with(directory, ".json");
  if (!files) return fail(files.error());
  if (files->size() != 1)
    return fail(ErrorCode::policy_invalid,
                directory.string() + " 应恰有一个工作日历 / needs exactly one calendar file");
  auto text = read_text(files->front());
  if (!text) return fail(text.error());
  auto calendar = codec::parse_calendar(*text);
  if (!calendar) {
    if (!calendar.error().fields.empty()) return with_faults(files->front().string(), calendar.error().fields);
    return fail(ErrorCode::policy_invalid, files->front().string() + ": " + calendar.error().detail);
  }
  return calendar;
}
}  // namespace

Expected<Policy> read_policy(std::string_view toml_text, const std::string& file, std::string_view schema) {
  auto rules = codec::parse_json(schema);
  if (!rules) return fail(ErrorCode::policy_invalid, "policy.schema.json: " + rules.error().detail);
  auto document = toml_to_json(toml_text, file);
  if (!document) return fail(document.error());
  // The digest is computed here; a file that claims its own would be believed by nobody.
  if (auto faults = schema_faults(*document, *rules); !faults.empty()) return with_faults(file, std::move(faults));
  auto policy = codec::decode<Policy>(*document);
  if (!policy) return with_faults(file, policy.error().fields);
  policy->digest = sha256_hex(toml_text);
  return policy;
}

Expected<PolicyBook> load_policy_book(const fs::path& directory) {
  auto schema = read_text(directory / "policy.schema.json");
  if (!schema) return fail(schema.error());
  auto files = files_with(directory, ".toml");
  if (!files) return fail(files.error());
  std::vector<Policy> policies;
  for (const auto& path : *files) {
    auto text = read_text(path);
    if (!text) return fail(text.error());
    auto policy = read_policy(*text, path.string(), *schema);
    if (!policy) return fail(policy.error());
    if (auto checked = check_policy(*policy); !checked)
      return fail(ErrorCode::policy_invalid, path.string() + ": " + checked.error().detail);
    policies.push_back(std::move(*policy));
  }
  if (policies.empty()) return fail(ErrorCode::policy_invalid, directory.string() + " 没有政策文件 / holds no policy");
  auto calendar = load_calendar(directory / "calendar");
  if (!calendar) return fail(calendar.error());
  return PolicyBook::of(std::move(policies), std::move(*calendar));
}

}  // namespace luodi::policy
