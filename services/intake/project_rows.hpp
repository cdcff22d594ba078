#pragma once
// ProjectRows is the list of all projects as columns that filters read: small fixed-size rows for every filter but the
// text search, so that a filter over 100,000 projects reads a few megabytes and stays below 10 ms. Organisations are
// numbers here. Kept current by the world's changes. One io_context thread.
//
//   auto page = rows.select(query, actor);    // ids of one page and the total
#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "common/domain/watch.hpp"
#include "services/intake/domain/park_ranking.hpp"
#include "services/intake/project_query.hpp"

namespace luodi::intake {

struct ProjectPage {
  std::vector<std::string> ids;
  std::size_t total = 0;
  std::optional<ListPosition> next;  // where the next page begins, if there is one
};

class ProjectRows {
 public:
  void set(const std::string& id, const domain::Project& project);
  void set_light(const std::string& id, domain::Light light);
  ProjectPage select(const ProjectQuery& query, const Actor& actor) const;
  // Active projects by park, without this one: the load of the ranking.
  ParkLoad load_without(const std::string& id) const;
  std::size_t size() const { return rows_.size(); }

 private:
  struct Row {
    std::int64_t amount = -1;  // -1 = unknown
    std::int64_t created_ms = 0;
    std::uint32_t host = 0;  // organisations by number, 0 = none
    std::uint32_t introduced_by = 0;
    std::uint32_t first_talk = 0;
    domain::Stage stage{};
    domain::Light light{};
    domain::LeadChannel channel{};
    char section = ' ';
    char industry[4] = {' ', ' ', ' ', ' '};
    bool load = false;
  };
  struct Texts {
    std::string id;
    std::string name;
    std::size_t span = 0;  // where its search text stands in spans_
  };
  // All search texts in one piece of memory, so that a search is one pass; each ends with a zero byte.
  struct Span {
    std::size_t begin;
    std::size_t row;
  };
  struct Wanted;  // a query with its organisations as numbers
  std::uint32_t number_of(const std::string& org);
  std::uint32_t known_number(const std::string& org) const;  // UINT32_MAX = nobody's
  void set_search_text(std::size_t at, bool fresh, const std::string& text);
  std::vector<bool> rows_with(const std::string& text) const;
  bool matches(const Wanted& wanted, std::size_t at) const;
  ListPosition position_of(const ProjectQuery& query, std::size_t at) const;

  std::vector<Row> rows_;
  std::vector<Texts> texts_;
  std::string search_;
  std::vector<Span> spans_;  // ascending by begin
  std::unordered_map<std::string, std::size_t> at_;
  std::unordered_map<std::string, std::uint32_t> numbers_;
  std::vector<std::string> orgs_{""};
};

}  // namespace luodi::intake
