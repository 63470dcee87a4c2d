// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/checks/modulenames.h"
#include "backend/checks/obfuscation.h"
#include "backend/checks/riskywords.h"

using namespace gatehouse::checks;

//! Tokens lie within the source, in its order, on lines that it has.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QByteArray source(reinterpret_cast<const char *>(data), qsizetype(size));
    JsLexer lexer(source);
    JsWindow window;
    Obfuscation obfuscation;
    const char *last = source.constData();
    const int lines = 1 + int(source.count('\n'));
    for (JsToken token = lexer.next(); token.kind != JsToken::Kind::End; token = lexer.next()) {
        const bool inside = token.text.data() >= last && token.text.data() + token.text.size() <= source.constData() + source.size();
        if (!inside || token.line < 1 || token.line > lines)
            __builtin_trap();
        last = token.text.data();
        window.push(token);
        obfuscation.look(token);
        (void)riskyUse(window);
    }
    if (hiddenTextAt(source) >= source.size())
        __builtin_trap();
    return 0;
}
