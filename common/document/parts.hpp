#pragma once
// The elements that letters and minutes have in common: mark, title, body, copies.
#include <memory>
#include <string>
#include <vector>

#include "common/document/model.hpp"
#include "common/document/paragraphs.hpp"

namespace luodi::document {

// The issuer's mark in red 小标宋 as large as fits, centred on `axis`, its ink's upper edge at `top`; answers the ink's
// lower edge.
double set_mark(Setter& setter, Page& page, const std::string& text, double axis, double top);
std::vector<Row> title_rows(Setter& setter, const std::vector<std::string>& parts);
// Body blocks as rows, levels numbered; `heads` holds the heads of tables and must outlive the rows.
std::vector<Row> body_rows(Setter& setter, const std::vector<Block>& body, std::vector<std::unique_ptr<Row>>& heads);
// "抄送：甲，乙。" in 四号, one character in on both sides.
std::vector<Row> copies_rows(Setter& setter, const std::vector<std::string>& copies);

// "（附注）" in 四号, two characters in; nothing where there is none.
std::vector<Row> annotation_rows(Setter& setter, const std::string& annotation);

void append(std::vector<Row>& rows, std::vector<Row> more);

}  // namespace luodi::document
