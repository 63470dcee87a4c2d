// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/shell/mainwindow.h"

#include "widgets/common/actionregistry.h"
#include "widgets/common/environmentscope.h"
#include "widgets/common/controls/button.h"
#include "widgets/common/keychords.h"
#include "widgets/common/states/states.h"
#include "widgets/common/theme.h"
#include "widgets/common/timetext.h"
#include "widgets/common/uistate.h"
#include "widgets/shell/crumbbar.h"
#include "widgets/shell/rail.h"
#include "widgets/shell/statusstrip.h"
#include "widgets/shell/topbar.h"

#include <QApplication>
#include <QCloseEvent>
#include <QHBoxLayout>
#include <QStackedLayout>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

QString noticeAction()
{
    return u"shell.notice"_s;
}

//! Dense pages want the room: the rail starts thin there until the person says otherwise.
bool startsThin(const QString &screen)
{
    return screen == "registry"_L1 || screen == "inbox/changes"_L1;
}

} // namespace

MainWindow::MainWindow(ActionRegistry &actions, EnvironmentScope &scope, UiState &state, QWidget *parent)
    : QWidget(parent)
    , m_actions(actions)
    , m_scope(scope)
    , m_state(state)
    , m_rail(new Rail)
    , m_topBar(new TopBar(scope))
    , m_pages(new PageStack)
    , m_status(new StatusStrip)
    , m_chords(new KeyChords(actions, this))
    , m_workspace(new QWidget)
    , m_layout(new QStackedLayout(this))
    , m_work(new QVBoxLayout)
{
    setObjectName(u"mainWindow"_s);
    setWindowTitle(tr("Gatehouse"));
    setMinimumSize(1120, 700);
    resize(1440, 900);

    m_work->setSpacing(0);
    m_work->addWidget(m_topBar);
    m_work->addWidget(m_pages, 1);
    auto *middle = new QHBoxLayout;
    middle->setSpacing(0);
    middle->addWidget(m_rail);
    middle->addLayout(m_work, 1);
    auto *all = new QVBoxLayout(m_workspace);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    all->addLayout(middle, 1);
    all->addWidget(m_status);
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->addWidget(m_workspace);

    qApp->installEventFilter(m_chords);
    connect(m_chords, &KeyChords::pendingChanged, this,
        [this](const QString &caps) { m_status->hint()->setWords(IconName::Keyboard, caps); });
    connect(m_rail, &Rail::pageChosen, this, [this](const QString &id) { openPage(id); });
    connect(m_pages, &PageStack::pageChanged, this, [this](const QString &id) {
        m_rail->setCurrent(id);
        m_actions.setCurrentPage(id);
        applyRailWidth();
    });
    connect(m_pages, &PageStack::crumbChanged, this, &MainWindow::showCrumb);
    connect(m_pages, &PageStack::crumbChanged, this, &MainWindow::applyRailWidth);
    connect(m_pages, &PageStack::asOfChanged, this, &MainWindow::showAsOf);
    addActions();
    m_state.rememberWindow(this);
}

MainWindow::~MainWindow()
{
    qApp->removeEventFilter(m_chords);
    if (!m_workspace->parentWidget())
        delete m_workspace;
}

void MainWindow::addPage(RailItem item, PageStack::Factory factory)
{
    const QString id = item.id;
    m_rail->addPage(item);
    m_pages->addPage(id, std::move(factory));
}

void MainWindow::addHiddenPage(const QString &id, PageStack::Factory factory)
{
    m_pages->addPage(id, std::move(factory));
}

void MainWindow::showFirstRun(QWidget *page)
{
    if (m_firstRun && m_firstRun != page)
        m_firstRun->deleteLater();
    m_firstRun = page;
    m_layout->addWidget(page);
    m_layout->setCurrentWidget(page);
    m_chords->setSuspended(true);
    page->setFocus();
}

void MainWindow::showLocked(QWidget *page)
{
    qApp->removeEventFilter(m_chords);
    showFirstRun(page);
    // Hidden is not enough: assistive technology reads what a window holds, shown or not.
    m_layout->removeWidget(m_workspace);
    m_workspace->hide();
    m_workspace->setParent(nullptr);
}

void MainWindow::showWorkspace()
{
    if (!m_workspace->parentWidget()) {
        m_layout->addWidget(m_workspace);
        qApp->installEventFilter(m_chords);
    }
    m_layout->setCurrentWidget(m_workspace);
    m_chords->setSuspended(false);
    if (m_firstRun)
        m_firstRun->deleteLater();
    m_firstRun = nullptr;
    const QString last = m_state.value(u"page"_s).toString();
    if (!m_pages->open(last))
        m_pages->open(m_pages->pageIds().value(0));
}

void MainWindow::openPage(const QString &id, const QString &objectId)
{
    if (m_pages->open(id, objectId))
        m_state.setValue(u"page"_s, id);
}

void MainWindow::showNotice(Tone tone, IconName icon, const QString &lead, const QString &rest, const QString &action)
{
    hideNotice();
    m_notice = new MessageBar(tone, icon);
    m_notice->setObjectName(u"notice"_s);
    m_notice->setMessage(lead, rest);
    if (!action.isEmpty()) {
        auto *button = m_notice->addAction(action);
        button->setObjectName(u"noticeAction"_s);
        button->setKeyCaps(keyCaps(m_actions.spec(noticeAction())->keys.first()));
        connect(button, &QAbstractButton::clicked, this, &MainWindow::noticeActionTriggered);
    }
    m_actions.setBlocked(noticeAction(), action.isEmpty() ? tr("Nothing waits for an answer") : QString());
    m_work->insertWidget(1, m_notice);
}

void MainWindow::hideNotice()
{
    if (m_notice)
        m_notice->deleteLater();
    m_notice = nullptr;
    m_actions.setBlocked(noticeAction(), tr("Nothing waits for an answer"));
}

void MainWindow::addBar(QWidget *bar)
{
    m_work->addWidget(bar);
}

bool MainWindow::isThin() const
{
    if (width() < metrics::navThinBelow)
        return true;
    return m_state.value(u"thinRail/"_s + screen(), startsThin(screen())).toBool();
}

QString MainWindow::screen() const
{
    const QString part = m_pages->current() ? m_pages->current()->screen() : QString();
    return part.isEmpty() ? m_pages->currentId() : QString(m_pages->currentId() + u'/' + part);
}

void MainWindow::applyRailWidth()
{
    m_rail->setThin(isThin());
}

void MainWindow::showCrumb()
{
    if (const PageWidget *page = m_pages->current())
        m_topBar->crumb()->setCrumb(page->crumb(), page->summary());
}

void MainWindow::showAsOf()
{
    const PageWidget *page = m_pages->current();
    const QDateTime asOf = page ? page->asOf() : QDateTime();
    const ColorRole role = page && !page->isCurrent() ? ColorRole::Warn : ColorRole::Muted;
    const bool isToday = asOf.toLocalTime().date() == QDate::currentDate();
    const QString time = isToday ? clockText(asOf) : momentText(asOf, QDateTime::currentDateTimeUtc());
    m_status->asOf()->setWords(IconName::Clock, asOf.isValid() ? tr("As of %1").arg(time) : QString(), role, role);
    m_status->asOf()->setToolTip(tr("The age of the oldest data in view"));
}

void MainWindow::cyclePanes(bool forward)
{
    // A pane is a direct stop: rail, top bar, each scrollable view of the page, status bar.
    QWidgetList panes;
    const QWidgetList all = m_workspace->findChildren<QWidget *>();
    for (QWidget *widget : all) {
        const bool pane = widget->property("pane").toBool() || widget->inherits("QAbstractScrollArea");
        if (pane && widget->isVisible() && widget->isEnabled() && widget->focusPolicy() & Qt::TabFocus)
            panes.append(widget);
    }
    if (panes.isEmpty())
        return;
    // In reading order: by column, then down.
    std::ranges::stable_sort(panes, {}, [this](const QWidget *pane) {
        const QPoint corner = pane->mapTo(m_workspace, QPoint());
        return std::pair(corner.x(), corner.y());
    });
    qsizetype at = -1;
    for (qsizetype i = 0; i < panes.size(); ++i) {
        const QWidget *focus = focusWidget();
        if (focus && (panes.at(i) == focus || panes.at(i)->isAncestorOf(focus)))
            at = i;
    }
    const qsizetype count = panes.size();
    panes.at((at + (forward ? 1 : -1) + count) % count)->setFocus(Qt::TabFocusReason);
}

void MainWindow::addActions()
{
    const QString everywhere = tr("Everywhere");
    const auto add = [this](ActionSpec spec, auto &&run) {
        connect(m_actions.add(std::move(spec)), &QAction::triggered, this, run);
    };
    add({u"shell.refresh"_s, tr("Refresh, never writes"), everywhere, {}, {Qt::Key_F5, QKeySequence(Qt::SHIFT | Qt::Key_R), QKeySequence(Qt::CTRL | Qt::Key_R)}},
        [this] { if (PageWidget *page = m_pages->current()) page->refresh(); });
    const QString panes = tr("Next, previous pane");
    const QString history = tr("Back, forward");
    add({u"shell.nextPane"_s, tr("Next pane"), everywhere, {}, {Qt::Key_F6}, false, panes}, [this] { cyclePanes(true); });
    add({u"shell.previousPane"_s, tr("Previous pane"), everywhere, {}, {QKeySequence(Qt::SHIFT | Qt::Key_F6)}, false, panes},
        [this] { cyclePanes(false); });
    add({u"shell.back"_s, tr("Back"), everywhere, {}, {QKeySequence(Qt::ALT | Qt::Key_Left)}, false, history}, [this] { m_pages->goBack(); });
    add({u"shell.forward"_s, tr("Forward"), everywhere, {}, {QKeySequence(Qt::ALT | Qt::Key_Right)}, false, history},
        [this] { m_pages->goForward(); });
    add({u"shell.up"_s, tr("One level up"), everywhere, {}, {Qt::Key_Escape}, false},
        [this] { if (PageWidget *page = m_pages->current()) page->goUp(); });
    add({u"shell.rail"_s, tr("Thin or wide navigation"), everywhere, {}, {QKeySequence(Qt::CTRL | Qt::Key_B)}}, [this] {
        m_state.setValue(u"thinRail/"_s + screen(), !isThin());
        applyRailWidth();
    });
    add({u"shell.environment"_s, tr("Switch environment"), everywhere, {}, {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_L)}},
        [this] { m_topBar->findChild<QWidget *>(u"environmentSwitch"_s)->setFocus(Qt::ShortcutFocusReason); });

    // The bar never takes the focus, so keys need a way to its button.
    add({noticeAction(), tr("Do what the bar on top offers"), everywhere, {}, {QKeySequence(Qt::CTRL | Qt::Key_Period)}},
        [this] { Q_EMIT noticeActionTriggered(); });
    m_actions.setBlocked(noticeAction(), tr("Nothing waits for an answer"));

    const QString goTo = tr("Go to");
    const struct
    {
        const char *page;
        QString text;
        Qt::Key letter;
    } places[] = {
        {"inbox", tr("Inbox"), Qt::Key_I},
        {"registry", tr("Registry"), Qt::Key_R},
        {"config", tr("Configuration"), Qt::Key_C},
        {"operations", tr("Operations"), Qt::Key_P},
        {"dashboards", tr("Dashboards"), Qt::Key_D},
        {"audit", tr("Audit"), Qt::Key_A},
        {"outbox", tr("Outbox"), Qt::Key_O},
        {"workflows", tr("Approval workflows"), Qt::Key_W},
        {"policies", tr("Policies"), Qt::Key_L},
        {"settings", tr("Settings"), Qt::Key_S},
    };
    for (const auto &place : places) {
        const QString id = QString::fromLatin1(place.page);
        add({u"go."_s + id, place.text, goTo, {}, {QKeySequence(Qt::Key_G, place.letter)}}, [this, id] { openPage(id); });
    }
}

void MainWindow::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    applyRailWidth();
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    Q_EMIT closing();
    QWidget::closeEvent(event);
}

} // namespace gatehouse
