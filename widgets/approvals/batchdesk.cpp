// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/approvals/batchdesk.h"

#include "core/approvals/approvalservice.h"
#include "core/review/reviewservice.h"
#include "widgets/approvals/batchdialog.h"
#include "widgets/approvals/markedbar.h"
#include "widgets/approvals/requestdrafts.h"
#include "widgets/approvals/requestlistpane.h"
#include "widgets/common/actionregistry.h"
#include "widgets/common/drafts/draftnote.h"
#include "widgets/common/overlay/overlayhost.h"

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

BatchDesk::BatchDesk(Parts parts, QObject *parent)
    : QObject(parent)
    , m_parts(std::move(parts))
    , m_batch(m_parts.requests,
          {[&review = m_parts.review](const VersionId &id) { return review.evidence(id); },
              [&review = m_parts.review](const VersionId &id, Environment environment) { return review.policy(id, environment); },
              m_parts.isInOutbox, [&drafts = m_parts.drafts](const RequestId &id) { return requestdrafts::hasMustSolve(drafts, id); }})
{
    connect(&m_marks, &RequestMarks::changed, this, [this] { m_batch.setRequests(m_marks.ids()); });
    connect(&m_batch, &BatchModel::judged, this, &BatchDesk::updateActions);
    if (m_parts.held)
        connect(m_parts.held, &UndoSendBar::undone, this, &BatchDesk::onUndone);
}

void BatchDesk::attach(RequestListPane &list)
{
    auto *bar = new MarkedBar(m_batch, &list);
    list.addFooter(bar);
    connect(bar, &MarkedBar::approveRequested, this, &BatchDesk::open);
    connect(bar, &MarkedBar::clearRequested, &m_marks, &RequestMarks::clear);
    addActions(list);
    updateActions();
}

void BatchDesk::outboxChanged()
{
    m_batch.judgeAgain();
}

void BatchDesk::addActions(RequestListPane &list)
{
    const auto add = [this](const QString &id, const QString &text, const QKeySequence &keys, bool inPalette, auto run, const QString &line = {}) {
        QAction *action = m_parts.actions.action(id);
        if (!action)
            action = m_parts.actions.add({id, text, tr("Inbox"), u"inbox"_s, {keys}, inPalette, line});
        connect(action, &QAction::triggered, this, run);
    };
    const QString extending = tr("Mark on to the next, previous");
    add(u"inbox.mark"_s, tr("Mark for a batch, or a file reviewed"), QKeySequence(Qt::Key_X), false, [this, &list] {
        if (m_parts.tickFile && m_parts.tickFile())
            return;
        if (const ApprovalRequest *request = list.current())
            m_marks.toggle(request->id);
    });
    add(u"inbox.markNext"_s, tr("Mark on to the next"), QKeySequence(Qt::SHIFT | Qt::Key_J), false, [this, &list] { extend(list, 1); }, extending);
    add(u"inbox.markPrevious"_s, tr("Mark on to the previous"), QKeySequence(Qt::SHIFT | Qt::Key_K), false, [this, &list] { extend(list, -1); }, extending);
    add(u"inbox.markLowRisk"_s, tr("Mark all of low risk"), QKeySequence(Qt::Key_Asterisk), true, [this, &list] { markLowRisk(list); });
    add(u"inbox.clearMarks"_s, tr("Take all marks away"), QKeySequence(Qt::Key_Minus), true, [this] { m_marks.clear(); });
    add(u"inbox.approveMarked"_s, tr("Approve the marked…"), QKeySequence(Qt::Key_A, Qt::Key_B), true, [this] { open(); });
}

void BatchDesk::extend(RequestListPane &list, int step)
{
    QList<RequestId> ids;
    if (const ApprovalRequest *request = list.current())
        ids.append(request->id);
    list.move(step);
    if (const ApprovalRequest *request = list.current())
        ids.append(request->id);
    m_marks.add(ids);
}

//! Those that the list shows: what the filter hides was not meant.
void BatchDesk::markLowRisk(const RequestListPane &list)
{
    QList<RequestId> ids;
    const QList<const ApprovalRequest *> shown = list.shown(RequestListModel::YourTurn);
    for (const ApprovalRequest *request : shown) {
        if (request->risk == Risk::Low)
            ids.append(request->id);
    }
    m_marks.add(ids);
}

void BatchDesk::open()
{
    if (!m_parts.actions.blockedReason(u"inbox.approveMarked"_s).isEmpty())
        return;
    m_batch.judgeAgain();
    auto *dialog = new BatchDialog({m_parts.approvals, m_batch, m_parts.seen, m_parts.clock});
    keepDraft(*dialog, m_parts.drafts, {u"batch/approve"_s, tr("Approval of many requests"), {}});
    if (!m_reason.isEmpty())
        dialog->setReason(std::exchange(m_reason, {}));
    connect(dialog, &Dialog::accepted, &m_marks, &RequestMarks::clear);
    connect(dialog, &Dialog::accepted, dialog, &QObject::deleteLater);
    connect(dialog, &Dialog::rejected, dialog, &QObject::deleteLater);
    dialog->openOn(m_parts.overlays);
}

//! They are as before: marked, with the reason that was written.
void BatchDesk::onUndone(const QStringList &objects, const QString &reason)
{
    m_reason = reason;
    QList<RequestId> ids;
    for (const QString &object : objects)
        ids.append(RequestId(object));
    m_marks.add(ids);
}

void BatchDesk::updateActions()
{
    m_parts.actions.setBlocked(u"inbox.approveMarked"_s, m_batch.rowCount() > 0 ? QString() : tr("Mark requests first."));
}

} // namespace gatehouse
