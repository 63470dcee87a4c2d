// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/operations/operationspage.h"

#include "widgets/common/actionregistry.h"
#include "widgets/common/controls/button.h"
#include "widgets/common/controls/searchfield.h"
#include "widgets/common/controls/segmentedcontrol.h"
#include "widgets/common/controls/splitter.h"
#include "widgets/common/display/textlabel.h"
#include "widgets/common/overlay/dialog.h"
#include "widgets/common/overlay/overlayhost.h"
#include "widgets/common/rowstep.h"
#include "widgets/common/states/ageband.h"
#include "widgets/common/states/states.h"
#include "widgets/common/uistate.h"
#include "widgets/operations/operationdelegate.h"
#include "widgets/operations/operationdetail.h"

#include <QListView>
#include <QStackedLayout>
#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

OperationsPage::OperationsPage(const OperationStore &store, OperationService &service, ActionRegistry &actions, UiState &state,
    OverlayHost &overlays, Freshness &freshness, QWidget *parent)
    : PageWidget(parent)
    , m_store(store)
    , m_overlays(overlays)
    , m_actions(actions)
    , m_model(store)
    , m_age(new AgeBand(freshness, this))
    , m_filter(new SearchField)
    , m_show(new SegmentedControl(SegmentedControl::Look::Filled))
    , m_list(new QListView)
    , m_loading(new LoadingRows(tr("Reading operations…")))
    , m_empty(new EmptyState(tr("Nothing has run yet. Imports, installations and deployments appear here.")))
    , m_listStack(new QStackedLayout)
    , m_detail(new OperationDetail(service, store, freshness))
    , m_detailStack(new QStackedLayout)
{
    setObjectName(u"operationsPage"_s);
    auto *splitter = new Splitter(Qt::Horizontal);
    splitter->setObjectName(u"operationsSplitter"_s);
    splitter->addWidget(buildList());
    auto *right = new QWidget;
    setSurface(right, Surface::Pane);
    right->setLayout(m_detailStack);
    auto *nothing = new EmptyState(tr("Choose an operation to see its phases and its log."));
    m_detailStack->addWidget(nothing);
    m_detailStack->addWidget(m_detail);
    splitter->addWidget(right);
    splitter->setStretchFactor(1, 1);
    splitter->setSizes({420, 900});
    state.remember(splitter);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_age);
    layout->addWidget(splitter, 1);
    m_age->setShown({u"operations"_s});
    follow(m_age);
    follow(m_detail->ageBand());

    connect(&m_model, &StoreModel::rearranged, this, &OperationsPage::showState);
    connect(&store, &RecordSignals::refreshed, this, &OperationsPage::showState);
    connect(&m_model, &QAbstractItemModel::rowsInserted, this, &OperationsPage::showState);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, [this](const QModelIndex &index) {
        const Operation *operation = m_model.operation(index);
        m_detail->setOperation(operation ? operation->id : OperationId());
        m_detailStack->setCurrentIndex(operation ? 1 : 0);
    });
    connect(m_detail->cancelButton(), &QAbstractButton::clicked, this, &OperationsPage::askToCancel);
    addActions(actions);
    showState();
}

QWidget *OperationsPage::buildList()
{
    auto *side = new QWidget;
    setSurface(side, Surface::Sunken);
    m_filter->setObjectName(u"operationsFilter"_s);
    m_filter->setAccessibleName(tr("Filter operations"));
    m_filter->setPlaceholderText(tr("Filter operations"));
    m_filter->setIconName(IconName::Filter);
    m_filter->setKeyCap(u"/"_s);
    m_show->setObjectName(u"operationsShow"_s);
    m_show->setAccessibleName(tr("Which operations"));
    m_show->addSegment(tr("All"));
    m_show->addSegment(tr("Running"));
    m_show->addSegment(tr("Failed"));
    m_show->setCurrentIndex(0);
    auto *top = new QHBoxLayout;
    top->setContentsMargins(metrics::spaceMd, metrics::spaceSm, metrics::spaceMd, metrics::spaceSm);
    top->setSpacing(metrics::spaceSm);
    top->addWidget(m_filter, 1);
    top->addWidget(m_show);
    m_list->setObjectName(u"operationsList"_s);
    m_list->setAccessibleName(tr("Operations"));
    m_list->setModel(&m_model);
    m_list->setItemDelegate(new OperationDelegate(m_list));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setUniformItemSizes(true);
    m_list->setMouseTracking(true);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSurface(m_list, Surface::Sunken);
    auto *stack = new QWidget;
    stack->setLayout(m_listStack);
    m_listStack->addWidget(m_list);
    m_listStack->addWidget(m_loading);
    m_listStack->addWidget(m_empty);
    auto *layout = new QVBoxLayout(side);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(top);
    layout->addWidget(stack, 1);
    connect(m_filter, &QLineEdit::textChanged, &m_model, &OperationListModel::setFilter);
    connect(m_filter, &SearchField::left, m_list, qOverload<>(&QWidget::setFocus));
    connect(m_filter, &SearchField::listWanted, m_list, qOverload<>(&QWidget::setFocus));
    connect(m_show, &SegmentedControl::currentChanged, this, [this](int index) { m_model.setShow(OperationListModel::Show(index)); });
    connect(m_empty, &EmptyState::actionTriggered, this, [this] {
        m_filter->clear();
        m_show->setCurrentIndex(0);
    });
    return side;
}

void OperationsPage::addActions(ActionRegistry &actions)
{
    const QString section = tr("Operations");
    const auto add = [&](const char *id, const QString &text, QList<QKeySequence> keys, bool inPalette, auto run, const QString &line = {}) {
        const QString full = u"operations."_s + QLatin1String(id);
        QAction *action = actions.action(full);
        if (!action)
            action = actions.add({full, text, section, u"operations"_s, std::move(keys), inPalette, line});
        connect(action, &QAction::triggered, this, run);
    };
    const auto step = [this](int by) {
        const int row = steppedRow(m_list->currentIndex().row(), by, m_model.rowCount());
        m_list->setCurrentIndex(m_model.index(row, 0));
    };
    const QString steps = tr("Next, previous row");
    add("next", tr("Next row"), {Qt::Key_J}, false, [step] { step(1); }, steps);
    add("previous", tr("Previous row"), {Qt::Key_K}, false, [step] { step(-1); }, steps);
    add("filter", tr("Filter this list"), {Qt::Key_Slash}, false, [this] { m_filter->setFocus(Qt::ShortcutFocusReason); });
    add("cancel", tr("Cancel operation…"), {}, true, [this] { askToCancel(); });
}

QString OperationsPage::summary() const
{
    const int running = m_model.runningCount();
    return running > 0 ? tr("%n running", nullptr, running) : QString();
}

void OperationsPage::activate()
{
    selectFirst();
    m_list->setFocus();
}

void OperationsPage::selectFirst()
{
    if (!m_list->currentIndex().isValid() && m_model.rowCount() > 0)
        m_list->setCurrentIndex(m_model.index(0, 0));
}

void OperationsPage::keepCurrent()
{
    const QModelIndex index = m_model.indexOf(m_detail->operation());
    if (!index.isValid())
        selectFirst();
    else if (m_list->currentIndex() != index)
        m_list->setCurrentIndex(index);
}

void OperationsPage::openObject(const QString &id)
{
    const QModelIndex index = m_model.indexOf(OperationId(id));
    if (index.isValid())
        m_list->setCurrentIndex(index);
}

bool OperationsPage::goUp()
{
    if (m_list->hasFocus())
        return false;
    m_list->setFocus();
    return true;
}

void OperationsPage::showState()
{
    const bool filtered = !m_filter->text().isEmpty() || m_show->currentIndex() > 0;
    if (m_model.rowCount() > 0) {
        m_listStack->setCurrentWidget(m_list);
        if (isVisible())
            keepCurrent();
    } else if (!m_store.wasRead()) {
        m_listStack->setCurrentWidget(m_loading);
    } else {
        m_empty->setSentence(filtered ? tr("No operation matches.") : tr("Nothing has run yet. Imports, installations and deployments appear here."));
        m_empty->setAction(filtered ? tr("Show all %1").arg(m_store.count()) : QString());
        m_listStack->setCurrentWidget(m_empty);
    }
    const Operation *operation = m_model.operation(m_list->currentIndex());
    const bool cancellable = operation && operation->actions.allows(u"cancel"_s);
    m_actions.setBlocked(u"operations.cancel"_s, cancellable ? QString() : tr("Only what runs can be cancelled"));
    Q_EMIT crumbChanged();
    Q_EMIT settledChanged();
}

void OperationsPage::askToCancel()
{
    if (m_detail->operation().isEmpty())
        return;
    auto *dialog = new Dialog(tr("Cancel this operation?"));
    dialog->setObjectName(u"cancelOperationDialog"_s);
    dialog->setPreferredSize({440, 190});
    auto *words = new TextLabel(tr("It stops after the phase that is under way. What earlier phases did stays; the log says what that is."), TextStyle::Body, ColorRole::Muted);
    words->setWordWrap(true);
    dialog->bodyLayout()->addWidget(words);
    auto *keep = dialog->addCancelButton();
    keep->setText(tr("Let it run"));
    auto *stop = dialog->addButton(new Button(tr("Cancel operation"), ButtonVariant::Danger));
    stop->setObjectName(u"cancelOperationConfirm"_s);
    connect(stop, &QAbstractButton::clicked, dialog, &Dialog::accept);
    connect(dialog, &Dialog::accepted, m_detail, &OperationDetail::cancel);
    connect(dialog, &Dialog::accepted, dialog, &QObject::deleteLater);
    connect(dialog, &Dialog::rejected, dialog, &QObject::deleteLater);
    dialog->openOn(m_overlays);
}

} // namespace gatehouse
