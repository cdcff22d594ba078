#pragma once
// One e-mail address that may stand in the header of a mail: nothing in it can start another header or name another
// recipient. Narrower than RFC 5322 on purpose: no comments, no quoted names. Pure.
//
//   is_plain_address("park@example.org")   // true;   "a@b\r\nBcc: c@d", "park", "a b@c": false
#include <string_view>

namespace luodi {

bool is_plain_address(std::string_view address);

}  // namespace luodi
