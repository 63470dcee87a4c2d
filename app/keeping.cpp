// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/keeping.h"

#include "app/workspace.h"
#include "widgets/common/uistate.h"

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {
const QString alwaysSendKey = u"outbox/alwaysSend"_s;
const QString keepRuleKey = u"kept/rule"_s;
}

void restoreKeeping(Workspace &workspace, const UiState &state)
{
    workspace.outbox.setAlwaysSend(state.value(alwaysSendKey, false).toBool());
    const auto rule = fromJson<KeepRule>(QJsonObject::fromVariantMap(state.value(keepRuleKey).toMap()));
    if (rule)
        workspace.answers.setRule(*rule);
}

void keepRule(Workspace &workspace, UiState &state, const KeepRule &rule)
{
    workspace.answers.setRule(rule);
    state.setValue(keepRuleKey, toJson(rule).toVariantMap());
}

void keepAlwaysSend(Workspace &workspace, UiState &state, bool on)
{
    workspace.outbox.setAlwaysSend(on);
    state.setValue(alwaysSendKey, on);
}

} // namespace gatehouse
