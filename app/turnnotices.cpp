// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/turnnotices.h"

#include "widgets/approvals/requestwords.h"
#include "widgets/common/paint/rowpainter.h"
#include "widgets/common/uistate.h"
#include "widgets/common/vocabulary.h"
#include "widgets/settings/noticescard.h"
#include "widgets/shell/mainwindow.h"

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

TurnNotices::TurnNotices(Parts parts, QObject *parent)
    : QObject(parent)
    , m_parts(std::move(parts))
    , m_watch(m_parts.requests)
{
    connect(&m_watch, &TurnWatch::becameMine, this, &TurnNotices::onBecameMine);
    connect(m_parts.desktop.get(), &DesktopNotices::clicked, this, &TurnNotices::open);
}

void TurnNotices::onBecameMine(const QList<RequestId> &ids)
{
    const MainWindow &window = m_parts.window;
    const bool isInFront = window.isVisible() && !window.isMinimized() && window.isActiveWindow();
    if (isInFront || !NoticesCard::isOn(m_parts.state))
        return;
    m_last = ids.size() == 1 ? ids.first() : RequestId();
    if (m_last.isEmpty()) {
        m_parts.desktop->tell(tr("%n requests need you", nullptr, int(ids.size())), tr("They are in your Inbox now."));
        return;
    }
    const ApprovalRequest &request = *m_parts.requests.find(m_last.text());
    //: What became the person's turn: "plugin-tekton 3.26.0 → 3.27.0 needs you".
    m_parts.desktop->tell(tr("%1 %2 needs you").arg(splitPackageName(request.pluginName).name, requestwords::versionPair(request)),
        //: Type, environment and risk: "Update for production, high risk".
        tr("%1 for %2, %3 risk").arg(term(request.type).word, environmentName(request.environment), term(request.risk).word.toLower()));
}

void TurnNotices::open()
{
    MainWindow &window = m_parts.window;
    if (window.isMinimized())
        window.showNormal();
    window.show();
    window.raise();
    window.activateWindow();
    window.openPage(u"inbox"_s, m_last.text());
}

} // namespace gatehouse
