// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/session/firstrunpage.h"

#include "core/auth/networkfacts.h"
#include "widgets/common/controls/button.h"
#include "widgets/common/display/card.h"
#include "widgets/common/display/marks.h"
#include "widgets/common/display/textlabel.h"
#include "widgets/common/states/states.h"
#include "widgets/session/choicecard.h"
#include "widgets/session/devicecodepanel.h"
#include "widgets/session/introductionpanel.h"
#include "widgets/session/portaladdressfield.h"
#include "widgets/session/signinprogress.h"
#include "widgets/session/talllines.h"

#include <QButtonGroup>
#include <QPainter>
#include <QPainterPath>
#include <QRadioButton>
#include <QScrollArea>
#include <QShortcut>
#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

constexpr int contentWidth = 904;
constexpr int contentMargin = 64;
constexpr int codeColumn = 380;
constexpr int bulletHeight = 24;
constexpr int cardHeight = 288;

//! A frame with the line of a card around two surfaces side by side; the side may be hidden.
class ProgressFrame final : public QFrame
{
public:
    void setSide(QWidget *side) { m_side = side; }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const Theme &theme = themeOf(this);
        paintBox(painter, rect(), metrics::radiusCard, theme.pane, theme.line, hairline(painter));
        if (!m_side->isVisible())
            return;
        QPainterPath inside;
        inside.addRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), metrics::radiusCard - 1, metrics::radiusCard - 1);
        painter.setClipPath(inside);
        painter.fillRect(m_side->geometry(), theme.sunken);
        paintVLine(painter, m_side->x(), 0, height(), theme.line);
    }

private:
    QWidget *m_side = nullptr;
};

QString networkSentence()
{
    const NetworkFacts facts = networkFacts();
    const QString proxy = facts.proxyHost.isEmpty() ? FirstRunPage::tr("No proxy is set on this computer.")
                                                    : FirstRunPage::tr("Proxy found: %1.").arg(facts.proxyHost);
    return FirstRunPage::tr("%1 Certificates: this computer's trust store, %n roots.", nullptr, facts.trustedRoots)
        .arg(proxy);
}

void addBullet(QVBoxLayout *layout, IconName icon, const QString &text)
{
    auto *row = new QWidget;
    row->setMinimumHeight(scaled(bulletHeight));
    auto *line = new QHBoxLayout(row);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(metrics::spaceSm);
    line->addWidget(new IconLabel(icon));
    auto *label = new TextLabel(text);
    label->setElided(Qt::ElideMiddle);
    line->addWidget(label, 1);
    layout->addWidget(row);
}

} // namespace

FirstRunPage::FirstRunPage(const Parts &parts, const QString &sandboxDirectory, QWidget *parent)
    : QWidget(parent)
    , m_parts(parts)
    , m_sandbox(new ChoiceCard(tr("Try it locally"), IconName::Drive))
    , m_portal(new ChoiceCard(tr("Connect to your portal"), IconName::Plug))
    , m_return(new Button(tr("Back"), ButtonVariant::Quiet))
    , m_startSandbox(new Button(tr("Start sandbox")))
    , m_connect(new Button(tr("Sign in in your browser")))
    , m_notice(new MessageBar(Tone::Info, IconName::Info))
    , m_sandboxError(new InlineError)
    , m_address(new PortalAddressField(parts.http))
    , m_sandboxDirectory(sandboxDirectory)
{
    setObjectName(u"firstRunPage"_s);
    // A newcomer presses Return. A button takes it by itself in a QDialog only.
    setFocusProxy(m_startSandbox);
    for (Button *button : {m_startSandbox, m_connect})
        button->setAutoDefault(true);
    setAccessibleName(tr("Where should Gatehouse connect?"));
    setSurface(this, Surface::Pane);
    fillSandboxCard();
    fillPortalCard();
    auto *choices = new QButtonGroup(this);
    choices->addButton(m_sandbox->radio());
    choices->addButton(m_portal->radio());

    auto *scroll = new QScrollArea;
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    setSurface(scroll, Surface::Pane);
    scroll->setWidget(content());
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(new IntroductionPanel(m_parts.themes, networkSentence()));
    layout->addWidget(new Separator(Qt::Vertical));
    layout->addWidget(scroll, 1);

    connect(&m_parts.signIn, &SignIn::stageChanged, this, &FirstRunPage::onStage);
    connect(m_sandbox, &ChoiceCard::chosenChanged, this, &FirstRunPage::updateButtons);
    connect(m_portal, &ChoiceCard::chosenChanged, this, [this](bool chosen) {
        updateButtons();
        if (chosen)
            m_address->focusField();
    });
    auto *escape = new QShortcut(Qt::Key_Escape, this);
    escape->setContext(Qt::WidgetWithChildrenShortcut);
    connect(escape, &QShortcut::activated, &m_parts.signIn, &SignIn::cancel);
    m_sandbox->choose();
    onStage(m_parts.signIn.stage());
}

QWidget *FirstRunPage::content()
{
    auto *column = new QWidget;
    column->setObjectName(u"firstRunContent"_s);
    column->setMaximumWidth(contentWidth);
    m_sandbox->setMinimumHeight(scaled(cardHeight));
    auto *cards = new QHBoxLayout;
    cards->setSpacing(metrics::spaceLg);
    cards->addWidget(m_sandbox, 1);
    cards->addWidget(m_portal, 1);
    auto *layout = new QVBoxLayout(column);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(metrics::spaceXl);
    m_notice->setObjectName(u"firstRunNotice"_s);
    m_notice->setBoxed(true);
    m_notice->hide();
    layout->addWidget(heading());
    layout->addWidget(m_notice);
    layout->addLayout(cards);
    layout->addWidget(progress());
    layout->addStretch(1);

    auto *page = new QWidget;
    setSurface(page, Surface::Pane);
    auto *outer = new QHBoxLayout(page);
    outer->setContentsMargins(contentMargin, metrics::spacePage, contentMargin, metrics::spaceXl);
    outer->addWidget(column, 1);
    outer->addStretch(0);
    return page;
}

QWidget *FirstRunPage::heading()
{
    auto *heading = new QWidget;
    m_return->setObjectName(u"returnToPortal"_s);
    m_return->setIconName(IconName::ArrowLeft);
    m_return->hide();
    connect(m_return, &QAbstractButton::clicked, this, &FirstRunPage::returnRequested);
    auto *first = new QHBoxLayout;
    first->addWidget(new TextLabel(tr("Where should Gatehouse connect?"), TextStyle::Stat), 1);
    first->addWidget(m_return);
    auto *layout = new QVBoxLayout(heading);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(metrics::spaceXs);
    layout->addLayout(first);
    layout->addWidget(new TextLabel(tr("You can add more portals later."), TextStyle::Body, ColorRole::Muted));
    return heading;
}

void FirstRunPage::fillSandboxCard()
{
    m_sandbox->setObjectName(u"sandboxCard"_s);
    auto *what = tallLabel(tr("A whole portal on this computer, without an account. It reads public packages "
                              "as npm would and sends nothing."),
        TextStyle::Body, ColorRole::Muted);
    QVBoxLayout *body = m_sandbox->bodyLayout();
    body->addWidget(what);
    body->addSpacing(metrics::spaceSm);
    addBullet(body, IconName::Cubes, tr("About 60 real plugins from npm, in 3 environments"));
    addBullet(body, IconName::Inbox, tr("Requests that its people really asked and decided"));
    addBullet(body, IconName::Users, tr("Switch roles: reviewer, config editor, operations"));
    addBullet(body, IconName::Activity, tr("Dashboards from a Prometheus of its own"));
    addBullet(body, IconName::Drive, tr("Kept in %1").arg(m_sandboxDirectory));
    body->addWidget(m_sandboxError);
    body->addStretch(1);

    m_startSandbox->setObjectName(u"startSandbox"_s);
    m_startSandbox->setSize(ButtonSize::Large);
    m_startSandbox->setIconName(IconName::Play);
    QHBoxLayout *actions = m_sandbox->actionLayout();
    actions->addWidget(m_startSandbox);
    auto *note = new TextLabel(tr("Fills itself in the background"), TextStyle::Small, ColorRole::Muted);
    note->setElided(Qt::ElideRight);
    actions->addWidget(note, 1);
    connect(m_startSandbox, &QAbstractButton::clicked, this, [this] {
        m_sandbox->choose();
        Q_EMIT sandboxRequested();
    });
    connect(m_sandboxError, &InlineError::retryRequested, this, &FirstRunPage::sandboxRequested);
}

void FirstRunPage::fillPortalCard()
{
    m_portal->setObjectName(u"portalCard"_s);
    m_portal->bodyLayout()->addWidget(m_address);
    m_connect->setObjectName(u"connectPortal"_s);
    m_connect->setSize(ButtonSize::Large);
    QHBoxLayout *actions = m_portal->actionLayout();
    actions->addWidget(m_connect);
    auto *note = new TextLabel(tr("OAuth, PKCE, loopback only"), TextStyle::Small, ColorRole::Muted);
    note->setElided(Qt::ElideRight);
    actions->addWidget(note, 1);
    connect(m_connect, &QAbstractButton::clicked, this, &FirstRunPage::signInToPortal);
    connect(m_address, &PortalAddressField::accepted, this, &FirstRunPage::signInToPortal);
    connect(m_address, &PortalAddressField::portalChanged, this, &FirstRunPage::updateButtons);
}

QWidget *FirstRunPage::progress()
{
    auto *frame = new ProgressFrame;
    m_progressFrame = frame;
    m_progressFrame->setObjectName(u"signInPanel"_s);
    m_progress = new SignInProgress(m_parts.signIn, m_parts.clock);
    m_code = new DeviceCodePanel(m_parts.signIn, m_parts.clock);
    m_code->setFixedWidth(codeColumn);
    frame->setSide(m_code);
    auto *layout = new QHBoxLayout(m_progressFrame);
    layout->setContentsMargins(1, 1, 1, 1);
    layout->setSpacing(0);
    layout->addWidget(m_progress, 1);
    layout->addWidget(m_code);
    connect(m_progress, &SignInProgress::cancelRequested, &m_parts.signIn, &SignIn::cancel);
    connect(m_progress, &SignInProgress::retryRequested, this, [this] {
        if (m_sandbox->isChosen())
            Q_EMIT sandboxRequested();
        else
            signInToPortal();
    });
    return m_progressFrame;
}

void FirstRunPage::setPortal(const QString &address)
{
    m_portal->choose();
    m_address->setAddress(address);
}

void FirstRunPage::showNotice(const QString &lead, const QString &rest)
{
    m_notice->setMessage(lead, rest);
    m_notice->show();
}

void FirstRunPage::offerReturn(const QString &place)
{
    m_return->setText(tr("Back to %1").arg(place));
    m_return->show();
}

void FirstRunPage::showSandboxStarting()
{
    m_sandboxError->clear();
    m_sandboxStarting = true;
    m_sandbox->choose();
    updateButtons();
}

void FirstRunPage::showSandboxFailed(const Error &error)
{
    m_sandboxStarting = false;
    m_sandboxError->setError(error);
    updateButtons();
}

void FirstRunPage::showLoadingWorkspace()
{
    m_progressFrame->show();
    m_progress->showLoadingWorkspace();
}

bool FirstRunPage::isSettled() const
{
    const SignIn &signIn = m_parts.signIn;
    const bool waiting = signIn.stage() == SignIn::Stage::WaitingForPerson;
    return !m_address->isAsking() && waiting == signIn.isUnderWay()
        && (!waiting || !signIn.offersDeviceCode() || m_code->isVisible());
}

void FirstRunPage::onStage(SignIn::Stage stage)
{
    if (m_parts.signIn.isUnderWay())
        m_sandboxStarting = false;
    m_progressFrame->setVisible(stage != SignIn::Stage::Idle);
    updateButtons();
}

void FirstRunPage::updateButtons()
{
    const bool busy = m_parts.signIn.isUnderWay() || m_sandboxStarting;
    const bool sandbox = m_sandbox->isChosen();
    m_startSandbox->setVariant(sandbox && !busy ? ButtonVariant::Accent : ButtonVariant::Outline);
    m_startSandbox->setText(m_sandboxStarting ? tr("Starting…") : tr("Start sandbox"));
    m_startSandbox->setIconName(m_sandboxStarting ? IconName::Loader : IconName::Play);
    m_startSandbox->setBlockedReason(busy ? tr("Another sign-in is under way: cancel it first.") : QString());
    const bool waiting = m_parts.signIn.isUnderWay() && !sandbox;
    m_connect->setVariant(!sandbox && !busy ? ButtonVariant::Accent : ButtonVariant::Outline);
    m_connect->setText(waiting ? tr("Waiting for your browser") : tr("Sign in in your browser"));
    m_connect->setIconName(waiting ? IconName::Loader : IconName::ExternalLink);
    m_connect->setBlockedReason(
        busy ? tr("Another sign-in is under way: cancel it first.") : m_address->whyNot());
}

void FirstRunPage::signInToPortal()
{
    m_portal->choose();
    if (const auto &portal = m_address->portal(); portal && !m_parts.signIn.isUnderWay())
        m_parts.signIn.start(portal->url);
}

} // namespace gatehouse
