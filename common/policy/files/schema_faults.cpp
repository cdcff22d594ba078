#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>

#include "common/policy/files/policy_files.hpp"

namespace luodi::policy {

namespace {
// valijson names a place as "<root>", "[interview]", "[3]": one element a step.
std::string pointer_of(const std::vector<std::string>& context) {
  std::string out;
  for (const auto& step : context) {
    if (step.size() < 2 || step.front() != '[' || step.back() != ']') continue;
    out = codec::pointer_join(out, step.substr(1, step.size() - 2));
  }
  return out;
}
}  // namespace

std::vector<FieldError> schema_faults(const codec::Json& document, const codec::Json& schema_json) {
  valijson::Schema schema;
  try {
    valijson::SchemaParser parser;
    valijson::adapters::NlohmannJsonAdapter adapter(schema_json);
    parser.populateSchema(adapter, schema);
  } catch (const std::exception& fault) {
    return {{"", "schema", std::string("JSON Schema 本身有误 / the schema itself is faulty: ") + fault.what()}};
  }
  // Strong types: "3" is no number.
  valijson::Validator validator(valijson::Validator::kStrongTypes);
  valijson::ValidationResults results;
  valijson::adapters::NlohmannJsonAdapter target(document);
  std::vector<FieldError> out;
  if (validator.validate(schema, target, &results)) return out;
  valijson::ValidationResults::Error error;
  while (results.popError(error))
    out.push_back({pointer_of(error.context), "schema", error.description});
  if (out.empty()) out.push_back({"", "schema", "不符合 JSON Schema / does not match the schema"});
  return out;
}

}  // namespace luodi::policy
