#pragma once
// Puts rows on pages: a page break cuts no row, separates no heading from its text, and never leaves a signature alone
// on a page; page numbers as GB/T 9704-2012 7.5 has them.
#include <vector>

#include "common/document/paragraphs.hpp"

namespace luodi::document {

// The first page begins with `head` and its rows at first_top, every further one at the top of the text area. `foot`
// (抄送, 版记) stands at the bottom of the last page's text area, on one page with the last kept rows.
std::vector<Page> paginate(Page head, const std::vector<Row>& rows, const std::vector<Row>& foot, double first_top);

// "— 2 —": odd pages right, even pages left, one character in. first = the first page that shows its number.
void number_pages(std::vector<Page>& pages, Setter& setter, int first);

void place(Page& page, const Row& row, double y);  // y: upper edge of the row

// Keeps the last `lines` rows before `end` together with what follows them.
void keep_last(std::vector<Row>& rows, std::size_t lines);

}  // namespace luodi::document
