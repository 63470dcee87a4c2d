// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QSyntaxHighlighter>

#include <memory>

class QTextDocument;

namespace gatehouse {

//! The grammars of KSyntaxHighlighting. Reading their index costs some 50 ms: the application makes
//! one and hands it to every editor and code view. GUI thread.
class CodeHighlighting final
{
public:
    CodeHighlighting();
    ~CodeHighlighting();
    Q_DISABLE_COPY_MOVE(CodeHighlighting)

    //! Colours \a document by the grammar for \a fileName ("app-config.yaml") in the palette's
    //! theme; belongs to the document. A name without a grammar gives plain text. Call
    //! rehighlight() after a theme change; CodeView does.
    QSyntaxHighlighter *attach(QTextDocument *document, const QString &fileName) const;

private:
    struct Grammars;
    std::unique_ptr<Grammars> m_grammars;
};

} // namespace gatehouse
