// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/approvals/inboxpage.h"

#include "core/approvals/approvalservice.h"
#include "core/sync/connectionstate.h"
#include "models/outbox/outboxmodel.h"
#include "widgets/approvals/changestab.h"
#include "widgets/approvals/inboxcommands.h"
#include "widgets/approvals/listarrangement.h"
#include "widgets/approvals/readmarks.h"
#include "widgets/approvals/requestdetail.h"
#include "widgets/approvals/requestdrafts.h"
#include "widgets/approvals/requestlistpane.h"
#include "widgets/common/controls/splitter.h"
#include "widgets/common/states/ageband.h"
#include "widgets/common/states/states.h"
#include "widgets/common/textstyle.h"
#include "widgets/common/uistate.h"
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
    , m_batch({parts.requests, parts.approvals, parts.review, parts.drafts, parts.actions, parts.overlays, m_seen, parts.clock, parts.held,
          [this](const RequestId &id) { return waiting(id) != nullptr; }, [this] { return m_commands->tickFile(); }})
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
    new ListArrangement({*m_list, parts.actions, parts.overlays, parts.state}, this);
    m_batch.attach(*m_list);
    m_detail->hide();
    m_read.setSingleShot(true);
    m_read.setInterval(readAfterMs);
    m_minute.setInterval(tickMs);
    m_minute.start();

    connect(m_list, &RequestListPane::currentChanged, this, &InboxPage::onCurrentChanged);
    connect(m_list, &RequestListPane::opened, m_detail, qOverload<>(&QWidget::setFocus));
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
    m_commands = new InboxCommands({parts.actions, *m_list, *m_detail, *m_marks, parts.clock, [this](const RequestId &id) { return waiting(id); }}, this);
    connect(m_commands, &InboxCommands::readingRequested, this, &InboxPage::setReading);
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
    m_commands->setRequest(request);
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

} // namespace gatehouse
