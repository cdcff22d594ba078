#pragma once
// Expected<T> is how Luodi answers "it worked, or here is why not": a value or an Error, never an exception.
// Exceptions are for bugs and for start-up only.
//
//   Expected<Fen> total = a.plus(b);
//   if (!total) return tl::unexpected(total.error());
#include <tl/expected.hpp>

#include "common/kernel/error.hpp"

namespace luodi {

template <class T>
using Expected = tl::expected<T, Error>;

// fail(ErrorCode, detail) shortens the common return of one error without field details.
inline tl::unexpected<Error> fail(ErrorCode code, std::string detail = {}) {
  return tl::unexpected<Error>(Error(code, std::move(detail)));
}
inline tl::unexpected<Error> fail(Error error) { return tl::unexpected<Error>(std::move(error)); }

}  // namespace luodi
