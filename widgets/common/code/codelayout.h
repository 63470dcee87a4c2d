// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPlainTextDocumentLayout>

namespace gatehouse {

//! Gives a QPlainTextEdit the design's 20 px code lines, which the font alone would make 16:
//! `document()->setDocumentLayout(new CodeLayout(document()))` before any text is set. For editors
//! that do not wrap; the text stands at the top of its line.
class CodeLayout final : public QPlainTextDocumentLayout
{
    Q_OBJECT

public:
    explicit CodeLayout(QTextDocument *document);

    QRectF blockBoundingRect(const QTextBlock &block) const override;
};

} // namespace gatehouse
