#pragma once
// Reads the policy files of a directory into a PolicyBook: TOML -> JSON -> JSON Schema -> described structs, strictly.
// Unknown keys, missing keys, fractions and values out of range are policy_invalid with the file and the RFC 6901
// pointer in the detail and in `fields`. The digest of a policy is the SHA-256 of its file's bytes.
// Does file I/O; meant for start-up, on any thread.
//
//   Expected<PolicyBook> book = load_policy_book("deploy/policy");
//   if (!book) { log(book.error().detail); return 2; }   // never start with a policy that nobody meant
#include <filesystem>
#include <string_view>

#include "common/policy/policy_book.hpp"

namespace luodi::policy {

// Every *.toml of the directory, its policy.schema.json, and its one calendar/*.json.
Expected<PolicyBook> load_policy_book(const std::filesystem::path& directory);

// One policy from its text; `file` is only for messages, `schema` is the text of policy.schema.json. Sets the digest.
// Relations between values are not looked at: that is check_policy.
Expected<Policy> read_policy(std::string_view toml_text, const std::string& file, std::string_view schema);

// TOML as JSON: dates as "YYYY-MM-DD"; fractions, times of day and date-times have no place in a policy.
Expected<codec::Json> toml_to_json(std::string_view toml_text, const std::string& file);

// All faults that the schema finds in the document, in its order.
std::vector<FieldError> schema_faults(const codec::Json& document, const codec::Json& schema);

}  // namespace luodi::policy
