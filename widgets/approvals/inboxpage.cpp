// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/approvals/inboxpage.h"

#include "core/approvals/approvalservice.h"
#include "core/sync/connectionstate.h"
#include "models/outbox/outboxmodel.h"
#include "widgets/approvals/changestab.h"
#include "widgets/approvals/readmarks.h"
#include "widgets/approvals/requestdetail.h"
#include "widgets/approvals/requestdrafts.h"
#include "widgets/approvals/requestlistpane.h"
#include "widgets/approvals/stagecommands.h"
#include "widgets/approvals/viewmenu.h"
#include "widgets/common/actionregistry.h"
#include "widgets/common/controls/splitter.h"
#include "widgets/common/states/ageband.h"
#include "widgets/common/states/states.h"
#include "widgets/common/textstyle.h"
#include "widgets/common/uistate.h"
#include "widgets/outbox/outboxwords.h"
#include "widgets/review/diffpane.h"

#include <QTreeView>
#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

constexpr int readAfterMs = 1200;
constexpr int tickMs = 30000;

QString placeKey()
{
    return u"inbox/request"_s;
}

} // namespace

InboxPage::InboxPage(const Parts &parts, QWidget *parent)
    : PageWidget(parent)
    , m_parts(parts)
    , m_model(parts.requests)
    , m_marks(new ReadMarks(parts.state, this))
    , m_seen(parts.state)
    , m_saved(parts.state)
    , m_batch({parts.requests, parts.approvals, parts.review, parts.drafts, parts.actions, parts.overlays, m_seen, parts.clock, parts.held,
          [this](const RequestId &id) { return waiting(id) != nullptr; }, [this] { return tickFile(); }})
    , m_splitter(new Splitter(Qt::Horizontal, this))
    , m_list(new RequestListPane(m_model, parts.requests, *m_marks, m_batch.marks(), parts.drafts))
    , m_detail(new RequestDetail({parts.requests, parts.approvals, parts.review, parts.drafts, parts.freshness, parts.overlays, parts.state, m_seen,
          parts.receipts, parts.saveBundle, parts.delegations, parts.highlighter}))
    , m_nothing(new EmptyState(QString(), this))
    , m_age(new AgeBand(parts.freshness, this))
{
    setObjectName(u"inboxPage"_s);
    setAccessibleName(tr("Inbox"));
    setSurface(this, Surface::Pane);
    m_splitter->setObjectName(u"inbox"_s);
    m_splitter->addWidget(m_list);
    auto *right = new QWidget;
    setSurface(right, Surface::Pane);
    auto *stack = new QVBoxLayout(right);
    stack->setContentsMargins(0, 0, 0, 0);
    stack->setSpacing(0);
    stack->addWidget(m_nothing);
    stack->addWidget(m_detail, 1);
    stack->addStretch(0);
    m_splitter->addWidget(right);
    m_splitter->setStretchFactor(1, 1);
    m_splitter->setSizes({scaled(metrics::inboxList), 4 * scaled(metrics::inboxList)});
    m_splitter->setChildrenCollapsible(false);
    m_list->setMinimumWidth(scaled(280));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_age);
    column->addWidget(m_splitter, 1);
    m_age->setShown({u"requests"_s});
    follow(m_age);
    follow(m_detail->ageBand());
    parts.state.remember(m_splitter);
    parts.state.remember(m_list->view());
    m_list->setSort(RequestListModel::Sort(std::clamp(parts.state.value(u"inbox/sort"_s, 0).toInt(), 0, 3)));
    makeViews();
    m_batch.attach(*m_list);
    m_detail->hide();
    m_read.setSingleShot(true);
    m_read.setInterval(readAfterMs);
    m_minute.setInterval(tickMs);
    m_minute.start();

    connect(m_list, &RequestListPane::currentChanged, this, &InboxPage::onCurrentChanged);
    connect(m_list, &RequestListPane::opened, m_detail, qOverload<>(&QWidget::setFocus));
    connect(m_list, &RequestListPane::sortChanged, this, [this] { m_parts.state.setValue(u"inbox/sort"_s, int(m_list->sortOrder())); });
    connect(m_list, &RequestListPane::settledChanged, this, &PageWidget::settledChanged);
    connect(m_detail, &RequestDetail::settledChanged, this, &PageWidget::settledChanged);
    connect(m_detail, &RequestDetail::requestRequested, this, &InboxPage::openObject);
    connect(m_detail, &RequestDetail::tabChanged, this, &InboxPage::showReading);
    connect(m_detail, &RequestDetail::stepRequested, m_list, &RequestListPane::move);
    connect(m_detail, &RequestDetail::leaveReadingRequested, this, [this] { setReading(false); });
    connect(m_detail, &RequestDetail::pluginRequested, this, [this](const QString &id) { Q_EMIT navigationRequested(u"registry"_s, id); });
    connect(m_detail, &RequestDetail::configurationRequested, this, [this](const QString &id) { Q_EMIT navigationRequested(u"config"_s, id); });
    connect(m_detail, &RequestDetail::dashboardRequested, this, [this](const QString &id) { Q_EMIT navigationRequested(u"dashboards"_s, id); });
    connect(&parts.requests, &RecordSignals::changed, this, [this](int row) {
        const ApprovalRequest *current = m_list->current();
        if (current && &m_parts.requests.at(row) == current)
            showCurrent();
    });
    connect(&m_model, &StoreModel::rearranged, this, [this] {
        goBackToPlace();
        if (!m_wanted.isEmpty())
            openObject(m_wanted);
        showCurrent();
        Q_EMIT crumbChanged();
    });
    connect(&parts.requests, &RecordSignals::refreshed, this, [this] {
        showCurrent();
        Q_EMIT crumbChanged();
    });
    connect(&parts.connection, &ConnectionState::stateChanged, this, &InboxPage::showConnection);
    connect(&m_minute, &QTimer::timeout, this, &InboxPage::onTick);
    connect(&m_read, &QTimer::timeout, this, [this] {
        if (const ApprovalRequest *request = m_list->current(); request && isVisible())
            m_marks->markRead(*request);
    });
    addActions();
    followOutbox();
    showConnection();
    onTick();
    m_place = parts.state.value(placeKey()).toString();
    goBackToPlace();
    showReading();
}

void InboxPage::followOutbox()
{
    connect(m_detail, &RequestDetail::outboxRequested, this, [this](const QString &id) { Q_EMIT navigationRequested(u"outbox"_s, id); });
    if (!m_parts.intents)
        return;
    m_list->setInOutbox([this](const RequestId &id) { return waiting(id) != nullptr; });
    const auto changed = [this] {
        m_list->noteOutbox();
        m_batch.outboxChanged();
        showCurrent();
    };
    connect(m_parts.intents, &RecordSignals::inserted, this, changed);
    connect(m_parts.intents, &RecordSignals::removed, this, changed);
    connect(m_parts.intents, &RecordSignals::changed, this, changed);
}

void InboxPage::makeViews()
{
    const auto foldedKey = u"inbox/folded"_s;
    QList<int> folded;
    const QVariantList kept = m_parts.state.value(foldedKey).toList();
    for (const QVariant &group : kept)
        folded += group.toInt();
    m_list->setFolded(folded);
    m_views = new ViewMenu({m_saved, m_parts.actions, m_parts.overlays, [this] { return viewNow(); }, [this](const RequestView &view) { showView(view); }},
        *m_list->views(), this);
    connect(m_list, &RequestListPane::foldedChanged, this, [this, foldedKey] {
        QVariantList groups;
        for (const int group : m_list->folded())
            groups += group;
        m_parts.state.setValue(foldedKey, groups);
        m_views->showCurrent();
    });
    connect(m_list, &RequestListPane::filterChanged, m_views, &ViewMenu::showCurrent);
    connect(m_list, &RequestListPane::sortChanged, m_views, &ViewMenu::showCurrent);
}

RequestView InboxPage::viewNow() const
{
    return {QString(), m_list->filter(), m_list->sortOrder(), m_list->folded(), false};
}

void InboxPage::showView(const RequestView &view)
{
    m_list->setFilter(view.filter);
    m_list->setSort(view.sort);
    m_list->setFolded(view.folded);
    m_parts.state.setValue(u"inbox/sort"_s, int(view.sort));
    m_views->showCurrent();
    m_list->focusList();
}

const Intent *InboxPage::waiting(const RequestId &id) const
{
    return m_parts.intents ? waitingDecision(*m_parts.intents, id.text()) : nullptr;
}

QStringList InboxPage::crumb() const
{
    const ApprovalRequest *request = m_list->isHidden() ? m_list->current() : nullptr;
    return request ? QStringList {tr("Inbox"), request->pluginName} : QStringList {tr("Inbox")};
}

QString InboxPage::summary() const
{
    if (!m_parts.requests.wasRead())
        return {};
    int mine = 0;
    int overdue = 0;
    for (int row = 0; row < m_parts.requests.count(); ++row) {
        const ApprovalRequest &request = m_parts.requests.at(row);
        if (request.queue != "your_turn"_L1)
            continue;
        ++mine;
        overdue += request.slaState == SlaState::Breached ? 1 : 0;
    }
    if (mine == 0)
        return tr("Nothing needs you. %n wait on others.", nullptr, m_model.unfilteredCount(RequestListModel::WaitingOnOthers));
    const QString needs = tr("%n need you", nullptr, mine);
    return overdue == 0 ? needs : tr("%1, %2 overdue").arg(needs).arg(overdue);
}

void InboxPage::activate()
{
    if (m_list->isHidden())
        m_detail->changes()->pane()->setFocus();
    else
        m_list->focusList();
    onTick();
}

QString InboxPage::screen() const
{
    return m_list->isHidden() ? u"changes"_s : QString();
}

bool InboxPage::showsChanges() const
{
    return m_detail->isVisible() && m_detail->tab() == RequestDetail::Changes;
}

void InboxPage::setReading(bool reading)
{
    m_parts.state.setValue(u"inbox/reading"_s, reading);
    showReading();
}

void InboxPage::showReading()
{
    const bool reading = m_parts.state.value(u"inbox/reading"_s, true).toBool() && m_detail->tab() == RequestDetail::Changes && m_list->current();
    if (reading == m_list->isHidden())
        return;
    const bool hadFocus = m_list->isAncestorOf(focusWidget());
    m_list->setVisible(!reading);
    m_detail->setReading(reading);
    if (reading && hadFocus)
        m_detail->changes()->pane()->setFocus();
    Q_EMIT crumbChanged();
}

void InboxPage::openObject(const QString &id)
{
    m_wanted.clear();
    const RequestId request(id.section(u'/', 0, 0));
    if (!m_parts.requests.find(request.text())) {
        m_wanted = id;
        m_parts.approvals.refresh(request);
        return;
    }
    m_list->select(request);
    const ApprovalRequest *current = m_list->current();
    if (!current || current->id != request)
        return;
    const QString part = id.section(u'/', 1, 1);
    if (part == "comment"_L1)
        m_detail->comment();
    if (part == "decision"_L1)
        openDecision(request, fromWire<Outcome>(id.section(u'/', 2)));
}

//! The dialog with what was written for it; nothing when that was sent or thrown away meanwhile.
void InboxPage::openDecision(const RequestId &id, Outcome outcome)
{
    if (!m_parts.drafts.find(requestdrafts::decisionKey(id, outcome)))
        return;
    // Once the page has taken its focus, which goes to the dialog then.
    QTimer::singleShot(0, this, [this, id, outcome] {
        const ApprovalRequest *current = m_list->current();
        if (current && current->id == id && !requestdrafts::isClosed(*current))
            m_detail->decide(outcome);
    });
}

void InboxPage::refresh()
{
    m_detail->reload();
}

bool InboxPage::goUp()
{
    if (m_detail->isVisible() && m_detail->tab() != RequestDetail::Overview) {
        m_detail->showTab(RequestDetail::Overview);
        return true;
    }
    return false;
}

bool InboxPage::isSettled() const
{
    return m_list->isSettled() && (!m_list->current() || m_detail->isSettled());
}

void InboxPage::addActions()
{
    addListActions();
    addChangesActions();
    addDecisionActions();
    addStageActions();
    updateActions(nullptr);
}

void InboxPage::addListActions()
{
    const auto add = [this](const QString &id, const QString &text, const QList<QKeySequence> &keys, auto run, const QString &line = {}) {
        QAction *action = m_parts.actions.action(id);
        if (!action)
            action = m_parts.actions.add({id, text, tr("Inbox"), u"inbox"_s, keys, false, line});
        connect(action, &QAction::triggered, this, run);
    };
    // Files and their lines take these keys while they have the focus.
    const auto move = [this](int by) {
        if (showsChanges() && (m_detail->changes()->hasInnerFocus() || m_list->isHidden()))
            m_detail->changes()->moveRow(by);
        else
            m_list->move(by);
    };
    const QString steps = tr("Next, previous request or line");
    add(u"inbox.next"_s, tr("Next request, or next line"), {QKeySequence(Qt::Key_J)}, [move] { move(1); }, steps);
    add(u"inbox.previous"_s, tr("Previous request, or previous line"), {QKeySequence(Qt::Key_K)}, [move] { move(-1); }, steps);
    add(u"inbox.filter"_s, tr("Filter requests or files"), {QKeySequence(Qt::Key_Slash)}, [this] {
        if (showsChanges())
            m_detail->changes()->focusFilter();
        else
            m_list->focusFilter();
    });
    add(u"inbox.open"_s, tr("Open request"), {QKeySequence(Qt::Key_O)}, [this] { m_detail->setFocus(); });
    add(u"inbox.up"_s, tr("Back to the list"), {QKeySequence(Qt::Key_U)}, [this] {
        if (m_list->isHidden())
            setReading(false);
        m_list->focusList();
    });
    add(u"inbox.read"_s, tr("Mark read or unread"), {QKeySequence(Qt::SHIFT | Qt::Key_U)}, [this] {
        if (const ApprovalRequest *request = m_list->current())
            m_marks->toggle(*request);
    });
    const auto step = [this](int by) {
        if (m_detail->tab() == RequestDetail::Changes)
            m_detail->changes()->moveFile(by);
        else
            m_list->move(by);
    };
    const QString anySteps = tr("Next, previous request or file");
    add(u"inbox.forward"_s, tr("Next request, or next file"), {QKeySequence(Qt::Key_BracketRight)}, [step] { step(1); }, anySteps);
    add(u"inbox.back"_s, tr("Previous request, or previous file"), {QKeySequence(Qt::Key_BracketLeft)}, [step] { step(-1); }, anySteps);
}

bool InboxPage::tickFile()
{
    if (!showsChanges() || (!m_detail->changes()->hasInnerFocus() && !m_list->isHidden()))
        return false;
    m_detail->changes()->toggleReviewed();
    return true;
}

//! Keys that act on the changes; elsewhere they do nothing.
void InboxPage::addChangesActions()
{
    const auto add = [this](const QString &id, const QString &text, const QKeySequence &keys, auto run, const QString &line = {}, bool inPalette = true) {
        QAction *action = m_parts.actions.action(id);
        if (!action)
            action = m_parts.actions.add({id, text, tr("Changes"), u"inbox"_s, {keys}, inPalette, line});
        connect(action, &QAction::triggered, this, [this, run] {
            if (showsChanges())
                run(*m_detail->changes());
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
    add(u"changes.wide"_s, tr("Wide, without the list"), QKeySequence(Qt::Key_V), [this](ChangesTab &) { setReading(!m_list->isHidden()); });
    const QString context = tr("More lines above, below");
    add(u"changes.above"_s, tr("More lines above"), QKeySequence(Qt::Key_Less), [](ChangesTab &tab) { tab.showContext(Unfold::Above); }, context, false);
    add(u"changes.below"_s, tr("More lines below"), QKeySequence(Qt::Key_Greater), [](ChangesTab &tab) { tab.showContext(Unfold::Below); }, context, false);
    add(u"changes.whole"_s, tr("Whole file"), QKeySequence(Qt::SHIFT | Qt::Key_X), [](ChangesTab &tab) { tab.showWholeFile(); });
    add(u"changes.find"_s, tr("Find in the files"), QKeySequence(Qt::CTRL | Qt::Key_F), [](ChangesTab &tab) { tab.find(); });
    add(u"changes.send"_s, tr("Send comments on lines"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Return), [this](ChangesTab &) { m_detail->sendDrafts(); });
}

void InboxPage::addDecisionActions()
{
    const auto add = [this](const QString &id, const QString &text, const QKeySequence &keys, auto run, const QString &line = {}) {
        QAction *action = m_parts.actions.action(id);
        if (!action)
            action = m_parts.actions.add({id, text, tr("Request"), u"inbox"_s, {keys}, true, line});
        connect(action, &QAction::triggered, this, run);
    };
    add(u"request.approve"_s, tr("Approve…"), QKeySequence(Qt::Key_A, Qt::Key_A), [this] { m_detail->decide(Outcome::Approve); });
    add(u"request.reject"_s, tr("Reject…"), QKeySequence(Qt::Key_A, Qt::Key_R), [this] { m_detail->decide(Outcome::Reject); });
    add(u"request.requestChanges"_s, tr("Request changes…"), QKeySequence(Qt::Key_A, Qt::Key_C),
        [this] { m_detail->decide(Outcome::RequestChanges); });
    add(u"request.comment"_s, tr("Comment, on the line in changes"), QKeySequence(Qt::Key_C), [this] { m_detail->comment(); });
    add(u"request.mustSolve"_s, tr("Comment that must be solved"), QKeySequence(Qt::ALT | Qt::Key_M), [this] { m_detail->toggleMark(u"must_solve"_s); });
    add(u"request.ask"_s, tr("Ask the requester for information"), QKeySequence(Qt::ALT | Qt::Key_I), [this] { m_detail->toggleMark(u"question"_s); });
    const QStringList tabs {tr("Show overview"), tr("Show changes"), tr("Show evidence"), tr("Show configuration keys"), tr("Show discussion"), tr("Show timeline")};
    for (int tab = 0; tab < RequestDetail::TabCount; ++tab) {
        add(u"request.tab%1"_s.arg(tab + 1), tabs.at(tab), QKeySequence(Qt::ALT | Qt::Key(Qt::Key_1 + tab)),
            [this, tab] { m_detail->showTab(RequestDetail::Tab(tab)); }, tr("Show a tab"));
    }
}

void InboxPage::addStageActions()
{
    const auto add = [this](const QString &id, const QString &text, const QList<QKeySequence> &keys, auto run) {
        QAction *action = m_parts.actions.action(id);
        if (!action)
            action = m_parts.actions.add({id, text, tr("Request"), u"inbox"_s, keys});
        connect(action, &QAction::triggered, this, run);
    };
    const auto does = [this](const QString &name) { return [this, name] { m_detail->doStageAction(name); }; };
    add(u"request.claim"_s, tr("Claim, or give back"), {QKeySequence(Qt::SHIFT | Qt::Key_T)}, does(u"claim"_s));
    add(u"request.delegate"_s, tr("Hand over…"), {QKeySequence(Qt::Key_Q)}, does(u"delegate"_s));
    add(u"request.escalate"_s, tr("Escalate…"), {}, does(u"escalate"_s));
    add(u"request.afterReview"_s, tr("Look back at an emergency change…"), {}, does(u"after_review"_s));
    add(u"inbox.delegate"_s, tr("Hand over all your stages…"), {},
        [this] { m_detail->stageCommands()->handOverAll(m_parts.clock.now()); });
}

void InboxPage::onCurrentChanged(const QString &requestId)
{
    if (m_list->isChosen())
        m_parts.state.setValue(placeKey(), requestId);
    showCurrent();
    showReading();
    m_read.start();
}

void InboxPage::goBackToPlace()
{
    if (m_place.isEmpty() || m_list->isChosen()) {
        m_place.clear();
        return;
    }
    const RequestId place(m_place);
    if (!m_model.indexOf(place).isValid())
        return;
    m_place.clear();
    m_list->select(place);
}

void InboxPage::showCurrent()
{
    const ApprovalRequest *request = m_list->current();
    m_detail->setVisible(request != nullptr);
    m_nothing->setVisible(!request && m_parts.requests.wasRead());
    m_nothing->setSentence(m_model.shownCount() > 0 ? tr("Choose a request.") : summary());
    updateActions(request);
    if (!request)
        return;
    m_detail->setRequest(*request, m_parts.clock.now(), waiting(request->id));
    const auto [place, count] = m_list->place();
    m_detail->setPlace(place, count);
}

void InboxPage::showConnection()
{
    using State = ConnectionState::State;
    const State state = m_parts.connection.state();
    // Without an Outbox nothing is kept, and the buttons may not say so.
    m_detail->setOffline(m_parts.intents && (state == State::Offline || state == State::SignedOut));
}

void InboxPage::onTick()
{
    m_list->setNow(m_parts.clock.now());
    showCurrent();
}

void InboxPage::updateActions(const ApprovalRequest *request)
{
    // Something can be said while a decision waits.
    const auto isWords = [](const QString &name) { return name == "comment"_L1 || name == "mark_must_solve"_L1 || name == "ask"_L1; };
    const auto block = [&](const QString &id, const QString &name) {
        QString why = request ? request->actions.whyNot(name) : tr("Choose a request first.");
        if (request && why.isEmpty() && !request->actions.allows(name))
            why = tr("The portal does not offer this now.");
        if (const Intent *intent = request && !isWords(name) ? waiting(request->id) : nullptr)
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
