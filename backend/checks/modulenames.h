// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/checks/jslexer.h"

#include <QStringList>

namespace gatehouse::checks {

//! A place where a module is read.
struct ModuleUse
{
    QByteArrayView name; //!< Empty when it is computed.
    int line = 1;
};

//! The last tokens of a source, the newest at the end.
class JsWindow final
{
public:
    static constexpr int Size = 4;
    void push(const JsToken &token);
    //! 0 is the newest.
    const JsToken &back(int steps = 0) const { return m_tokens[Size - 1 - steps]; }
    //! require('x'), import 'x', import('x') and … from 'x', once the text or the first token of
    //! another argument stands at the end.
    bool readsModule(ModuleUse &use) const;

private:
    JsToken m_tokens[Size];
};

//! Every module that \a source names, in order of first use.
QStringList moduleNames(QByteArrayView source);

} // namespace gatehouse::checks
