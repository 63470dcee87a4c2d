// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/code/codelayout.h"

#include "widgets/common/textstyle.h"

#include <QTextBlock>

namespace gatehouse {

CodeLayout::CodeLayout(QTextDocument *document)
    : QPlainTextDocumentLayout(document)
{
}

QRectF CodeLayout::blockBoundingRect(const QTextBlock &block) const
{
    QRectF rect = QPlainTextDocumentLayout::blockBoundingRect(block);
    if (block.isValid() && block.isVisible())
        rect.setHeight(qMax<qreal>(rect.height(), lineHeight(TextStyle::Code)));
    return rect;
}

} // namespace gatehouse
