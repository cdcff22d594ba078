#include "services/intake/project_rows.hpp"

#include <algorithm>
#include <cstring>
#include <limits>

#include "common/domain/visibility.hpp"
#include "common/kernel/industry.hpp"

namespace luodi::intake {

namespace {
constexpr std::uint32_t k_nobody = std::numeric_limits<std::uint32_t>::max();

constexpr std::size_t k_no_row = std::numeric_limits<std::size_t>::max();
constexpr std::uint32_t k_every = std::numeric_limits<std::uint32_t>::max();

// Bits of an enum's values; no value wanted = all.
template <class E>
std::uint32_t mask_of(const std::vector<E>& wanted) {
  if (wanted.empty()) return k_every;
  std::uint32_t mask = 0;
  for (const E value : wanted)
    mask |= 1U << static_cast<unsigned>(value);
  return mask;
}
}  // namespace

struct ProjectRows::Wanted {
  std::uint32_t stages = k_every;
  std::uint32_t lights = k_every;
  std::uint32_t channels = k_every;
  std::vector<std::uint32_t> hosts;
  std::uint32_t introduced_by = 0;  // 0 = any
  std::uint32_t viewer = 0;         // 0 = sees all
  bool any_amount = true;
  std::int64_t min_amount = 0;
  std::int64_t max_amount = 0;
  char section = 0;
  std::string_view industry;
  bool by_text = false;
  std::vector<bool> with_text;
};

std::uint32_t ProjectRows::number_of(const std::string& org) {
  if (org.empty()) return 0;
  const auto [entry, fresh] = numbers_.emplace(org, static_cast<std::uint32_t>(orgs_.size()));
  if (fresh) orgs_.push_back(org);
  return entry->second;
}

std::uint32_t ProjectRows::known_number(const std::string& org) const {
  const auto found = numbers_.find(org);
  return found == numbers_.end() ? k_nobody : found->second;
}

void ProjectRows::set(const std::string& id, const domain::Project& project) {
  const auto [entry, fresh] = at_.emplace(id, rows_.size());
  if (fresh) {
    rows_.emplace_back();
    texts_.push_back({id, "", 0});
  }
  Row& row = rows_[entry->second];
  Texts& texts = texts_[entry->second];
  const auto amount = domain::last_known_amount(project);
  row.amount = amount ? amount->value() : -1;
  row.created_ms = project.created_at.ms();
  row.host = number_of(project.host);
  row.introduced_by = number_of(project.introduced_by);
  row.first_talk = project.first_talk ? number_of(project.first_talk->owner) : 0;
  row.stage = project.stage;
  row.channel = project.channel;
  row.load = counts_as_load(project);
  if (auto industry = Industry::parse(project.industry_code)) {
    row.section = industry->section();
    std::copy_n(industry->str().begin(), std::min<std::size_t>(4, industry->level()), row.industry);
  }
  texts.name = project.name;
  set_search_text(entry->second, fresh, lower_ascii(project.name + "\n" + project.enterprise.name));
}

void ProjectRows::set_search_text(std::size_t at, bool fresh, const std::string& text) {
  auto& span = texts_[at].span;
  if (!fresh) {
    const std::size_t begin = spans_[span].begin;
    if (search_.compare(begin, text.size(), text) == 0 && search_[begin + text.size()] == '\0') return;
    spans_[span].row = k_no_row;  // names hardly ever change: the old text stays as a gap
  }
  span = spans_.size();
  spans_.push_back({search_.size(), at});
  search_ += text;
  search_ += '\0';
}

std::vector<bool> ProjectRows::rows_with(const std::string& text) const {
  std::vector<bool> found(rows_.size(), false);
  if (text.find('\0') != std::string::npos) return found;  // would match across two projects
  std::size_t span = 0;
  for (std::size_t from = 0; from < search_.size();) {
    // memmem, not find: in Chinese text every third byte is the same, on which find stumbles.
    const void* hit = memmem(search_.data() + from, search_.size() - from, text.data(), text.size());
    if (hit == nullptr) break;
    const auto at = static_cast<std::size_t>(static_cast<const char*>(hit) - search_.data());
    const auto next = std::upper_bound(spans_.begin() + static_cast<std::ptrdiff_t>(span), spans_.end(), at,
                                       [](std::size_t value, const Span& each) { return value < each.begin; });
    span = static_cast<std::size_t>(next - spans_.begin()) - 1;
    if (spans_[span].row != k_no_row) found[spans_[span].row] = true;
    from = next == spans_.end() ? search_.size() : next->begin;
  }
  return found;
}

void ProjectRows::set_light(const std::string& id, domain::Light light) {
  if (const auto found = at_.find(id); found != at_.end()) rows_[found->second].light = light;
}

bool ProjectRows::matches(const Wanted& wanted, std::size_t at) const {
  const Row& row = rows_[at];
  if (wanted.viewer != 0 && row.host != wanted.viewer && row.introduced_by != wanted.viewer &&
      row.first_talk != wanted.viewer)
    return false;
  if ((wanted.stages >> static_cast<unsigned>(row.stage) & 1U) == 0) return false;
  if ((wanted.lights >> static_cast<unsigned>(row.light) & 1U) == 0) return false;
  if ((wanted.channels >> static_cast<unsigned>(row.channel) & 1U) == 0) return false;
  if (wanted.introduced_by != 0 && row.introduced_by != wanted.introduced_by) return false;
  if (!wanted.hosts.empty() && std::find(wanted.hosts.begin(), wanted.hosts.end(), row.host) == wanted.hosts.end())
    return false;
  // An unknown amount is within no bounds.
  if (!wanted.any_amount && (row.amount < 0 || row.amount < wanted.min_amount || row.amount > wanted.max_amount))
    return false;
  if (wanted.section != 0 && row.section != wanted.section) return false;
  if (!std::equal(wanted.industry.begin(), wanted.industry.end(), row.industry)) return false;
  return !wanted.by_text || wanted.with_text[at];
}

ListPosition ProjectRows::position_of(const ProjectQuery& query, std::size_t at) const {
  ListPosition position;
  position.id = texts_[at].id;
  switch (query.sort) {
    case SortKey::created_at:
      position.number = rows_[at].created_ms;
      break;
    case SortKey::amount:
      position.number = rows_[at].amount;
      break;
    case SortKey::name:
      position.text = texts_[at].name;
      break;
  }
  return position;
}

ProjectPage ProjectRows::select(const ProjectQuery& query, const Actor& actor) const {
  Wanted wanted;
  wanted.stages = mask_of(query.stages);
  wanted.lights = mask_of(query.lights);
  wanted.channels = mask_of(query.channels);
  for (const auto& host : query.hosts)
    wanted.hosts.push_back(known_number(host));
  if (!query.introduced_by.empty()) wanted.introduced_by = known_number(query.introduced_by);
  if (!domain::sees_all(actor)) wanted.viewer = actor.org.empty() ? k_nobody : known_number(actor.org);
  wanted.any_amount = !query.min_amount_fen && !query.max_amount_fen;
  wanted.min_amount = query.min_amount_fen.value_or(0);
  wanted.max_amount = query.max_amount_fen.value_or(std::numeric_limits<std::int64_t>::max());
  wanted.section = query.section;
  wanted.industry = query.industry;
  wanted.by_text = !query.q.empty();
  if (wanted.by_text) wanted.with_text = rows_with(query.q);

  // Keys beside the row numbers, so that sorting touches no row; text only where the sort is by name.
  struct Hit {
    std::int64_t number;
    std::size_t at;
  };
  const auto before = [&](const Hit& a, const Hit& b) {
    int order = a.number < b.number ? -1 : a.number > b.number ? 1 : 0;
    if (order == 0 && query.sort == SortKey::name) order = texts_[a.at].name.compare(texts_[b.at].name);
    if (order == 0) order = texts_[a.at].id.compare(texts_[b.at].id);
    return query.descending ? order > 0 : order < 0;
  };
  const auto behind_cursor = [&](const Hit& hit) {
    if (!query.after) return true;
    int order = hit.number < query.after->number ? -1 : hit.number > query.after->number ? 1 : 0;
    if (order == 0 && query.sort == SortKey::name) order = texts_[hit.at].name.compare(query.after->text);
    if (order == 0) order = texts_[hit.at].id.compare(query.after->id);
    return query.descending ? order < 0 : order > 0;
  };
  ProjectPage page;
  std::vector<Hit> hits;
  for (std::size_t at = 0; at < rows_.size(); ++at) {
    if (!matches(wanted, at)) continue;
    ++page.total;
    const std::int64_t number = query.sort == SortKey::created_at ? rows_[at].created_ms
                                : query.sort == SortKey::amount   ? rows_[at].amount
                                                                  : 0;
    const Hit hit{number, at};
    if (behind_cursor(hit)) hits.push_back(hit);
  }
  const auto shown = std::min(query.limit, hits.size());
  std::partial_sort(hits.begin(), hits.begin() + static_cast<std::ptrdiff_t>(shown), hits.end(), before);
  for (std::size_t i = 0; i < shown; ++i)
    page.ids.push_back(texts_[hits[i].at].id);
  if (shown < hits.size()) page.next = position_of(query, hits[shown - 1].at);
  return page;
}

ParkLoad ProjectRows::load_without(const std::string& id) const {
  std::vector<std::int64_t> counts(orgs_.size(), 0);
  for (const Row& row : rows_)
    if (row.load) ++counts[row.host];
  if (const auto own = at_.find(id); own != at_.end() && rows_[own->second].load) --counts[rows_[own->second].host];
  ParkLoad load;
  for (std::size_t i = 1; i < counts.size(); ++i)
    if (counts[i] > 0) load[orgs_[i]] = counts[i];
  return load;
}

}  // namespace luodi::intake
