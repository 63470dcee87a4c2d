// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/session/lockpage.h"

#include "widgets/common/controls/button.h"
#include "widgets/common/display/card.h"
#include "widgets/common/display/marks.h"
#include "widgets/common/display/textlabel.h"
#include "widgets/common/states/states.h"
#include "widgets/common/timetext.h"
#include "widgets/session/passphrase.h"
#include "widgets/session/talllines.h"

#include <QAccessible>
#include <QKeyEvent>
#include <QLineEdit>
#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

constexpr int columnWidth = 400;
constexpr int markSize = 32;

} // namespace

LockPage::LockPage(const Facts &facts, QWidget *parent)
    : QWidget(parent)
    , m_facts(facts)
    , m_field(passphrase::makeField(u"lockPassphrase"_s, tr("Passphrase"), this))
    , m_unlock(new Button(facts.hasPassphrase ? tr("Unlock") : tr("Unlock with the key store"), ButtonVariant::Accent, this))
    , m_said(new TextLabel(TextStyle::Small, ColorRole::Bad, this))
    , m_error(new InlineError(this))
    , m_signOut(new Button(tr("Sign out…"), ButtonVariant::Quiet, this))
    , m_confirm(nullptr)
{
    setObjectName(u"lockPage"_s);
    setAccessibleName(tr("Locked"));
    setSurface(this, Surface::Chrome);
    setAutoFillBackground(true);
    auto *box = new Card(this);
    box->setFixedWidth(scaled(columnWidth));
    box->bodyLayout()->setContentsMargins(metrics::spaceXxl, metrics::spaceXxl, metrics::spaceXxl, metrics::spaceXl);
    box->bodyLayout()->setSpacing(metrics::spaceMd);
    box->bodyLayout()->addWidget(new IconLabel(IconName::Lock, ColorRole::AccentText, markSize), 0, Qt::AlignLeft);
    box->bodyLayout()->addWidget(new TextLabel(tr("Locked"), TextStyle::Stat));
    box->bodyLayout()->addWidget(tallLabel(tr("%1 at %2. What is kept on this computer can be read again once it is unlocked. Nothing is sent meanwhile.")
                                               .arg(facts.person, facts.portal), TextStyle::Body, ColorRole::Muted));
    box->bodyLayout()->addWidget(makeForm());
    box->bodyLayout()->addWidget(new Separator(Qt::Horizontal));
    box->bodyLayout()->addWidget(makeSignOut());
    // A row of its own: an aligned item would get the height of a wider one.
    auto *row = new QHBoxLayout;
    row->addStretch(1);
    row->addWidget(box);
    row->addStretch(1);
    auto *column = new QVBoxLayout(this);
    column->addStretch(2);
    column->addLayout(row);
    column->addStretch(3);
    m_second.setInterval(1000);
    connect(&m_second, &QTimer::timeout, this, &LockPage::tick);
    setFocusProxy(facts.hasPassphrase ? static_cast<QWidget *>(m_field) : m_unlock);
}

LockPage::~LockPage()
{
    QByteArray typed = passphrase::take(*m_field);
    passphrase::wipe(typed);
}

QWidget *LockPage::makeForm()
{
    auto *form = new QWidget;
    m_unlock->setObjectName(u"lockUnlock"_s);
    m_unlock->setIconName(IconName::LockOpen);
    m_said->setObjectName(u"lockSaid"_s);
    m_said->setWordWrap(true);
    m_said->hide();
    auto *column = new QVBoxLayout(form);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(metrics::spaceSm);
    if (m_facts.hasPassphrase) {
        auto *label = new TextLabel(tr("Passphrase"), TextStyle::SmallStrong);
        label->setBuddy(m_field);
        column->addWidget(label);
        column->addWidget(m_field);
    } else {
        m_field->hide();
    }
    column->addWidget(m_said);
    column->addWidget(m_error);
    auto *row = new QHBoxLayout;
    row->addWidget(m_unlock);
    row->addStretch(1);
    column->addLayout(row);
    connect(m_unlock, &QAbstractButton::clicked, this, &LockPage::unlock);
    connect(m_field, &QLineEdit::returnPressed, this, &LockPage::unlock);
    return form;
}

QWidget *LockPage::makeSignOut()
{
    auto *part = new QWidget;
    m_signOut->setObjectName(u"lockSignOut"_s);
    m_confirm = new QWidget;
    m_confirm->setObjectName(u"lockSignOutConfirm"_s);
    auto *loss = tallLabel(lossSentence(), TextStyle::Small, ColorRole::Text);
    loss->setObjectName(u"lockLoss"_s);
    auto *wipe = new Button(tr("Sign out and wipe"), ButtonVariant::Danger);
    wipe->setObjectName(u"lockSignOutWipe"_s);
    auto *stay = new Button(tr("Stay locked"), ButtonVariant::Outline);
    stay->setObjectName(u"lockStay"_s);
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(wipe);
    buttons->addWidget(stay);
    buttons->addStretch(1);
    auto *confirm = new QVBoxLayout(m_confirm);
    confirm->setContentsMargins(0, 0, 0, 0);
    confirm->setSpacing(metrics::spaceSm);
    confirm->addWidget(loss);
    confirm->addLayout(buttons);
    m_confirm->hide();
    auto *column = new QVBoxLayout(part);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_signOut, 0, Qt::AlignLeft);
    column->addWidget(m_confirm);
    const auto show = [this](bool asks) {
        m_signOut->setVisible(!asks);
        m_confirm->setVisible(asks);
    };
    connect(m_signOut, &QAbstractButton::clicked, this, [show, stay] {
        show(true);
        stay->setFocus();
    });
    connect(stay, &QAbstractButton::clicked, this, [this, show] {
        show(false);
        m_signOut->setFocus();
    });
    connect(wipe, &QAbstractButton::clicked, this, &LockPage::signOutRequested);
    return part;
}

QString LockPage::lossSentence() const
{
    const QString unsent = unsentSentence(m_facts.unsentIntents, m_facts.drafts);
    const QString wiped = tr("Wipes what is kept on this computer for %1.").arg(m_facts.portal);
    if (!m_facts.isUnsentKnown)
        return tr("%1 What was not sent is lost with it: unlock first to see what that is.").arg(wiped);
    return unsent.isEmpty() ? tr("%1 Nothing waits to be sent.").arg(wiped) : tr("%1 %2").arg(wiped, unsent);
}

//! Return on the button that has the focus: a locked window is opened by it without a second thought.
void LockPage::keyPressEvent(QKeyEvent *event)
{
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (enter && m_unlock->hasFocus())
        m_unlock->click();
    else
        QWidget::keyPressEvent(event);
}

void LockPage::unlock()
{
    if (m_busy || m_waitSeconds > 0)
        return;
    QByteArray secret = passphrase::take(*m_field);
    if (m_facts.hasPassphrase && secret.isEmpty())
        return;
    m_error->clear();
    m_said->hide();
    setBusy(true);
    Q_EMIT unlockRequested(secret);
    passphrase::wipe(secret);
}

void LockPage::showWrong()
{
    // 1, 2, 4 … seconds: a typing mistake costs nothing, guessing takes ages.
    m_waitSeconds = qMin(1 << qMin(m_attempts, 10), longestWaitSeconds);
    ++m_attempts;
    m_second.start();
    setBusy(false);
    showWait();
    QAccessibleEvent alert(m_said, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
    m_field->setFocus();
}

void LockPage::showFailed(const Error &error)
{
    setBusy(false);
    m_error->setError(error);
}

void LockPage::tick()
{
    if (--m_waitSeconds <= 0) {
        m_waitSeconds = 0;
        m_second.stop();
    }
    showWait();
}

void LockPage::showWait()
{
    const QString wrong = tr("That is not the passphrase.");
    m_said->setText(m_waitSeconds > 0 ? tr("%1 You can try again in %2.").arg(wrong, durationText(m_waitSeconds * 1000LL)) : wrong);
    m_said->show();
    setBusy(m_busy);
}

void LockPage::setBusy(bool busy)
{
    m_busy = busy;
    m_unlock->setBlockedReason(busy ? tr("Unlocking…") : m_waitSeconds > 0 ? tr("Wait a moment first") : QString());
}

QString unsentSentence(int intents, int drafts)
{
    const QString sends = LockPage::tr("%n intents", nullptr, intents);
    const QString texts = LockPage::tr("%n drafts", nullptr, drafts);
    if (intents > 0 && drafts > 0)
        return LockPage::tr("%1 and %2 were not sent.").arg(sends, texts);
    if (intents > 0)
        return LockPage::tr("%n intents were not sent.", nullptr, intents);
    return drafts > 0 ? LockPage::tr("%n drafts were not sent.", nullptr, drafts) : QString();
}

} // namespace gatehouse
