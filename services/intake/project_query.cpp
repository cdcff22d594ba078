#include "services/intake/project_query.hpp"

#include <algorithm>
#include <charconv>

#include "common/http/parameter_fault.hpp"
#include "common/kernel/digits.hpp"

namespace luodi::intake {

namespace {
tl::unexpected<Error> bad(std::string name, std::string code, std::string why) {
  return fail(http::parameter_fault(std::move(name), std::move(code), std::move(why)));
}

std::vector<std::string> split(const std::string& text) {
  std::vector<std::string> out;
  std::size_t from = 0;
  while (from <= text.size()) {
    const auto end = std::min(text.find(',', from), text.size());
    if (end > from) out.push_back(text.substr(from, end - from));
    from = end + 1;
  }
  return out;
}

template <class E>
Expected<std::vector<E>> read_enums(const std::string& name, const std::string& text) {
  std::vector<E> out;
  for (const auto& part : split(text)) {
    const auto value = codec::enum_value<E>(part);
    if (!value) return bad(name, "not_allowed", codec::unknown_choice(part, codec::choices<E>()));
    out.push_back(*value);
  }
  return out;
}

Expected<std::int64_t> read_number(const std::string& name, const std::string& text) {
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || value < 0)
    return bad(name, "format", "应为非负整数 / must be a whole number of at least 0");
  return value;
}

// "C", "39", "C397": a letter, digits, or both.
Expected<void> read_industry(const std::string& text, ProjectQuery& out) {
  std::string_view rest = text;
  if (!rest.empty() && rest.front() >= 'A' && rest.front() <= 'T') {
    out.section = rest.front();
    rest.remove_prefix(1);
  }
  if (rest.size() > 4 || (!rest.empty() && !read_digits(rest, 0, rest.size())))
    return bad("industry", "format", "应为门类字母、代码前缀或二者 / a section letter, a code prefix, or both");
  out.industry = std::string(rest);
  return {};
}

Expected<void> read_sort(std::string_view text, ProjectQuery& out) {
  out.descending = !text.empty() && text.front() == '-';
  if (out.descending) text.remove_prefix(1);
  if (text == "created_at")
    out.sort = SortKey::created_at;
  else if (text == "amount")
    out.sort = SortKey::amount;
  else if (text == "name")
    out.sort = SortKey::name;
  else
    return bad("sort", "not_allowed",
               "应为登记时间（created_at）、金额（amount）或名称（name），可加 - / created_at, amount or name, with - "
               "for descending");
  return {};
}

std::string sort_text(const ProjectQuery& query) {
  const char* key = query.sort == SortKey::amount ? "amount" : query.sort == SortKey::name ? "name" : "created_at";
  return (query.descending ? "-" : "") + std::string(key);
}

Expected<void> read_position(const std::string& cursor, ProjectQuery& out) {
  auto json = runtime::read_cursor(cursor);
  if (!json) return fail(json.error());
  const auto& in = *json;
  const bool form = in.is_array() && in.size() == 4 && in[0].is_string() && in[1].is_number_integer() &&
                    in[2].is_string() && in[3].is_string();
  if (!form || in[0] != sort_text(out)) return bad("cursor", "not_applicable", "与排序不符 / belongs to another list");
  ListPosition position;
  position.number = in[1].get<std::int64_t>();
  position.text = in[2].get<std::string>();
  position.id = in[3].get<std::string>();
  out.after = std::move(position);
  return {};
}
}  // namespace

std::string lower_ascii(std::string text) {
  for (char& c : text)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return text;
}

Expected<ProjectQuery> read_project_query(const runtime::Query& query) {
  ProjectQuery out;
  auto limit = runtime::read_limit(query);
  if (!limit) return fail(limit.error());
  out.limit = *limit;
  for (const auto& [name, text] : query) {
    Expected<void> ok{};
    const auto take = [&](auto& target, auto value) {
      if (value)
        target = std::move(*value);
      else
        ok = fail(value.error());
    };
    if (name == "stage")
      take(out.stages, read_enums<domain::Stage>(name, text));
    else if (name == "light")
      take(out.lights, read_enums<domain::Light>(name, text));
    else if (name == "channel")
      take(out.channels, read_enums<domain::LeadChannel>(name, text));
    else if (name == "host")
      out.hosts = split(text);
    else if (name == "industry")
      ok = read_industry(text, out);
    else if (name == "min_amount_fen")
      take(out.min_amount_fen, read_number(name, text));
    else if (name == "max_amount_fen")
      take(out.max_amount_fen, read_number(name, text));
    else if (name == "q")
      out.q = lower_ascii(text);
    else if (name == "introduced_by")
      out.introduced_by = text;
    else if (name == "sort")
      ok = read_sort(text, out);
    else if (name != "cursor" && name != "limit")
      ok = bad(name, "unknown_field", "不认识的参数 / unknown parameter");
    if (!ok) return fail(ok.error());
  }
  if (const auto cursor = query.find("cursor"); cursor != query.end())
    if (auto ok = read_position(cursor->second, out); !ok) return fail(ok.error());
  return out;
}

std::string write_cursor(const ProjectQuery& query, const ListPosition& position) {
  return runtime::write_cursor(codec::Json::array({sort_text(query), position.number, position.text, position.id}));
}

}  // namespace luodi::intake
