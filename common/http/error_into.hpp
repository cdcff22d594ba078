#pragma once
// error_into(ec): completion token of a coroutine that wants the error of an asynchronous operation as a value, because
// a peer that goes away is an everyday outcome and no exception.
//   const auto n = co_await socket.async_read_some(buffer, error_into(ec));
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace luodi::http {

inline auto error_into(boost::system::error_code& ec) {
  return boost::asio::redirect_error(boost::asio::use_awaitable, ec);
}

}  // namespace luodi::http
