#pragma once
// The query of GET /v1/projects, read strictly: unknown values are invalid_parameter with the reason, never ignored.
// Lists of values (stage, light, channel, host) are separated by commas. sort = created_at | amount | name, a leading
// "-" for descending; default: the newest first. Pure.
#include <optional>
#include <string>
#include <vector>

#include "common/domain/project.hpp"
#include "common/domain/watch.hpp"
#include "common/runtime/page.hpp"

namespace luodi::intake {

enum class SortKey { created_at, amount, name };

// Where a page begins: behind the project with this sort value and id, so that inserts move nothing.
struct ListPosition {
  std::int64_t number = 0;  // created_at in ms, or amount in fen
  std::string text;         // name
  std::string id;
};

struct ProjectQuery {
  std::vector<domain::Stage> stages;
  std::vector<domain::Light> lights;
  std::vector<domain::LeadChannel> channels;
  std::vector<std::string> hosts;
  std::string industry;  // digits of a prefix
  char section = 0;      // letter of GB/T 4754, 0 = any
  std::optional<std::int64_t> min_amount_fen;
  std::optional<std::int64_t> max_amount_fen;
  std::string q;  // lower case
  std::string introduced_by;
  SortKey sort = SortKey::created_at;
  bool descending = true;
  std::size_t limit = runtime::k_page_default;
  std::optional<ListPosition> after;
};

Expected<ProjectQuery> read_project_query(const runtime::Query& query);
std::string write_cursor(const ProjectQuery& query, const ListPosition& position);
std::string lower_ascii(std::string text);

}  // namespace luodi::intake
