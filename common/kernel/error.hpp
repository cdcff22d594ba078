#pragma once
// Error is a refusal or failure that a person or a portal will read. The one table is error.def: HTTP status, stable
// code, Chinese and English title come from there. `detail` says what happened this time, names the limit that was hit
// and the next step; `fields` points at the fields of the request (RFC 6901 pointers).
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "common/kernel/bilingual.hpp"

namespace luodi {

enum class ErrorCode : std::uint16_t {
#define ERR(name, status, code, zh, en) name,
#include "common/kernel/error.def"
#undef ERR
};

struct ErrorInfo {
  std::string_view name;  // stable machine name, e.g. "stale_version"
  int status;             // HTTP status
  std::string_view code;  // stable short code, e.g. "L1203"
  std::string_view zh;    // Chinese title
  std::string_view en;    // English title
};
const ErrorInfo& info(ErrorCode code);

// One fault in one field of a request body. `pointer` is RFC 6901 ("/enterprise/name"), `code` is stable ("required").
struct FieldError {
  std::string pointer;
  std::string code;
  std::string message;
};

// One thing that a command still lacks: which gate item, which clause asks for it, what people call the role or body
// that owes it.
struct MissingItem {
  std::string item;
  std::string clause;
  Twin owner;  // never a code alone: "市投资促进部门", "承载园区（MY-GX）"
  std::string title_zh;
  std::string title_en;
};

struct Error {
  ErrorCode code;
  std::string detail;                // Chinese first; may be empty (the title then says it all)
  std::vector<FieldError> fields;    // for invalid input
  std::vector<MissingItem> missing;  // for a gate that is not passed
  std::string next_zh;               // what helps this time, where it is not the next step of the code; both or none
  std::string next_en;

  explicit Error(ErrorCode c, std::string d = {}) : code(c), detail(std::move(d)) {}
};

}  // namespace luodi
