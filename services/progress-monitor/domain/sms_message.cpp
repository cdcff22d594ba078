#include "services/progress-monitor/domain/sms_message.hpp"

#include <algorithm>

#include "common/codec/text.hpp"

namespace luodi::monitor {

namespace {
constexpr std::size_t k_subject_limit = 180;  // bytes, 60 Chinese characters: one message with its signature

void replace_all(std::string& text, std::string_view what, std::string_view by) {
  for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + by.size()))
    text.replace(at, what.size(), by);
}
template <class Change>
void each_text(codec::Json& json, const Change& change) {
  if (json.is_string()) {
    change(json.get_ref<std::string&>());
  } else if (json.is_structured()) {
    for (auto& child : json)
      each_text(child, change);
  }
}
std::string as_text(const codec::Json& json) {
  return json.is_string() ? json.get<std::string>() : codec::dump(json);
}
// RFC 6901 without ~ escapes: enough for names of fields.
const codec::Json* find(const codec::Json& json, std::string_view pointer) {
  const codec::Json* at = &json;
  while (!pointer.empty()) {
    pointer.remove_prefix(1);
    const auto end = std::min(pointer.find('/'), pointer.size());
    if (!at->is_object()) return nullptr;
    const auto found = at->find(std::string(pointer.substr(0, end)));
    if (found == at->end()) return nullptr;
    at = &*found;
    pointer.remove_prefix(end);
  }
  return at;
}
}  // namespace

Expected<SmsTemplate> SmsTemplate::parse(std::string_view body, std::string_view success_pointer,
                                         std::string_view success_value, std::string_view sign,
                                         std::vector<std::string> retry_values) {
  auto json = codec::parse_json(body);
  if (!json || !json->is_object()) return fail(ErrorCode::invalid_body, "短信模板不是 JSON 对象 / not a JSON object");
  SmsTemplate out;
  out.body_ = std::move(*json);
  bool numbered = false;
  each_text(out.body_,
            [&](const std::string& text) { numbered = numbered || text.find("{phone}") != std::string::npos; });
  if (!numbered) return fail(ErrorCode::invalid_body, "短信模板缺少 {phone} / no {phone} in the template");
  if (!success_pointer.empty() && success_pointer.front() != '/')
    return fail(ErrorCode::invalid_body, "success_pointer 应以 / 开头 / must begin with /");
  if (success_pointer.empty() && !retry_values.empty())
    return fail(ErrorCode::invalid_body, "列出可重试的返回值时须指明读取位置 / retry_values need a success_pointer");
  if (std::find(retry_values.begin(), retry_values.end(), success_value) != retry_values.end())
    return fail(ErrorCode::invalid_body,
                "成功的返回值不得同时列为可重试 / success_value must not be one of retry_values");
  out.retry_values_ = std::move(retry_values);
  out.pointer_ = success_pointer;
  out.value_ = success_value;
  out.sign_ = sign;
  return out;
}

std::string SmsTemplate::fill(const std::string& phone, const std::string& subject, const std::string& id) const {
  codec::Json body = body_;
  const std::string told = clipped(subject, k_subject_limit);
  each_text(body, [&](std::string& text) {
    // The subject last: it is somebody's input and may itself hold a name in braces.
    replace_all(text, "{phone}", phone);
    replace_all(text, "{id}", id);
    replace_all(text, "{sign}", sign_);
    replace_all(text, "{subject}", told);
  });
  return codec::dump(body);
}

RobotVerdict SmsTemplate::read_answer(std::string_view body) const {
  if (pointer_.empty()) return {SendOutcome::delivered, "accepted"};
  const auto json = codec::parse_json(body);
  const auto* found = json ? find(*json, pointer_) : nullptr;
  if (!found) return {SendOutcome::unknown, "the answer has no " + pointer_};
  const std::string value = as_text(*found);
  const bool again = std::find(retry_values_.begin(), retry_values_.end(), value) != retry_values_.end();
  const SendOutcome other = again ? SendOutcome::deferred : SendOutcome::refused;
  return {value == value_ ? SendOutcome::delivered : other, pointer_ + " " + value};
}

bool is_mobile_number(std::string_view text) {
  return text.size() == 11 && text[0] == '1' && text[1] >= '3' && text[1] <= '9' &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::string masked_number(std::string_view number) {
  if (number.size() != 11) return std::string(number.size(), '*');
  return std::string(number.substr(0, 3)) + "****" + std::string(number.substr(7));
}

}  // namespace luodi::monitor
