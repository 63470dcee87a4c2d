// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/code/codehighlighting.h"

#include "widgets/common/code/tokenrole.h"

#include <KSyntaxHighlighting/Definition>
#include <KSyntaxHighlighting/Repository>
#include <KSyntaxHighlighting/SyntaxHighlighter>

#include <QGuiApplication>
#include <QPalette>
#include <QTextBlock>
#include <QTextDocument>

namespace gatehouse {

namespace {

class TokenHighlighter final : public KSyntaxHighlighting::SyntaxHighlighter
{
public:
    using SyntaxHighlighter::SyntaxHighlighter;

protected:
    void applyFormat(int offset, int length, const KSyntaxHighlighting::Format &format) override
    {
        if (length == 0)
            return;
        const QString line = currentBlock().text();
        const auto role = tokenRole(definition().name(), format, QStringView(line).mid(offset, length));
        if (!role)
            return;
        const bool comment = *role == ColorRole::SynCom;
        QTextCharFormat look;
        look.setForeground(themeOf(QGuiApplication::palette())[*role]);
        look.setFontItalic(comment);
        setFormat(offset, length, look);
    }
};

} // namespace

struct CodeHighlighting::Grammars
{
    KSyntaxHighlighting::Repository repository;
};

CodeHighlighting::CodeHighlighting()
    : m_grammars(std::make_unique<Grammars>())
{
}

CodeHighlighting::~CodeHighlighting() = default;

QSyntaxHighlighter *CodeHighlighting::attach(QTextDocument *document, const QString &fileName) const
{
    auto *highlighter = new TokenHighlighter(document);
    highlighter->setDefinition(m_grammars->repository.definitionForFileName(fileName));
    return highlighter;
}

} // namespace gatehouse
