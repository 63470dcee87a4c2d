// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/reasontemplates.h"

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::services {

namespace {

//! Beginnings: what is particular about this plugin is for the person to add.
QList<ReasonTemplate> shippedReasons()
{
    using enum Outcome;
    return {
        {Approve, u"As asked"_s, u"It does what the request says, and nothing else that I found."_s},
        {Approve, u"Fixes a vulnerability"_s, u"It fixes a known vulnerability, and nothing else moved."_s},
        {Approve, u"Routine"_s, u"A routine update: no new permission, dependency or install script."_s},
        {Reject, u"Licence"_s, u"Its licence is not one that we may use: "_s},
        {Reject, u"Not maintained"_s, u"Nobody maintains it any more. Look for a successor."_s},
        {Reject, u"Install script"_s, u"It runs an install script that we cannot vouch for: "_s},
        {Reject, u"There is one already"_s, u"Another plugin does this already: "_s},
        {RequestChanges, u"Rollback plan"_s, u"Say which version is installed again when this goes wrong, and who does it."_s},
        {RequestChanges, u"Tests"_s, u"Show that it ran in staging, with the date and what was tried."_s},
        {RequestChanges, u"Newer version"_s, u"Ask for a newer version instead; it fixes: "_s},
        {RequestChanges, u"Narrower permissions"_s, u"Ask for less: these permissions are not needed for what it does: "_s},
        {Abstain, u"Conflict of interest"_s, u"I work with the people who ask for it."_s},
    };
}

} // namespace

QList<ReasonTemplate> reasonTemplates(const WorkflowDocument &document)
{
    return document.reasons ? *document.reasons : shippedReasons();
}

} // namespace gatehouse::services
