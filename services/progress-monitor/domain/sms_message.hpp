#pragma once
// A short message over a gateway that speaks HTTP and JSON. Gateways differ in names, not in shape, so the body is a
// template of the configuration: a JSON document in whose texts {phone}, {subject}, {id} and {sign} are replaced.
// Values are put into parsed JSON, so they can neither end a text nor add a field. Codes of enterprises or persons
// never go out over SMS: only the subject does. Pure.
//
//   SmsTemplate::parse(R"({"mobile":"{phone}","params":["{subject}"]})", "/code", "0")
#include <optional>
#include <string>
#include <vector>

#include "services/progress-monitor/domain/robot_message.hpp"

namespace luodi::monitor {

class SmsTemplate {
 public:
  // invalid_body for what is not a JSON object with {phone} in it, where the pointer is none, or where values worth a
  // retry are named without a pointer or one of them is the success.
  static Expected<SmsTemplate> parse(std::string_view body, std::string_view success_pointer,
                                     std::string_view success_value, std::string_view sign,
                                     std::vector<std::string> retry_values = {});
  std::string fill(const std::string& phone, const std::string& subject, const std::string& id) const;
  // The value at the success pointer, as text, equals the success value: accepted; a retry value: later again; any
  // other: refused. Without a pointer a 2xx is enough.
  RobotVerdict read_answer(std::string_view body) const;

 private:
  codec::Json body_;
  std::string pointer_;
  std::string value_;
  std::string sign_;
  std::vector<std::string> retry_values_;
};

// Mobile numbers of the mainland: eleven digits that begin with 1 and 3-9.
bool is_mobile_number(std::string_view text);
std::string masked_number(std::string_view number);  // "138****8000"

}  // namespace luodi::monitor
