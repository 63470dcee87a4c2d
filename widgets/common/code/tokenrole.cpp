// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/code/tokenrole.h"

#include <KSyntaxHighlighting/Format>
#include <KSyntaxHighlighting/Theme>

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

//! The grammar calls keys functions and plain values attributes. References to secrets and variables
//! are told apart, because they are what a reader of a configuration looks for.
std::optional<ColorRole> yamlRole(Style style, QStringView word)
{
    switch (style) {
    case Style::Function:
        return ColorRole::SynKey;
    case Style::Keyword:
        return ColorRole::SynPun;
    case Style::Char:
    case Style::Constant:
        return ColorRole::SynKw;
    case Style::Attribute:
    case Style::String: {
        const QStringView value = word.trimmed();
        const bool reference = value.startsWith(u"${") || value.startsWith(u"vault:");
        return reference ? ColorRole::SynRef : ColorRole::SynStr;
    }
    default:
        return roleOf(style);
    }
}

} // namespace

std::optional<ColorRole> tokenRole(const QString &grammar, const KSyntaxHighlighting::Format &format, QStringView word)
{
    return grammar == u"YAML" ? yamlRole(format.textStyle(), word) : roleOf(format.textStyle());
}

} // namespace gatehouse
