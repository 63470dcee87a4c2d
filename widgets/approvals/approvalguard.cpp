// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/approvals/approvalguard.h"

#include "core/drafts/draftkeeper.h"
#include "widgets/approvals/requestdrafts.h"
#include "widgets/common/controls/button.h"

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

ApprovalGuard::ApprovalGuard(DraftKeeper &drafts, QWidget *parent)
    : QObject(parent)
    , m_drafts(drafts)
    , m_moved(new MessageBar(Tone::Info, IconName::Refresh, parent))
{
    m_moved->hide();
    connect(m_moved->addAction(tr("Look at evidence")), &Button::clicked, this, &ApprovalGuard::lookRequested);
    connect(&m_drafts, &DraftKeeper::restored, this, &ApprovalGuard::compare);
    connect(&m_drafts, &DraftKeeper::changed, this, [this](const QString &key) {
        if (key.section(u'/', 1, 1) == m_request.text())
            compare();
    });
}

void ApprovalGuard::setRequest(const ApprovalRequest &request)
{
    m_revision = request.evidenceRevision;
    if (std::exchange(m_request, request.id) != request.id) {
        m_seen = m_revision;
        m_moved->hide();
    } else if (m_revision != m_seen && !m_moved->isVisible()) {
        m_moved->setMessage(tr("Evidence is now revision %1.").arg(m_revision),
            tr("You looked at revision %1. Look again before you approve.").arg(m_seen));
        m_moved->show();
    }
    m_held = heldBack();
}

void ApprovalGuard::noteLooked()
{
    m_seen = m_revision;
    m_moved->hide();
    m_held = heldBack();
}

void ApprovalGuard::compare()
{
    const QString held = heldBack();
    if (!m_request.isEmpty() && std::exchange(m_held, held) != held)
        Q_EMIT changed();
}

QString ApprovalGuard::heldBack() const
{
    if (!m_moved->isHidden())
        return tr("The evidence moved: look at it first.");
    return requestdrafts::hasMustSolve(m_drafts, m_request) ? tr("Blocked by your draft: send what must be solved, or discard it.") : QString();
}

} // namespace gatehouse
