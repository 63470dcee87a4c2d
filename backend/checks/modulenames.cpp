// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/checks/modulenames.h"

#include <algorithm>

namespace gatehouse::checks {

void JsWindow::push(const JsToken &token)
{
    std::shift_left(std::begin(m_tokens), std::end(m_tokens), 1);
    m_tokens[Size - 1] = token;
}

bool JsWindow::readsModule(ModuleUse &use) const
{
    const JsToken &last = back();
    const bool isText = last.kind == JsToken::Kind::Text || last.kind == JsToken::Kind::Template;
    const bool inCall = back(1).isSign('(') && (back(2).isWord("require") || back(2).isWord("import"))
        && !back(3).isSign('.') && !back(3).isWord("function");
    const bool afterWord = isText && (back(1).isWord("from") || back(1).isWord("import"));
    if (!inCall && !afterWord)
        return false;
    if (inCall && last.isSign(')'))
        return false;
    use = {isText && !last.goesOn ? last.text : QByteArrayView(), last.line};
    return true;
}

QStringList moduleNames(QByteArrayView source)
{
    QStringList names;
    JsLexer lexer(source);
    JsWindow window;
    for (JsToken token = lexer.next(); token.kind != JsToken::Kind::End; token = lexer.next()) {
        window.push(token);
        ModuleUse use;
        if (!window.readsModule(use) || use.name.isEmpty())
            continue;
        const QString name = QString::fromUtf8(use.name);
        if (!names.contains(name))
            names << name;
    }
    return names;
}

} // namespace gatehouse::checks
