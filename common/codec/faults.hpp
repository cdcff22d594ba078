#pragma once
// What is wrong with a document, collected while it is read: each fault with its RFC 6901 pointer, at most 50. Pure.
//
//   Faults faults;
//   text_fits(text, 1, 200, Path(Path(), "name"), faults);   // faults.list: {"/name", "length", ...}
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "common/kernel/error.hpp"

namespace luodi::codec {

std::string pointer_join(const std::string& base, std::string_view token);  // escapes ~ and /

// Where a value stands, as a chain of stack frames. Its text is made for a fault only: most documents have none, and
// every event and state is read by several processes.
class Path {
 public:
  Path() = default;  // the whole document
  Path(const Path& parent, std::string_view member) : parent_(&parent), member_(member) {}
  Path(const Path& parent, std::size_t element) : parent_(&parent), element_(element) {}
  std::string pointer() const;  // RFC 6901

 private:
  const Path* parent_ = nullptr;
  std::string_view member_;
  std::optional<std::size_t> element_;
};

// Whose document it is. Of a request no text may be white space alone or hold a noncharacter; what was stored before
// that was asked stays readable.
enum class Origin { stored, request };

struct Faults {
  std::vector<FieldError> list;
  Origin origin = Origin::stored;
  void add(const Path& at, std::string code, std::string message) {
    if (list.size() < 50) list.push_back({at.pointer(), std::move(code), std::move(message)});
  }
};
// Length and characters; of a request also something to see, unless the text may be left out and is empty.
bool text_fits(std::string_view text, std::size_t min, std::size_t max, const Path& at, Faults& faults);
// text_fits, and for a name also: something to see, and nothing that is_unfit_for_name.
bool name_fits(std::string_view text, std::size_t max, const Path& at, Faults& faults);
void expect_type(const Path& at, std::string_view wanted, Faults& faults);

}  // namespace luodi::codec
