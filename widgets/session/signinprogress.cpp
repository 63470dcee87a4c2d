// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/session/signinprogress.h"

#include "widgets/common/controls/button.h"
#include "widgets/common/display/textlabel.h"
#include "widgets/common/icons.h"
#include "widgets/common/paint/primitives.h"
#include "widgets/common/states/states.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QPainter>
#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

constexpr int markSize = 20;
constexpr int stepHeight = 48;

enum StepIndex { ReachStep, BrowserStep, WaitStep, LoadStep };

QString minutes(qint64 seconds)
{
    return u"%1:%2"_s.arg(seconds / 60).arg(seconds % 60, 2, 10, QLatin1Char('0'));
}

} // namespace

//! One step: a mark on a line, what it is, and a note.
class SignInProgress::Step final : public QWidget
{
public:
    enum class State { Pending, Current, Done };

    Step(const QString &title, bool last)
        : m_title(new TextLabel(title, TextStyle::BodyMedium))
        , m_note(new TextLabel(TextStyle::Small, ColorRole::Muted))
        , m_last(last)
    {
        m_note->setElided(Qt::ElideRight);
        auto *layout = new QVBoxLayout(this);
        layout->setContentsMargins(markSize + metrics::spaceMd, 0, 0, 0);
        layout->setSpacing(0);
        layout->addWidget(m_title);
        layout->addWidget(m_note);
        layout->addStretch(1);
        setMinimumHeight(scaled(stepHeight));
        setState(State::Pending);
    }

    void setNote(const QString &note)
    {
        m_note->setText(note);
        describeAgain();
    }

    void setTitle(const QString &title)
    {
        m_title->setText(title);
        describeAgain();
    }

    void setState(State state)
    {
        m_state = state;
        m_title->setRole(state == State::Pending ? ColorRole::Muted : ColorRole::Text);
        describeAgain();
        update();
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const Theme &theme = themeOf(this);
        const QRectF mark(0.5, 0.5, markSize - 1, markSize - 1);
        if (!m_last)
            paintVLine(painter, markSize / 2.0, markSize, height(), theme.lineStrong);
        if (m_state == State::Done) {
            paintBox(painter, QRectF(0, 0, markSize, markSize), markSize / 2.0, theme.okSolid);
            paintIcon(painter, IconName::Check, QRectF(3, 3, markSize - 6, markSize - 6), theme.onAccent);
        } else {
            const bool current = m_state == State::Current;
            paintBox(painter, mark, markSize / 2.0, theme.pane, current ? theme.accent : theme.lineStrong, 1.25);
            if (current)
                paintDot(painter, mark.center(), 8, theme.accent);
        }
    }

private:
    void describeAgain()
    {
        const QString word = m_state == State::Done ? SignInProgress::tr("done")
            : m_state == State::Current             ? SignInProgress::tr("now")
                                                    : SignInProgress::tr("later");
        setAccessibleName(u"%1, %2. %3"_s.arg(m_title->text(), word, m_note->text()));
    }

    TextLabel *m_title;
    TextLabel *m_note;
    const bool m_last;
    State m_state = State::Pending;
};

SignInProgress::SignInProgress(SignIn &signIn, const Clock &clock, QWidget *parent)
    : QWidget(parent)
    , m_signIn(signIn)
    , m_clock(clock)
    , m_title(new TextLabel(tr("Signing in"), TextStyle::Title))
    , m_elapsed(new TextLabel(TextStyle::Small, ColorRole::Muted))
    , m_error(new InlineError)
    , m_again(new Button(tr("Open browser again")))
    , m_copy(new Button(tr("Copy link")))
    , m_cancel(new Button(tr("Cancel"), ButtonVariant::Quiet))
{
    setObjectName(u"signInProgress"_s);
    m_again->setObjectName(u"openBrowserAgain"_s);
    m_copy->setObjectName(u"copyLink"_s);
    m_copy->setIconName(IconName::Copy);
    m_cancel->setObjectName(u"cancelSignIn"_s);
    m_cancel->setKeyCaps({tr("Esc")});
    auto *header = new QHBoxLayout;
    header->addWidget(m_title, 1);
    header->addWidget(m_elapsed);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(metrics::spaceSm);
    for (Button *button : {m_again, m_copy, m_cancel})
        buttons->addWidget(button);
    buttons->addStretch(1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(metrics::spaceXl, metrics::spaceLg, metrics::spaceXl, metrics::spaceLg);
    layout->setSpacing(metrics::spaceMd);
    layout->addLayout(header);
    addSteps(layout);
    layout->addWidget(m_error);
    layout->addLayout(buttons);

    connect(&m_signIn, &SignIn::stageChanged, this, &SignInProgress::onStage);
    connect(&m_signIn, &SignIn::failed, m_error, &InlineError::setError);
    connect(&m_signIn, &SignIn::browserOpened, this, [this] {
        m_error->clear();
        showBrowserStep();
    });
    connect(&m_signIn, &SignIn::browserFailed, this, [this](const Error &error) {
        m_error->setError(error);
        showBrowserStep();
    });
    connect(&m_signIn, &SignIn::strayAnswerIgnored, this, [this] {
        m_steps[WaitStep]->setNote(
            tr("An answer that belongs to another sign-in was ignored. Still waiting for yours."));
    });
    connect(m_error, &InlineError::retryRequested, this, &SignInProgress::retryRequested);
    connect(m_again, &QAbstractButton::clicked, &m_signIn, &SignIn::openBrowser);
    connect(m_copy, &QAbstractButton::clicked, this,
        [this] { QGuiApplication::clipboard()->setText(m_signIn.link().toString(QUrl::FullyEncoded)); });
    connect(m_cancel, &QAbstractButton::clicked, this, &SignInProgress::cancelRequested);
    connect(&m_second, &QTimer::timeout, this, &SignInProgress::tick);
    m_second.setInterval(1000);
    onStage(m_signIn.stage());
}

void SignInProgress::addSteps(QVBoxLayout *layout)
{
    const std::pair<QString, QString> steps[] = {{tr("Reach the portal"), QString()},
        {tr("Open your browser"), tr("The one this desktop uses")},
        {tr("Waiting for you in the browser"), tr("This window notices by itself when you are done.")},
        {tr("Load your workspace"), tr("Inbox first, the rest in the background")}};
    auto *list = new QVBoxLayout;
    list->setSpacing(0);
    for (const auto &[title, note] : steps) {
        auto *step = new Step(title, m_steps.size() == LoadStep);
        step->setNote(note);
        m_steps.append(step);
        list->addWidget(step);
    }
    layout->addLayout(list);
}

void SignInProgress::onStage(SignIn::Stage stage)
{
    if (stage != SignIn::Stage::Failed)
        m_error->clear();
    const bool waiting = stage == SignIn::Stage::WaitingForPerson;
    m_again->setVisible(waiting);
    m_copy->setVisible(waiting);
    m_cancel->setVisible(m_signIn.isUnderWay());
    m_title->setText(stage == SignIn::Stage::Failed ? tr("Not signed in") : tr("Signing in"));
    if (const auto &portal = m_signIn.portal()) {
        const QString host = portal->url.port() > 0 ? portal->url.authority() : portal->url.host();
        m_steps[ReachStep]->setTitle(tr("Reached the portal"));
        m_steps[ReachStep]->setNote(
            portal->tlsProtocol.isEmpty() ? host : QString(host + u", "_s + portal->tlsProtocol));
    } else {
        m_steps[ReachStep]->setTitle(tr("Reach the portal"));
        m_steps[ReachStep]->setNote({});
    }
    showBrowserStep();
    switch (stage) {
    case SignIn::Stage::ReachingPortal:
        showCurrent(ReachStep);
        break;
    case SignIn::Stage::OpeningBrowser:
        showCurrent(BrowserStep);
        break;
    case SignIn::Stage::WaitingForPerson:
        m_steps[WaitStep]->setNote(tr("This window notices by itself when you are done."));
        showCurrent(WaitStep);
        break;
    case SignIn::Stage::ReadingAnswer:
    case SignIn::Stage::Done:
        showLoadingWorkspace();
        break;
    case SignIn::Stage::Idle:
    case SignIn::Stage::Failed:
        break;
    }
    waiting ? m_second.start() : m_second.stop();
    tick();
}

void SignInProgress::showBrowserStep()
{
    const bool reached = m_signIn.stage() >= SignIn::Stage::WaitingForPerson && m_signIn.stage() != SignIn::Stage::Failed;
    const bool opened = reached && m_signIn.isBrowserOpen();
    m_steps[BrowserStep]->setTitle(opened ? tr("Opened your browser")
            : reached                     ? tr("No browser opened by itself")
                                          : tr("Open your browser"));
    m_steps[BrowserStep]->setNote(
        reached && !opened ? tr("Copy the link into one, or use the code") : tr("The one this desktop uses"));
}

void SignInProgress::showLoadingWorkspace()
{
    showBrowserStep();
    m_steps[WaitStep]->setNote(tr("The answer is here."));
    showCurrent(LoadStep);
}

void SignInProgress::showCurrent(int current)
{
    for (int i = 0; i < m_steps.size(); ++i) {
        m_steps[i]->setState(i < current ? Step::State::Done
                : i == current           ? Step::State::Current
                                         : Step::State::Pending);
    }
}

void SignInProgress::tick()
{
    const bool waiting = m_signIn.stage() == SignIn::Stage::WaitingForPerson;
    m_elapsed->setVisible(waiting);
    if (!waiting)
        return;
    const qint64 seconds = std::max<qint64>(0, m_signIn.waitingSince().secsTo(m_clock.now()));
    m_elapsed->setText(tr("%1 of %2").arg(minutes(seconds), minutes(SignIn::deadlineMs / 1000)));
}

} // namespace gatehouse
