// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/display/wrappedheight.h"

#include <QLabel>

#include <algorithm>

namespace gatehouse {

int wrappedHeight(const QLabel &label, int width)
{
    if (label.text().isEmpty())
        return 0;
    const QMargins around = label.contentsMargins() + label.margin();
    const QRect room(0, 0, std::max(1, width - around.left() - around.right()), QWIDGETSIZE_MAX);
    const int words = label.fontMetrics().boundingRect(room, int(label.alignment()) | Qt::TextWordWrap, label.text()).height();
    return words + around.top() + around.bottom();
}

} // namespace gatehouse
