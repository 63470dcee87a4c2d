// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/code/codehighlighting.h"

#include "widgets/common/theme.h"

#include <KSyntaxHighlighting/Definition>
#include <KSyntaxHighlighting/Format>
#include <KSyntaxHighlighting/Repository>
#include <KSyntaxHighlighting/SyntaxHighlighter>
#include <KSyntaxHighlighting/Theme>

#include <QGuiApplication>
#include <QPalette>
#include <QTextBlock>
#include <QTextDocument>

#include <optional>

namespace gatehouse {

namespace {

using Style = KSyntaxHighlighting::Theme::TextStyle;

std::optional<ColorRole> roleOf(Style style)
{
    switch (style) {
    case Style::DataType:
        return ColorRole::SynKey;
    case Style::Keyword:
    case Style::ControlFlow:
    case Style::Import:
    case Style::Preprocessor:
        return ColorRole::SynKw;
    case Style::Variable:
    case Style::SpecialChar:
    case Style::SpecialString:
        return ColorRole::SynRef;
    case Style::Function:
    case Style::BuiltIn:
    case Style::Extension:
        return ColorRole::SynFn;
    case Style::String:
    case Style::VerbatimString:
    case Style::Char:
        return ColorRole::SynStr;
    case Style::DecVal:
    case Style::BaseN:
    case Style::Float:
    case Style::Constant:
        return ColorRole::SynNum;
    case Style::Comment:
    case Style::Documentation:
    case Style::Annotation:
    case Style::CommentVar:
    case Style::RegionMarker:
        return ColorRole::SynCom;
    case Style::Operator:
        return ColorRole::SynPun;
    case Style::Error:
    case Style::Alert:
        return ColorRole::Bad;
    default:
        return std::nullopt;
    }
}

//! Takes the grammar's idea of what a word is and our colour for it; the themes that come with the
//! library are not used.
class TokenHighlighter final : public KSyntaxHighlighting::SyntaxHighlighter
{
public:
    using SyntaxHighlighter::SyntaxHighlighter;

protected:
    void applyFormat(int offset, int length, const KSyntaxHighlighting::Format &format) override
    {
        if (length == 0)
            return;
        const auto role = definition().name() == u"YAML" ? yamlRole(format, offset, length)
                                                         : roleOf(format.textStyle());
        if (!role)
            return;
        const bool comment = *role == ColorRole::SynCom;
        QTextCharFormat look;
        look.setForeground(themeOf(QGuiApplication::palette())[*role]);
        look.setFontItalic(comment);
        setFormat(offset, length, look);
    }

private:
    //! The grammar calls keys functions and plain values attributes. References to secrets and
    //! variables are told apart, because they are what a reader of a configuration looks for.
    std::optional<ColorRole> yamlRole(
        const KSyntaxHighlighting::Format &format, int offset, int length) const
    {
        switch (format.textStyle()) {
        case Style::Function:
            return ColorRole::SynKey;
        case Style::Keyword:
            return ColorRole::SynPun;
        case Style::Char:
        case Style::Constant:
            return ColorRole::SynKw;
        case Style::Attribute:
        case Style::String: {
            const QString word = currentBlock().text().mid(offset, length).trimmed();
            const bool reference = word.startsWith(u"${") || word.startsWith(u"vault:");
            return reference ? ColorRole::SynRef : ColorRole::SynStr;
        }
        default:
            return roleOf(format.textStyle());
        }
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
