#pragma once
// The measures of GB/T 9704-2012 (党政机关公文格式) in points (1/72 inch), x to the right and y down from the upper
// left corner of the A4 page. Constants of a national standard, hence code and no policy parameter.
//
// Reading of "22 lines of 28 characters that fill the text area": the first line's character square touches the upper
// edge, the last line's the lower one, the first and the last column likewise left and right. So the pitch of a line is
// (225 mm - 16 pt) / 21 = 29.61 pt (the standard's own line is a character and 7/8 of it, 30 pt), that of a column
// (156 mm - 16 pt) / 27 = 15.79 pt.
namespace luodi::document {

constexpr double mm(double millimetres) {
  return millimetres * 72.0 / 25.4;
}

inline constexpr double k_page_width = mm(210);
inline constexpr double k_page_height = mm(297);
inline constexpr double k_left = mm(28);  // 订口
inline constexpr double k_top = mm(37);   // 天头
inline constexpr double k_text_width = mm(156);
inline constexpr double k_text_height = mm(225);
inline constexpr double k_right = k_left + k_text_width;
inline constexpr double k_bottom = k_top + k_text_height;
inline constexpr int k_lines = 22;
inline constexpr int k_columns = 28;

// Type sizes by their Chinese number.
inline constexpr double k_size_2 = 22;        // 二号: title
inline constexpr double k_size_3 = 16;        // 三号: body
inline constexpr double k_size_4 = 14;        // 四号: copies, page numbers
inline constexpr double k_size_small_4 = 12;  // 小四: tables
inline constexpr double k_mark_largest = 36;  // 小初: the standard leaves the mark's size to the issuer

inline constexpr double k_column = (k_text_width - k_size_3) / (k_columns - 1);             // pitch of a character
inline constexpr double k_line_gap = (k_text_height - k_lines * k_size_3) / (k_lines - 1);  // between two lines
inline constexpr double k_line = k_size_3 + k_line_gap;                                     // pitch of a line
inline constexpr double k_seven_eighths = k_size_3 * 7 / 8;
// A Chinese font's character square stands 0.88 above and 0.12 below its base line.
inline constexpr double k_above_base = 0.88;

// Letter form 信函格式 (10.1).
inline constexpr double k_letter_mark_top = mm(30);  // upper edge of the mark below the page's edge
inline constexpr double k_below_mark = mm(4);        // first double rule below the mark
inline constexpr double k_letter_rule_width = mm(170);
inline constexpr double k_letter_foot = mm(20);  // second double rule above the page's lower edge
inline constexpr double k_thick = mm(0.8);       // the standard names no thickness: a visible pair
inline constexpr double k_thin = mm(0.3);
inline constexpr double k_pair_gap = mm(0.6);
inline constexpr double k_double_rule = k_thick + k_pair_gap + k_thin;

// Minutes form 纪要格式 (10.3).
inline constexpr double k_minutes_mark_top = k_top + mm(35);
inline constexpr double k_rule_first_last = mm(0.35);  // 版记: first and last separator

inline constexpr double k_page_number_below = mm(7);  // the dash below the text area

}  // namespace luodi::document
