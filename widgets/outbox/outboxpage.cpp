// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/outbox/outboxpage.h"

#include "core/base/async.h"
#include "models/outbox/offlinespell.h"
#include "widgets/common/actionregistry.h"
#include "widgets/common/controls/button.h"
#include "widgets/common/controls/splitter.h"
#include "widgets/common/display/textlabel.h"
#include "widgets/common/overlay/dialog.h"
#include "widgets/common/overlay/overlayhost.h"
#include "widgets/common/states/states.h"
#include "widgets/common/states/undorow.h"
#include "widgets/common/uistate.h"
#include "widgets/drafts/draftlist.h"
#include "widgets/outbox/intentbar.h"
#include "widgets/outbox/outboxlistpane.h"
#include "widgets/outbox/outboxwords.h"
#include "widgets/outbox/sendpanel.h"

#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

constexpr int tickMs = 30000;
constexpr int listWidth = 451;
constexpr int detailWidth = 788;

//! The page where an object of a topic is at home.
QString pageOf(const Intent &intent)
{
    if (intent.topic == "configs"_L1)
        return u"config"_s;
    if (intent.topic == "plugins"_L1)
        return u"registry"_s;
    return intent.topic == "operations"_L1 ? u"operations"_s : u"inbox"_s;
}

} // namespace

OutboxPage::OutboxPage(Parts parts, QWidget *parent)
    : PageWidget(parent)
    , m_parts(std::move(parts))
    , m_model(m_parts.intents, m_parts.clock.now().toLocalTime().date())
    , m_splitter(new Splitter(Qt::Horizontal, this))
    , m_list(new OutboxListPane(m_model, m_parts.intents, m_parts.drafts, m_parts.clock))
    , m_detail(new IntentDetail(m_parts.sources))
    , m_draft(new DraftDetail(m_parts.drafts, m_parts.clock, m_parts.draftSources))
    , m_nothing(new EmptyState(tr("Choose an intent to see what it relied on.")))
    , m_error(new InlineError(this))
{
    setObjectName(u"outboxPage"_s);
    setAccessibleName(tr("Outbox"));
    setSurface(this, Surface::Pane);
    auto *right = new QWidget;
    setSurface(right, Surface::Pane);
    auto *stack = new QVBoxLayout(right);
    stack->setContentsMargins(0, 0, 0, 0);
    stack->setSpacing(0);
    stack->addWidget(m_nothing);
    stack->addWidget(m_detail, 1);
    stack->addWidget(m_draft, 1);
    stack->addStretch(0);
    m_splitter->setObjectName(u"outbox"_s);
    m_splitter->addWidget(m_list);
    m_splitter->addWidget(right);
    m_splitter->setStretchFactor(1, 1);
    // With larger text both sides need more, and the window has no more to give.
    m_splitter->setSizes({(listWidth + scaled(listWidth)) / 2, detailWidth});
    m_splitter->setChildrenCollapsible(false);
    m_list->setMinimumWidth(360);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_error);
    column->addWidget(m_splitter, 1);
    m_parts.state.remember(m_splitter);
    m_minute.setInterval(tickMs);
    m_minute.start();
    m_draft->hide();
    connectParts();
    connectDrafts();
    addActions();
    onTick();
}

void OutboxPage::connectParts()
{
    connect(m_list, &OutboxListPane::currentChanged, this, [this](const QString &id) {
        if (!id.isEmpty())
            m_list->drafts()->leave();
        showCurrent();
    });
    connect(m_list->removed(), &UndoRow::undoRequested, this, &OutboxPage::takeBack);
    connect(m_detail->bar(), &IntentBar::removeReceiptsRequested, this, &OutboxPage::removeReceipts);
    connect(m_list, &OutboxListPane::opened, this, &OutboxPage::openCurrent);
    connect(m_list, &OutboxListPane::inboxRequested, this, [this] { Q_EMIT navigationRequested(u"inbox"_s, {}); });
    connect(m_list->sendPanel(), &SendPanel::sendRequested, this, &OutboxPage::sendNow);
    connect(m_list->sendPanel(), &SendPanel::dismissed, this, &OutboxPage::dismissSend);
    connect(m_detail->bar(), &IntentBar::openRequested, this, &OutboxPage::openCurrent);
    connect(m_detail->bar(), &IntentBar::discardRequested, this, &OutboxPage::discardCurrent);
    connect(m_detail->bar(), &IntentBar::sendRequested, this, &OutboxPage::sendOrShow);
    connect(m_detail->bar(), &IntentBar::decisionRequested, this, [this](Outcome outcome) {
        if (const Intent *intent = m_list->current(); intent && m_parts.commands.decideAgain)
            m_parts.commands.decideAgain(*intent, outcome, m_detail->reason());
    });
    connect(&m_parts.intents, &RecordSignals::changed, this, [this](int row) {
        if (m_parts.intents.at(row).id == m_detail->intentId())
            showCurrent();
    });
    connect(&m_model, &StoreModel::rearranged, this, [this] {
        showCurrent();
        showSend();
        m_list->setSpell(m_parts.spell);
        Q_EMIT crumbChanged();
    });
    connect(&m_parts.spell, &OfflineSpell::changed, this, [this] { m_list->setSpell(m_parts.spell); });
    connect(&m_parts.connection, &ConnectionState::stateChanged, this, &OutboxPage::showSend);
    connect(&m_parts.connection, &ConnectionState::asOfChanged, this, &PageWidget::asOfChanged);
    connect(&m_minute, &QTimer::timeout, this, &OutboxPage::onTick);
}

void OutboxPage::connectDrafts()
{
    DraftList *drafts = m_list->drafts();
    connect(drafts, &DraftList::currentChanged, this, &OutboxPage::showDraft);
    connect(drafts, &DraftList::opened, this, &OutboxPage::openDraft);
    connect(drafts, &DraftList::countChanged, this, [this] {
        showCurrent();
        Q_EMIT crumbChanged();
    });
    connect(m_draft, &DraftDetail::openRequested, this, &OutboxPage::openDraft);
    connect(m_draft, &DraftDetail::discardRequested, drafts, &DraftList::discard);
    connect(m_draft, &DraftDetail::carried, this, [this](const QString &key) {
        if (!key.isEmpty())
            Q_EMIT navigationRequested(draftPage(key.section(u'/', 0, 0)), draftObject(key));
    });
}

QStringList OutboxPage::crumb() const
{
    return {tr("Outbox")};
}

QString OutboxPage::summary() const
{
    const int look = m_model.count(OutboxModel::NeedsAnotherLook);
    const int waiting = look + m_model.count(OutboxModel::ReadyToSend) + m_model.count(OutboxModel::Waiting);
    QStringList parts;
    if (waiting > 0)
        parts.append(tr("%n waiting", nullptr, waiting));
    if (look > 0)
        parts.append(look == 1 ? tr("1 needs another look") : tr("%1 need another look").arg(look));
    if (const int drafts = m_list->drafts()->count(); drafts > 0)
        parts.append(tr("%n drafts", nullptr, drafts));
    return parts.join(u", "_s);
}

void OutboxPage::activate()
{
    m_list->focusList();
    onTick();
}

void OutboxPage::openObject(const QString &id)
{
    m_list->select(IntentId(id));
}

bool OutboxPage::goUp()
{
    if (!m_list->sendPanel()->isVisible())
        return false;
    dismissSend();
    return true;
}

void OutboxPage::addActions()
{
    const auto add = [this](const QString &id, const QString &text, const QKeySequence &keys, bool inPalette, auto run) {
        QAction *action = m_parts.actions.action(id);
        if (!action)
            action = m_parts.actions.add({id, text, tr("Outbox"), u"outbox"_s, keys.isEmpty() ? QList<QKeySequence>() : QList<QKeySequence> {keys}, inPalette});
        connect(action, &QAction::triggered, this, run);
    };
    add(u"outbox.next"_s, tr("Next intent"), QKeySequence(Qt::Key_J), false, [this] { m_list->move(1); });
    add(u"outbox.previous"_s, tr("Previous intent"), QKeySequence(Qt::Key_K), false, [this] { m_list->move(-1); });
    add(u"outbox.open"_s, tr("Open what it is about"), QKeySequence(Qt::Key_O), true, [this] { openCurrent(); });
    add(u"outbox.discard"_s, tr("Discard intent…"), QKeySequence(Qt::Key_Delete), true, [this] { discardCurrent(); });
    add(u"outbox.removeReceipts"_s, tr("Remove receipts"), {}, true, [this] { removeReceipts(); });
    add(u"outbox.send"_s, tr("Send what is ready"), QKeySequence(Qt::CTRL | Qt::Key_Return), true, [this] { sendOrShow(); });
}

void OutboxPage::onTick()
{
    const QDateTime now = m_parts.clock.now();
    m_model.setToday(now.toLocalTime().date());
    m_list->setNow(now);
    m_list->setSpell(m_parts.spell);
    showCurrent();
    showSend();
}

void OutboxPage::showCurrent()
{
    const bool hasDraft = !m_list->drafts()->current().isEmpty();
    const Intent *intent = hasDraft ? nullptr : m_list->current();
    m_detail->setVisible(intent != nullptr);
    m_draft->setVisible(hasDraft);
    m_nothing->setVisible(!intent && !hasDraft && m_model.shownCount() + m_list->drafts()->count() > 0);
    m_parts.actions.setBlocked(u"outbox.removeReceipts"_s,
        m_model.count(OutboxModel::SentToday) + m_model.count(OutboxModel::SentEarlier) > 0 ? QString() : tr("There is no receipt."));
    if (hasDraft) {
        m_parts.actions.setBlocked(u"outbox.open"_s, {});
        m_parts.actions.setBlocked(u"outbox.discard"_s, {});
        return;
    }
    const QString none = intent ? QString() : tr("Choose an intent first.");
    m_parts.actions.setBlocked(u"outbox.open"_s, none);
    m_parts.actions.setBlocked(u"outbox.discard"_s, intent ? IntentBar::whyNotDiscarded(*intent) : none);
    if (intent)
        m_detail->setIntent(*intent, m_parts.clock.now());
}

bool OutboxPage::isOnline() const
{
    using State = ConnectionState::State;
    return m_parts.connection.state() == State::Live || m_parts.connection.state() == State::CatchingUp;
}

void OutboxPage::showSend()
{
    SendPanel *panel = m_list->sendPanel();
    const QList<IntentId> ids = m_model.ids(OutboxModel::ReadyToSend);
    const bool news = std::any_of(ids.begin(), ids.end(), [this](const IntentId &id) { return !m_dismissed.contains(id); });
    const bool asks = isOnline() && !ids.isEmpty() && news;
    m_parts.actions.setBlocked(u"outbox.send"_s,
        !isOnline() ? tr("Offline: nothing can be sent now.") : ids.isEmpty() ? tr("Nothing is ready to be sent.") : QString());
    if (asks && (panel->ready() != ids || panel->isHidden())) {
        const auto values = [this](const QList<IntentId> &wanted) {
            QList<Intent> list;
            for (const IntentId &id : wanted)
                list.append(*m_parts.intents.find(id.text()));
            return list;
        };
        const bool always = m_parts.commands.alwaysSends && m_parts.commands.alwaysSends();
        panel->setIntents(values(ids), values(m_model.ids(OutboxModel::NeedsAnotherLook) + m_model.ids(OutboxModel::Waiting)), !always);
    }
    panel->setVisible(asks);
}

void OutboxPage::sendOrShow()
{
    if (m_list->sendPanel()->isVisible()) {
        sendNow();
        return;
    }
    m_dismissed.clear();
    showSend();
    m_list->sendPanel()->setFocus(Qt::ShortcutFocusReason);
}

void OutboxPage::sendNow()
{
    SendPanel *panel = m_list->sendPanel();
    const QList<IntentId> ids = panel->ready();
    if (panel->isHidden() || ids.isEmpty())
        return;
    if (panel->wantsNoAsking() && m_parts.commands.setAlwaysSend)
        m_parts.commands.setAlwaysSend(true);
    dismissSend();
    m_parts.commands.send(ids);
}

void OutboxPage::dismissSend()
{
    const QList<IntentId> ids = m_model.ids(OutboxModel::ReadyToSend);
    m_dismissed = QSet<IntentId>(ids.begin(), ids.end());
    m_list->sendPanel()->hide();
    m_list->focusList();
}

void OutboxPage::showDraft(const QString &key)
{
    if (!key.isEmpty())
        m_draft->setDraft(key);
    showCurrent();
}

void OutboxPage::openDraft()
{
    const QString key = m_list->drafts()->current();
    if (!key.isEmpty())
        Q_EMIT navigationRequested(draftPage(key.section(u'/', 0, 0)), draftObject(key));
}

void OutboxPage::openCurrent()
{
    if (!m_list->drafts()->current().isEmpty()) {
        openDraft();
        return;
    }
    if (const Intent *intent = m_list->current(); intent && !intent->objectId.isEmpty())
        Q_EMIT navigationRequested(pageOf(*intent), intent->objectId);
}

void OutboxPage::discardCurrent()
{
    if (!m_list->drafts()->current().isEmpty()) {
        m_list->drafts()->discard();
        return;
    }
    const Intent *intent = m_list->current();
    if (!intent || !IntentBar::whyNotDiscarded(*intent).isEmpty())
        return;
    if (OutboxModel::groupOf(*intent, {}) >= OutboxModel::ClosedWithoutSending)
        remove({intent->id});
    else
        askToDiscard(*intent);
}

void OutboxPage::removeReceipts()
{
    remove(m_model.ids(OutboxModel::SentToday) + m_model.ids(OutboxModel::SentEarlier));
}

//! Without asking: they can be taken back.
void OutboxPage::remove(const QList<IntentId> &ids)
{
    QList<Intent> going;
    for (const IntentId &id : ids) {
        if (const Intent *intent = m_parts.intents.find(id.text()))
            going.append(*intent);
    }
    if (going.isEmpty())
        return;
    m_error->clear();
    deliver(m_parts.commands.forget(ids), this, [this, going](const Status &status) {
        if (!status) {
            m_error->setError(status.error());
            return;
        }
        m_removed = going;
        m_list->removed()->say(tr("%n removed from the list.", nullptr, int(going.size())));
    });
}

void OutboxPage::takeBack()
{
    m_list->removed()->say({});
    report(m_parts.commands.bringBack(std::exchange(m_removed, {})));
}

void OutboxPage::askToDiscard(const Intent &intent)
{
    auto *dialog = new Dialog(tr("Discard this intent?"));
    dialog->setObjectName(u"discardDialog"_s);
    auto *words = new TextLabel(tr("“%1” for %2 will not be sent. What you wrote stays in the list of closed ones until you remove it.")
                                    .arg(outboxwords::title(intent), outboxwords::shortName(intent)),
        TextStyle::Body, ColorRole::Muted);
    words->setWordWrap(true);
    dialog->bodyLayout()->addWidget(words);
    dialog->bodyLayout()->addStretch(1);
    auto *keep = dialog->addCancelButton();
    keep->setText(tr("Keep it"));
    auto *discard = dialog->addButton(new Button(tr("Discard"), ButtonVariant::Danger));
    discard->setObjectName(u"discardConfirm"_s);
    connect(discard, &QAbstractButton::clicked, dialog, &Dialog::accept);
    connect(dialog, &Dialog::accepted, this, [this, id = intent.id] { report(m_parts.commands.withdraw(id)); });
    connect(dialog, &Dialog::accepted, dialog, &QObject::deleteLater);
    connect(dialog, &Dialog::rejected, dialog, &QObject::deleteLater);
    dialog->openOn(m_parts.overlays);
}

void OutboxPage::report(const QFuture<Status> &done)
{
    m_error->clear();
    deliver(done, this, [this](const Status &status) {
        if (!status)
            m_error->setError(status.error());
    });
}

} // namespace gatehouse
