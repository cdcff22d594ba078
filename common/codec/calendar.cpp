#include "common/codec/calendar.hpp"

#include "common/codec/fields.hpp"
#include "common/kernel/bilingual.hpp"

namespace luodi::codec {

namespace {
struct HolidayRow {
  std::string name;
  CivilDate from;
  CivilDate to;
  static constexpr auto fields() {
    return described(field("name", &HolidayRow::name, Text{1, 40}), field("from", &HolidayRow::from),
                     field("to", &HolidayRow::to));
  }
};

struct YearRow {
  int year = 0;
  std::string notice;
  std::vector<HolidayRow> holidays;
  std::vector<CivilDate> workdays;
  int working_days = 0;
  static constexpr auto fields() {
    return described(field("year", &YearRow::year, Range{1949, 9998}), field("notice", &YearRow::notice, Text{1, 60}),
                     field("holidays", &YearRow::holidays, Count{1, 60}),
                     field("workdays", &YearRow::workdays, Count{0, 60}),
                     field("working_days", &YearRow::working_days, Range{1, 366}));
  }
};

struct CalendarText {
  std::string title;
  std::vector<YearRow> years;
  static constexpr auto fields() {
    return described(field("title", &CalendarText::title, Text{1, 200}),
                     field("years", &CalendarText::years, Count{1, 100}));
  }
};
}  // namespace

Expected<WorkingCalendar> parse_calendar(std::string_view json_text) {
  auto text = parse<CalendarText>(json_text);
  if (!text) return fail(text.error());
  std::vector<CalendarYear> years;
  for (auto& row : text->years) {
    CalendarYear year{row.year, row.notice, {}, row.workdays, row.working_days};
    for (const auto& holiday : row.holidays) {
      // Both ends are checked before the days are listed, so that a typing error cannot list centuries.
      if (holiday.to < holiday.from || holiday.from.year() != row.year || holiday.to.year() != row.year)
        return fail(ErrorCode::invalid_body, bilingual("{0} 年工作日历：{1} {2} 至 {3} 不是该年的一段 / calendar of "
                                                       "{0}: {1}, {2} to {3}, is no span of that year",
                                                       row.year, holiday.name, holiday.from, holiday.to));
      for (CivilDate day = holiday.from; day <= holiday.to; day = day.plus_days(1))
        year.days_off.push_back(day);
    }
    years.push_back(std::move(year));
  }
  return WorkingCalendar::of(years);
}

}  // namespace luodi::codec
