#pragma once
// A property of rapidcheck inside a test of GoogleTest: the counterexample becomes the failure's text.
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <sstream>

namespace luodi::incentive::test {

template <class F>
void holds(F&& property) {
  const auto result = rc::detail::checkTestable(std::forward<F>(property));
  if (!result.template is<rc::detail::SuccessResult>()) {
    std::ostringstream text;
    rc::detail::printResultMessage(result, text);
    FAIL() << text.str();
  }
}

}  // namespace luodi::incentive::test
