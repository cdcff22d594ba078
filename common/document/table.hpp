#pragma once
// Sets a table as wide as the text: a head in 黑体 that is repeated on every page, cells in the body's face, all in
// 小四. No page break cuts a row that a page can hold; a longer one goes on, page by page, below the head again.
#include <memory>

#include "common/document/model.hpp"
#include "common/document/paragraphs.hpp"

namespace luodi::document {

// `head` receives the head's row and must outlive the rows.
std::vector<Row> table_rows(Setter& setter, const Table& table, std::unique_ptr<Row>& head);

}  // namespace luodi::document
