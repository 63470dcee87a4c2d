// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandboxpersonas.h"

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

QList<SandboxPersona> sandboxPersonas()
{
    return {
        {u"security"_s, u"Security reviewer"_s},
        {u"security2"_s, u"Security deputy"_s},
        {u"compliance"_s, u"Compliance reviewer"_s},
        {u"technical"_s, u"Technical reviewer"_s},
        {u"technical2"_s, u"Technical deputy"_s},
        {u"business"_s, u"Business reviewer"_s},
        {u"requester"_s, u"Delivery Tooling lead"_s},
        {u"config"_s, u"Config editor"_s},
        {u"ops"_s, u"Operations"_s},
        {u"admin"_s, u"Platform admin"_s},
        {u"auditor"_s, u"Auditor"_s},
        {u"viewer"_s, u"Viewer"_s},
    };
}

} // namespace gatehouse
