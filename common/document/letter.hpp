#pragma once
// Sets a letter 信函格式 (GB/T 9704-2012, 10.1): mark 30 mm below the page's edge, double rules in red, number at the
// right, title, addressee, body, attachments, room for the seal, signature over the date, copies at the foot of the
// last page; no page number on the first page.
#include "common/document/model.hpp"
#include "common/document/pages.hpp"
#include "common/document/paragraphs.hpp"

namespace luodi::document {

std::vector<Page> set_letter(Setter& setter, const Letter& letter);

}  // namespace luodi::document
