#pragma once
// The contract of the HTTP interface as JSON (OpenAPI 3.1), generated at build time from openapi.yaml.
#include <string_view>

namespace luodi::gateway {

std::string_view openapi_json();

}  // namespace luodi::gateway
