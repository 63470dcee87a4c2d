// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/approvals/inboxcommands.h"

#include "core/base/clock.h"
#include "core/outbox/intent.h"
#include "widgets/approvals/changestab.h"
#include "widgets/approvals/readmarks.h"
#include "widgets/approvals/requestdetail.h"
#include "widgets/approvals/requestlistpane.h"
#include "widgets/approvals/stagecommands.h"
#include "widgets/common/actionregistry.h"
#include "widgets/outbox/outboxwords.h"

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

InboxCommands::InboxCommands(Parts parts, QObject *parent)
    : QObject(parent)
    , m_parts(std::move(parts))
{
    addListActions();
    addChangesActions();
    addDecisionActions();
    addStageActions();
    setRequest(nullptr);
}

bool InboxCommands::showsChanges() const
{
    return m_parts.detail.isVisible() && m_parts.detail.tab() == RequestDetail::Changes;
}

void InboxCommands::addListActions()
{
    const auto add = [this](const QString &id, const QString &text, const QList<QKeySequence> &keys, auto run, const QString &line = {}) {
        QAction *action = m_parts.actions.action(id);
        if (!action)
            action = m_parts.actions.add({id, text, tr("Inbox"), u"inbox"_s, keys, false, line});
        connect(action, &QAction::triggered, this, run);
    };
    // Files and their lines take these keys while they have the focus.
    const auto move = [this](int by) {
        if (showsChanges() && (m_parts.detail.changes()->hasInnerFocus() || m_parts.list.isHidden()))
            m_parts.detail.changes()->moveRow(by);
        else
            m_parts.list.move(by);
    };
    const QString steps = tr("Next, previous request or line");
    add(u"inbox.next"_s, tr("Next request, or next line"), {QKeySequence(Qt::Key_J)}, [move] { move(1); }, steps);
    add(u"inbox.previous"_s, tr("Previous request, or previous line"), {QKeySequence(Qt::Key_K)}, [move] { move(-1); }, steps);
    add(u"inbox.filter"_s, tr("Filter requests or files"), {QKeySequence(Qt::Key_Slash)}, [this] {
        if (showsChanges())
            m_parts.detail.changes()->focusFilter();
        else
            m_parts.list.focusFilter();
    });
    add(u"inbox.open"_s, tr("Open request"), {QKeySequence(Qt::Key_O)}, [this] { m_parts.detail.setFocus(); });
    add(u"inbox.up"_s, tr("Back to the list"), {QKeySequence(Qt::Key_U)}, [this] {
        if (m_parts.list.isHidden())
            Q_EMIT readingRequested(false);
        m_parts.list.focusList();
    });
    add(u"inbox.read"_s, tr("Mark read or unread"), {QKeySequence(Qt::SHIFT | Qt::Key_U)}, [this] {
        if (const ApprovalRequest *request = m_parts.list.current())
            m_parts.marks.toggle(*request);
    });
    const auto step = [this](int by) {
        if (m_parts.detail.tab() == RequestDetail::Changes)
            m_parts.detail.changes()->moveFile(by);
        else
            m_parts.list.move(by);
    };
    const QString anySteps = tr("Next, previous request or file");
    add(u"inbox.forward"_s, tr("Next request, or next file"), {QKeySequence(Qt::Key_BracketRight)}, [step] { step(1); }, anySteps);
    add(u"inbox.back"_s, tr("Previous request, or previous file"), {QKeySequence(Qt::Key_BracketLeft)}, [step] { step(-1); }, anySteps);
}

bool InboxCommands::tickFile()
{
    if (!showsChanges() || (!m_parts.detail.changes()->hasInnerFocus() && !m_parts.list.isHidden()))
        return false;
    m_parts.detail.changes()->toggleReviewed();
    return true;
}

//! Keys that act on the changes; elsewhere they do nothing.
void InboxCommands::addChangesActions()
{
    const auto add = [this](const QString &id, const QString &text, const QKeySequence &keys, auto run, const QString &line = {}, bool inPalette = true) {
        QAction *action = m_parts.actions.action(id);
        if (!action)
            action = m_parts.actions.add({id, text, tr("Changes"), u"inbox"_s, {keys}, inPalette, line});
        connect(action, &QAction::triggered, this, [this, run] {
            if (showsChanges())
                run(*m_parts.detail.changes());
        });
    };
    const QString changes = tr("Next, previous change");
    add(u"changes.next"_s, tr("Next change"), QKeySequence(Qt::Key_N), [](ChangesTab &tab) { tab.goToChange(1); }, changes, false);
    add(u"changes.previous"_s, tr("Previous change"), QKeySequence(Qt::Key_P), [](ChangesTab &tab) { tab.goToChange(-1); }, changes, false);
    const QString remarks = tr("Next, previous finding or comment");
    add(u"changes.nextRemark"_s, tr("Next finding or comment"), QKeySequence(Qt::SHIFT | Qt::Key_N), [](ChangesTab &tab) { tab.goToRemark(1); }, remarks, false);
    add(u"changes.previousRemark"_s, tr("Previous finding or comment"), QKeySequence(Qt::SHIFT | Qt::Key_P), [](ChangesTab &tab) { tab.goToRemark(-1); },
        remarks, false);
    const QString reviewed = tr("Reviewed; and on to the next");
    add(u"changes.reviewed"_s, tr("File reviewed"), QKeySequence(Qt::Key_R), [](ChangesTab &tab) { tab.toggleReviewed(); }, reviewed);
    add(u"changes.reviewedNext"_s, tr("File reviewed, next unreviewed"), QKeySequence(Qt::SHIFT | Qt::Key_M), [](ChangesTab &tab) { tab.reviewedAndNext(); },
        reviewed);
    add(u"changes.mode"_s, tr("Unified or side by side"), QKeySequence(Qt::Key_M), [](ChangesTab &tab) { tab.toggleMode(); });
    add(u"changes.whitespace"_s, tr("Hide or show whitespace"), QKeySequence(Qt::Key_W), [](ChangesTab &tab) { tab.toggleWhitespace(); });
    add(u"changes.wide"_s, tr("Wide, without the list"), QKeySequence(Qt::Key_V), [this](ChangesTab &) { Q_EMIT readingRequested(!m_parts.list.isHidden()); });
    const QString context = tr("More lines above, below");
    add(u"changes.above"_s, tr("More lines above"), QKeySequence(Qt::Key_Less), [](ChangesTab &tab) { tab.showContext(Unfold::Above); }, context, false);
    add(u"changes.below"_s, tr("More lines below"), QKeySequence(Qt::Key_Greater), [](ChangesTab &tab) { tab.showContext(Unfold::Below); }, context, false);
    add(u"changes.whole"_s, tr("Whole file"), QKeySequence(Qt::SHIFT | Qt::Key_X), [](ChangesTab &tab) { tab.showWholeFile(); });
    add(u"changes.find"_s, tr("Find in the files"), QKeySequence(Qt::CTRL | Qt::Key_F), [](ChangesTab &tab) { tab.find(); });
    add(u"changes.send"_s, tr("Send comments on lines"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Return), [this](ChangesTab &) { m_parts.detail.sendDrafts(); });
}

void InboxCommands::addDecisionActions()
{
    const auto add = [this](const QString &id, const QString &text, const QKeySequence &keys, auto run, const QString &line = {}) {
        QAction *action = m_parts.actions.action(id);
        if (!action)
            action = m_parts.actions.add({id, text, tr("Request"), u"inbox"_s, {keys}, true, line});
        connect(action, &QAction::triggered, this, run);
    };
    add(u"request.approve"_s, tr("Approve…"), QKeySequence(Qt::Key_A, Qt::Key_A), [this] { m_parts.detail.decide(Outcome::Approve); });
    add(u"request.reject"_s, tr("Reject…"), QKeySequence(Qt::Key_A, Qt::Key_R), [this] { m_parts.detail.decide(Outcome::Reject); });
    add(u"request.requestChanges"_s, tr("Request changes…"), QKeySequence(Qt::Key_A, Qt::Key_C),
        [this] { m_parts.detail.decide(Outcome::RequestChanges); });
    add(u"request.comment"_s, tr("Comment, on the line in changes"), QKeySequence(Qt::Key_C), [this] { m_parts.detail.comment(); });
    add(u"request.mustSolve"_s, tr("Comment that must be solved"), QKeySequence(Qt::ALT | Qt::Key_M), [this] { m_parts.detail.toggleMark(u"must_solve"_s); });
    add(u"request.ask"_s, tr("Ask the requester for information"), QKeySequence(Qt::ALT | Qt::Key_I), [this] { m_parts.detail.toggleMark(u"question"_s); });
    const QStringList tabs {tr("Show overview"), tr("Show changes"), tr("Show evidence"), tr("Show configuration keys"), tr("Show discussion"), tr("Show timeline")};
    for (int tab = 0; tab < RequestDetail::TabCount; ++tab) {
        add(u"request.tab%1"_s.arg(tab + 1), tabs.at(tab), QKeySequence(Qt::ALT | Qt::Key(Qt::Key_1 + tab)),
            [this, tab] { m_parts.detail.showTab(RequestDetail::Tab(tab)); }, tr("Show a tab"));
    }
}

void InboxCommands::addStageActions()
{
    const auto add = [this](const QString &id, const QString &text, const QList<QKeySequence> &keys, auto run) {
        QAction *action = m_parts.actions.action(id);
        if (!action)
            action = m_parts.actions.add({id, text, tr("Request"), u"inbox"_s, keys});
        connect(action, &QAction::triggered, this, run);
    };
    const auto does = [this](const QString &name) { return [this, name] { m_parts.detail.doStageAction(name); }; };
    add(u"request.claim"_s, tr("Claim, or give back"), {QKeySequence(Qt::SHIFT | Qt::Key_T)}, does(u"claim"_s));
    add(u"request.delegate"_s, tr("Hand over…"), {QKeySequence(Qt::Key_Q)}, does(u"delegate"_s));
    add(u"request.escalate"_s, tr("Escalate…"), {}, does(u"escalate"_s));
    add(u"request.afterReview"_s, tr("Look back at an emergency change…"), {}, does(u"after_review"_s));
    add(u"inbox.delegate"_s, tr("Hand over all your stages…"), {},
        [this] { m_parts.detail.stageCommands()->handOverAll(m_parts.clock.now()); });
}

void InboxCommands::setRequest(const ApprovalRequest *request)
{
    // Something can be said while a decision waits.
    const auto isWords = [](const QString &name) { return name == "comment"_L1 || name == "mark_must_solve"_L1 || name == "ask"_L1; };
    const auto block = [&](const QString &id, const QString &name) {
        QString why = request ? request->actions.whyNot(name) : tr("Choose a request first.");
        if (request && why.isEmpty() && !request->actions.allows(name))
            why = tr("The portal does not offer this now.");
        if (const Intent *intent = request && !isWords(name) ? m_parts.waiting(request->id) : nullptr)
            why = outboxwords::waits(*intent);
        m_parts.actions.setBlocked(id, why);
    };
    block(u"request.approve"_s, u"approve"_s);
    block(u"request.reject"_s, u"reject"_s);
    block(u"request.requestChanges"_s, u"request_changes"_s);
    block(u"request.comment"_s, u"comment"_s);
    block(u"request.mustSolve"_s, u"mark_must_solve"_s);
    block(u"request.ask"_s, u"ask"_s);
    block(u"request.delegate"_s, u"delegate"_s);
    block(u"request.escalate"_s, u"escalate"_s);
    block(u"request.afterReview"_s, u"after_review"_s);
    block(u"request.claim"_s, request && request->actions.allows(u"unclaim"_s) ? u"unclaim"_s : u"claim"_s);
}

} // namespace gatehouse
