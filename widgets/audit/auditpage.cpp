// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/audit/auditpage.h"

#include "core/base/async.h"
#include "core/base/files.h"
#include "widgets/audit/auditdelegate.h"
#include "widgets/audit/auditdetail.h"
#include "widgets/common/actionregistry.h"
#include "widgets/common/controls/button.h"
#include "widgets/common/controls/searchfield.h"
#include "widgets/common/controls/splitter.h"
#include "widgets/common/csv.h"
#include "widgets/common/display/digestlabel.h"
#include "widgets/common/rowstep.h"
#include "widgets/common/states/ageband.h"
#include "widgets/common/states/states.h"
#include "widgets/common/textstyle.h"
#include "widgets/common/timetext.h"
#include "widgets/common/uistate.h"

#include <QFileDialog>
#include <QHeaderView>
#include <QScrollBar>
#include <QStackedLayout>
#include <QTreeView>
#include <QVBoxLayout>
#include <QtConcurrentRun>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

constexpr int typingPauseMs = 250;
constexpr int newsPauseMs = 1000;

} // namespace

AuditPage::AuditPage(AuditService &service, ActionRegistry &actions, DraftKeeper &drafts, UiState &state, Freshness &freshness, QWidget *parent)
    : PageWidget(parent)
    , m_service(service)
    , m_model(service)
    , m_headed(&m_model, {tr("When"), tr("Who"), tr("What"), tr("Object"), tr("Outcome"), tr("Reason")})
    , m_filterDraft(drafts)
    , m_filter(new SearchField)
    , m_export(new Button(IconName::Download, tr("Export what is shown"), ButtonVariant::Outline))
    , m_chain(new MessageBar(Tone::Info, IconName::Link))
    , m_age(new AgeBand(freshness, this))
    , m_error(new InlineError)
    , m_table(new QTreeView)
    , m_loading(new LoadingRows(tr("Reading the audit log…")))
    , m_empty(new EmptyState(tr("Nothing has happened yet.")))
    , m_stack(new QStackedLayout)
    , m_detail(new AuditDetail)
{
    setObjectName(u"auditPage"_s);
    setSurface(this, Surface::Pane);
    buildTable(state);
    auto *stack = new QWidget;
    stack->setLayout(m_stack);
    m_stack->addWidget(m_loading);
    m_stack->addWidget(m_table);
    m_stack->addWidget(m_empty);
    auto *splitter = new Splitter(Qt::Horizontal);
    splitter->setObjectName(u"auditSplitter"_s);
    splitter->addWidget(stack);
    splitter->addWidget(m_detail);
    splitter->setStretchFactor(0, 1);
    splitter->setSizes({920, 320});
    state.remember(splitter);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(buildBar());
    layout->addWidget(m_age);
    layout->addWidget(m_chain);
    layout->addWidget(m_error);
    layout->addWidget(splitter, 1);

    m_typing.setSingleShot(true);
    m_typing.setInterval(typingPauseMs);
    connect(&m_typing, &QTimer::timeout, this, &AuditPage::applyFilter);
    m_news.setSingleShot(true);
    m_news.setInterval(newsPauseMs);
    connect(&m_news, &QTimer::timeout, this, &AuditPage::readNews);
    connect(&m_model, &AuditTableModel::pageRead, this, &AuditPage::showState);
    connect(&m_model, &AuditTableModel::failed, this, [this](const Error &error) {
        m_error->setError(error);
        noteAge();
        Q_EMIT settledChanged();
    });
    connect(m_age, &AgeBand::readAgainRequested, this, &AuditPage::readAgain);
    follow(m_age);
    connect(m_error, &InlineError::retryRequested, this, &AuditPage::refresh);
    addActions(actions);
    m_filterDraft.add(m_filter);
    m_filterDraft.setPlace(filterPlace(u"audit"_s));
    m_model.refresh();
    verify();
    showState();
}

QWidget *AuditPage::buildBar()
{
    auto *bar = new QWidget;
    bar->setFixedHeight(scaled(metrics::toolbarHeight));
    m_filter->setObjectName(u"auditFilter"_s);
    m_filter->setAccessibleName(tr("Filter the audit log"));
    m_filter->setPlaceholderText(tr("Person, action, object or reason"));
    m_filter->setIconName(IconName::Filter);
    m_filter->setKeyCap(u"/"_s);
    m_filter->setMinimumWidth(scaled(360));
    m_export->setObjectName(u"auditExport"_s);
    auto *verifyAgain = m_chain->addAction(tr("Verify again"));
    verifyAgain->setObjectName(u"auditVerify"_s);
    connect(verifyAgain, &QAbstractButton::clicked, this, &AuditPage::verify);
    connect(m_export, &QAbstractButton::clicked, this, &AuditPage::exportShown);
    connect(m_filter, &QLineEdit::textChanged, &m_typing, qOverload<>(&QTimer::start));
    connect(m_filter, &SearchField::left, m_table, qOverload<>(&QWidget::setFocus));
    connect(m_filter, &SearchField::listWanted, m_table, qOverload<>(&QWidget::setFocus));
    auto *layout = new QHBoxLayout(bar);
    layout->setContentsMargins(metrics::spaceMd, 0, metrics::spaceMd, 0);
    layout->addWidget(m_filter);
    layout->addStretch(1);
    layout->addWidget(m_export);
    return bar;
}

void AuditPage::buildTable(UiState &state)
{
    m_table->setObjectName(u"auditTable"_s);
    m_table->setAccessibleName(tr("Audit log"));
    m_headed.setSpoken(&spokenAuditCell);
    m_table->setModel(&m_headed);
    m_table->setItemDelegate(new AuditDelegate(m_table));
    m_table->setRootIsDecorated(false);
    m_table->setUniformRowHeights(true);
    m_table->setAllColumnsShowFocus(true);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setMouseTracking(true);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->header()->setStretchLastSection(true);
    const int widths[] = {110, 160, 190, 250, 90};
    for (int column = 0; column < int(std::size(widths)); ++column)
        m_table->setColumnWidth(column, scaled(widths[column]));
    state.remember(m_table->header(), u"audit"_s);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentChanged, this, [this](const QModelIndex &index) {
        if (const AuditEvent *event = m_model.event(m_headed.mapToSource(index)))
            m_detail->setEvent(*event, index.siblingAtColumn(0).data(AuditTableModel::HoldsRole).toBool());
        else
            m_detail->clear();
    });
    connect(m_empty, &EmptyState::actionTriggered, m_filter, &QLineEdit::clear);
    keepPlace();
}

//! What is being read stays where it is when records come on top; at the top they are seen.
void AuditPage::keepPlace()
{
    auto anchor = std::make_shared<QPersistentModelIndex>();
    connect(&m_headed, &QAbstractItemModel::rowsAboutToBeInserted, this, [this, anchor](const QModelIndex &, int first) {
        const bool isRead = first == 0 && m_table->verticalScrollBar()->value() > 0;
        *anchor = isRead ? m_table->indexAt({0, 0}) : QModelIndex();
    });
    connect(&m_headed, &QAbstractItemModel::rowsInserted, this, [this, anchor] {
        if (anchor->isValid())
            m_table->scrollTo(*anchor, QAbstractItemView::PositionAtTop);
    });
}

void AuditPage::addActions(ActionRegistry &actions)
{
    const QString section = tr("Audit");
    const auto add = [&](const char *id, const QString &text, QList<QKeySequence> keys, bool inPalette, auto run, const QString &line = {}) {
        const QString full = u"audit."_s + QLatin1String(id);
        QAction *action = actions.action(full);
        if (!action)
            action = actions.add({full, text, section, u"audit"_s, std::move(keys), inPalette, line});
        connect(action, &QAction::triggered, this, run);
    };
    const auto step = [this](int by) {
        const int row = steppedRow(m_table->currentIndex().row(), by, m_model.rowCount());
        m_table->setCurrentIndex(m_headed.index(row, 0));
    };
    const QString steps = tr("Next, previous row");
    add("next", tr("Next row"), {Qt::Key_J}, false, [step] { step(1); }, steps);
    add("previous", tr("Previous row"), {Qt::Key_K}, false, [step] { step(-1); }, steps);
    add("filter", tr("Filter this list"), {Qt::Key_Slash}, false, [this] { m_filter->setFocus(Qt::ShortcutFocusReason); });
    add("verify", tr("Verify the chain again"), {}, true, [this] { verify(); });
    add("export", tr("Export what is shown…"), {}, true, [this] { exportShown(); });
}

QString AuditPage::summary() const
{
    return m_model.total() ? tr("%n records", nullptr, int(*m_model.total())) : QString();
}

void AuditPage::activate()
{
    if (!m_table->currentIndex().isValid() && m_model.rowCount() > 0)
        m_table->setCurrentIndex(m_headed.index(0, 0));
    m_table->setFocus();
}

void AuditPage::refresh()
{
    readAgain();
}

void AuditPage::readAgain()
{
    m_error->clear();
    m_model.readAgain();
    verify();
}

void AuditPage::noteNews()
{
    m_hasNews = true;
    if (isVisible() && !m_news.isActive())
        m_news.start();
}

void AuditPage::readNews()
{
    if (!isVisible() || !std::exchange(m_hasNews, false))
        return;
    m_model.readAgain();
}

void AuditPage::showEvent(QShowEvent *event)
{
    PageWidget::showEvent(event);
    if (m_hasNews)
        m_news.start();
}

bool AuditPage::isSettled() const
{
    return (m_model.asOf().isValid() || m_error->hasError()) && m_verified;
}

//! What is read on demand and not followed is as old as its reading.
void AuditPage::noteAge()
{
    m_age->setIncomplete(m_error->hasError() || m_isVerificationMissing);
    m_age->setShown({{}, AuditService::reads(), false, m_model.asOf()});
}

bool AuditPage::goUp()
{
    if (m_table->hasFocus())
        return false;
    m_table->setFocus();
    return true;
}

void AuditPage::applyFilter()
{
    AuditFilter filter = m_model.filter();
    filter.text = m_filter->text().trimmed();
    if (!(filter == m_model.filter()))
        m_model.setFilter(filter);
}

void AuditPage::verify()
{
    m_chain->setTone(Tone::Info, IconName::Loader);
    m_chain->setMessage(tr("Verifying the chain…"));
    deliver(m_service.verification(), this, [this](const Result<AuditVerification> &answer) {
        m_verified = true;
        m_isVerificationMissing = !answer;
        noteAge();
        if (answer) {
            showChain(*answer);
        } else {
            m_chain->setTone(Tone::Warn, IconName::TriangleAlert);
            m_chain->setMessage(tr("The chain could not be verified."), answer.error().message);
        }
        Q_EMIT settledChanged();
    });
}

void AuditPage::showChain(const AuditVerification &verification)
{
    const QString place = tr("%n records, head %1, %2", nullptr, int(verification.checked)).arg(shortDigest(verification.headHash), clockText(verification.asOf));
    if (verification.intact) {
        m_chain->setTone(Tone::Ok, IconName::CircleCheck);
        m_chain->setMessage(tr("Chain intact."), place);
    } else {
        m_chain->setTone(Tone::Bad, IconName::TriangleAlert);
        m_chain->setMessage(tr("The chain is broken at record %1.").arg(verification.firstBroken.value_or(0)), place);
    }
}

void AuditPage::showState()
{
    if (m_model.rowCount() > 0) {
        m_stack->setCurrentWidget(m_table);
        if (!m_table->currentIndex().isValid())
            m_table->setCurrentIndex(m_headed.index(0, 0));
    } else if (!m_model.asOf().isValid()) {
        m_stack->setCurrentWidget(m_loading);
    } else {
        const bool filtered = !m_filter->text().isEmpty();
        m_empty->setSentence(filtered ? tr("No record matches “%1”.").arg(m_filter->text()) : tr("Nothing has happened yet."));
        m_empty->setAction(filtered ? tr("Show all records") : QString());
        m_stack->setCurrentWidget(m_empty);
    }
    m_export->setBlockedReason(m_model.rowCount() > 0 ? QString() : tr("There is nothing to export"));
    noteAge();
    Q_EMIT crumbChanged();
    Q_EMIT settledChanged();
}

void AuditPage::exportShown()
{
    const QString path = QFileDialog::getSaveFileName(this, tr("Save the records"), u"audit.csv"_s, tr("Tables (*.csv)"));
    if (path.isEmpty())
        return;
    QStringList lines {u"sequence,at,actor,action,object,outcome,reason,environment,correlationId,prevHash,hash"_s};
    for (int row = 0; row < m_model.rowCount(); ++row) {
        const AuditEvent &event = *m_model.event(m_model.index(row, 0));
        QStringList fields {QString::number(event.sequence), toRfc3339(event.at), event.actor.name, event.action, event.object,
            event.outcome, event.reason, event.environment, event.correlationId, event.prevHash, event.hash};
        std::transform(fields.begin(), fields.end(), fields.begin(), csvField);
        lines.append(fields.join(u','));
    }
    deliver(QtConcurrent::run(writeFile, path, lines.join(u"\r\n"_s).toUtf8(), FileAccess::Default), this, [this](const Status &status) {
        if (!status)
            m_error->setError(status.error());
    });
}

} // namespace gatehouse
