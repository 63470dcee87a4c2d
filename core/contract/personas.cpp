// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/contract/personas.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

QString Persona::email() const
{
    return key + u"@sandbox.invalid"_s;
}

const QList<Persona> &sandboxPersonas()
{
    using enum Role;
    static const QList<Persona> personas {
        {u"viewer"_s, u"Viewer"_s, u"Reads everything, changes nothing."_s, {Viewer}},
        {u"ops"_s, u"Operations"_s, u"Watches dashboards and may disable a plugin."_s, {Viewer, Ops}},
        {u"requester"_s, u"Delivery Tooling lead"_s, u"Asks for plugins and owns some of them."_s,
            {Viewer, Requester}, {u"delivery-tooling"_s}},
        {u"security"_s, u"Security reviewer"_s, u"Decides security stages."_s,
            {Viewer, ReviewerSecurity}, {u"platform-security"_s}},
        {u"security2"_s, u"Security deputy"_s, u"Decides security stages, too."_s,
            {Viewer, ReviewerSecurity}},
        {u"compliance"_s, u"Compliance reviewer"_s, u"Decides compliance and final stages."_s,
            {Viewer, ReviewerCompliance}},
        {u"technical"_s, u"Technical reviewer"_s, u"Decides technical stages."_s,
            {Viewer, ReviewerTechnical}, {u"delivery-tooling"_s}},
        {u"technical2"_s, u"Technical deputy"_s, u"Decides technical stages, too."_s,
            {Viewer, ReviewerTechnical}, {u"observability"_s}},
        {u"business"_s, u"Business reviewer"_s, u"Decides business and final stages."_s,
            {Viewer, ReviewerBusiness}},
        {u"config"_s, u"Config editor"_s, u"Edits and deploys configuration."_s,
            {Viewer, ConfigEditor}},
        {u"lead"_s, u"Platform lead"_s, u"Decides security stages and edits configuration."_s,
            {Viewer, ReviewerSecurity, ConfigEditor}},
        {u"admin"_s, u"Platform admin"_s, u"Installs, rolls back and sets policy; never decides."_s,
            {Viewer, PlatformAdmin}},
        {u"auditor"_s, u"Auditor"_s, u"Reads the audit log and verifies it."_s, {Viewer, Auditor}},
    };
    return personas;
}

const Persona *sandboxPersona(const QString &key)
{
    const QList<Persona> &all = sandboxPersonas();
    const auto it = std::find_if(
        all.begin(), all.end(), [&key](const Persona &persona) { return persona.key == key; });
    return it == all.end() ? nullptr : &*it;
}

} // namespace gatehouse
