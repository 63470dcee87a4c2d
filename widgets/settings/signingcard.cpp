// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/settings/signingcard.h"

#include "widgets/common/controls/button.h"
#include "widgets/common/display/card.h"
#include "widgets/common/display/textlabel.h"
#include "widgets/common/overlay/overlayhost.h"
#include "widgets/common/overlay/reasondialog.h"
#include "widgets/common/states/states.h"
#include "widgets/common/timetext.h"
#include "widgets/receipts/receiptwords.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

TextLabel *wrapped(TextStyle style, ColorRole role, const QString &name)
{
    auto *label = new TextLabel(style, role);
    label->setObjectName(name);
    label->setWordWrap(true);
    return label;
}

TextLabel *selectable(TextLabel *label)
{
    label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    return label;
}

//! Words at the left, buttons at the right.
QWidget *rowOf(const QList<QWidget *> &words, const QList<QWidget *> &controls)
{
    auto *box = new QWidget;
    auto *row = new QHBoxLayout(box);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(metrics::spaceMd);
    auto *column = new QVBoxLayout;
    column->setSpacing(0);
    for (QWidget *word : words)
        column->addWidget(word);
    row->addLayout(column, 1);
    for (QWidget *control : controls)
        row->addWidget(control, 0, Qt::AlignVCenter);
    return box;
}

QString day(const QDateTime &time)
{
    return time.isValid() ? momentText(time, QDateTime::currentDateTimeUtc()) : QString();
}

QString stateOf(const SigningKey &key)
{
    switch (key.state) {
    case SigningKeyState::Active:
        return key.lastUsedAt ? SigningCard::tr("Signed last %1.").arg(day(*key.lastUsedAt))
                              : SigningCard::tr("Enrolled %1, nothing signed yet.").arg(day(key.enrolledAt));
    case SigningKeyState::Retired:
        return SigningCard::tr("Replaced %1. What it signed before stays valid.").arg(day(key.endedAt.value_or(QDateTime())));
    case SigningKeyState::Revoked:
        return SigningCard::tr("Revoked %1: %2").arg(day(key.endedAt.value_or(QDateTime())), key.reason.value_or(QString()));
    case SigningKeyState::Unknown:
        break;
    }
    return {};
}

} // namespace

SigningCard::SigningCard(SigningCommands commands, OverlayHost &overlays, QWidget *parent)
    : QWidget(parent)
    , m_commands(std::move(commands))
    , m_overlays(overlays)
    , m_card(new Card(tr("Signing"), IconName::Fingerprint, this))
    , m_alarm(new MessageBar(Tone::Bad, IconName::TriangleAlert))
    , m_error(new InlineError)
    , m_device(wrapped(TextStyle::BodyMedium, ColorRole::Text, u"signingDevice"_s))
    , m_fingerprint(selectable(wrapped(TextStyle::Code, ColorRole::Text, u"signingFingerprint"_s)))
    , m_state(wrapped(TextStyle::Small, ColorRole::Muted, u"signingState"_s))
    , m_make(new Button(tr("Rotate…"), ButtonVariant::Outline))
    , m_revoke(new Button(tr("Revoke…"), ButtonVariant::Outline))
    , m_othersBox(new QWidget)
    , m_others(new QVBoxLayout(m_othersBox))
    , m_log(wrapped(TextStyle::Small, ColorRole::Muted, u"signingLog"_s))
    , m_logKey(selectable(wrapped(TextStyle::Code, ColorRole::Text, u"signingLogKey"_s)))
{
    setObjectName(u"signingCard"_s);
    m_card->setBodyPadded(true);
    m_card->bodyLayout()->setSpacing(metrics::spaceLg);
    m_othersBox->hide();
    m_others->setContentsMargins(0, 0, 0, 0);
    m_others->setSpacing(metrics::spaceLg);
    buildAlarm();
    buildDevice();
    m_card->bodyLayout()->addWidget(m_othersBox);
    buildLog();
    m_card->bodyLayout()->addWidget(m_error);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_card);
    refresh();
}

void SigningCard::buildAlarm()
{
    m_alarm->setObjectName(u"signingAlarm"_s);
    m_alarm->setBoxed(true);
    Button *copy = m_alarm->addAction(tr("Copy both heads"));
    Button *accept = m_alarm->addAction(tr("Go on with this log…"));
    copy->setObjectName(u"signingCopyHeads"_s);
    accept->setObjectName(u"signingAcceptLog"_s);
    connect(copy, &Button::clicked, this, &SigningCard::copyEvidence);
    connect(accept, &Button::clicked, this, &SigningCard::askToAccept);
    m_card->bodyLayout()->addWidget(m_alarm);
}

void SigningCard::buildDevice()
{
    m_make->setObjectName(u"signingRotate"_s);
    m_revoke->setObjectName(u"signingRevoke"_s);
    m_make->setIconName(IconName::Refresh);
    m_revoke->setIconName(IconName::Ban);
    m_card->bodyLayout()->addWidget(rowOf({m_device, m_fingerprint, m_state}, {m_make, m_revoke}));
    connect(m_make, &Button::clicked, this, &SigningCard::askToMake);
    connect(m_revoke, &Button::clicked, this, [this] { askToRevoke(m_deviceEntry); });
}

void SigningCard::buildLog()
{
    auto *title = new TextLabel(tr("The portal's log of decisions"), TextStyle::BodyMedium);
    m_card->bodyLayout()->addWidget(rowOf({title, m_logKey, m_log}, {}));
}

void SigningCard::refresh()
{
    const SigningNow now = m_commands.now();
    setVisible(now.signing == KeyRing::Signing::Optional || now.signing == KeyRing::Signing::Required);
    m_card->setNote(now.signing == KeyRing::Signing::Required ? tr("required by this portal") : QString());
    showDevice(now);
    showOthers(now);
    showLog(now);
}

void SigningCard::showDevice(const SigningNow &now)
{
    const auto entry = std::ranges::find_if(now.keys, [&now](const SigningKey &key) { return key.id == now.deviceKey; });
    const bool isKnown = entry != now.keys.cend();
    m_deviceEntry = isKnown ? *entry : SigningKey();
    m_device->setText(tr("This device: %1").arg(isKnown ? entry->label : now.deviceLabel));
    m_fingerprint->setText(ed25519::fingerprintOf(now.deviceKey.text()));
    m_fingerprint->setVisible(!m_fingerprint->text().isEmpty());
    if (!now.problem.isEmpty())
        m_state->setText(now.problem);
    else if (now.deviceKey.isEmpty())
        m_state->setText(tr("It has no key yet. One is made when you first decide, and kept in this desktop's key store."));
    else
        m_state->setText(isKnown ? stateOf(*entry) : tr("Not enrolled yet: the portal learns of it before your first decision is sent."));
    m_state->setRole(now.problem.isEmpty() ? ColorRole::Muted : ColorRole::Bad);
    const bool isActive = isKnown && entry->state == SigningKeyState::Active;
    const QString offline = now.isOnline ? QString() : tr("The portal must take the new key: this needs a network.");
    m_make->setVisible(!now.deviceKey.isEmpty());
    m_make->setText(isActive || !isKnown ? tr("Rotate…") : tr("Make a new key…"));
    m_make->setAccessibleName(tr("%1 This device").arg(m_make->text()));
    m_make->setBlockedReason(offline);
    m_revoke->setVisible(isActive);
    m_revoke->setAccessibleName(tr("Revoke the key of this device"));
}

void SigningCard::showOthers(const SigningNow &now)
{
    QList<SigningKey> others = now.keys;
    others.removeIf([&now](const SigningKey &key) { return key.id == now.deviceKey; });
    // Rows that stay keep the focus.
    if (others == m_shown)
        return;
    m_shown = others;
    while (QLayoutItem *item = m_others->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    for (const SigningKey &key : std::as_const(others))
        addOther(key);
    m_othersBox->setVisible(!others.isEmpty());
}

void SigningCard::addOther(const SigningKey &key)
{
    auto *label = wrapped(TextStyle::BodyMedium, ColorRole::Text, {});
    auto *fingerprint = selectable(wrapped(TextStyle::Code, ColorRole::Muted, {}));
    auto *state = wrapped(TextStyle::Small, ColorRole::Muted, {});
    label->setText(key.label);
    fingerprint->setText(ed25519::fingerprintOf(key.id.text()));
    state->setText(stateOf(key));
    QList<QWidget *> controls;
    if (key.actions.allows(u"revoke"_s)) {
        auto *revoke = new Button(tr("Revoke…"), ButtonVariant::Outline);
        revoke->setObjectName(u"signingRevokeOther"_s);
        revoke->setIconName(IconName::Ban);
        revoke->setAccessibleName(tr("Revoke the key of %1").arg(key.label));
        connect(revoke, &Button::clicked, this, [this, key] { askToRevoke(key); });
        controls.append(revoke);
    }
    m_others->addWidget(rowOf({label, fingerprint, state}, controls));
}

void SigningCard::showLog(const SigningNow &now)
{
    m_logKey->setText(now.logKey);
    m_logKey->setVisible(!now.logKey.isEmpty());
    const QString last = tr("%1 decisions when this computer last found it whole, the newest of %2.")
                             .arg(receiptwords::grouped(now.logSize), absoluteText(now.logTime));
    if (now.logKey.isEmpty())
        m_log->setText(tr("Not seen yet. From the first look on, this computer notices when it is rewritten."));
    else if (now.alarm)
        m_log->setText(last);
    else
        m_log->setText(tr("%1 It only grew since this computer saw it first.").arg(last));
    m_alarm->setVisible(now.alarm.has_value());
    if (now.alarm) {
        m_alarm->setMessage(tr("The portal's log of decisions does not go on from what this computer saw."),
            tr("%1 Tell somebody who audits the portal; both heads are signed.").arg(receiptwords::alarmSentence(*now.alarm)));
    }
}

void SigningCard::askToMake()
{
    confirm(tr("Make a new signing key?"),
        tr("From now on this device signs with another key. What the one before signed stays valid, and what waits in the Outbox is still taken."),
        tr("Make a new key"), u"signingMakeConfirm"_s, m_commands.makeKey);
}

void SigningCard::askToRevoke(const SigningKey &key)
{
    const auto send = [this, key](const QString &reason) { return m_commands.revoke(key, reason); };
    auto *dialog = new ReasonDialog(tr("Revoke the key of %1").arg(key.label),
        tr("The portal takes nothing more that is signed with it, whenever it says that it was signed. What was recorded stays. This cannot be undone."),
        tr("Revoke"), ReasonDialog::sending(send));
    connect(dialog, &Dialog::accepted, this, &SigningCard::refresh);
    connect(dialog, &Dialog::accepted, dialog, &QObject::deleteLater);
    connect(dialog, &Dialog::rejected, dialog, &QObject::deleteLater);
    dialog->openOn(m_overlays);
}

void SigningCard::askToAccept()
{
    confirm(tr("Go on with this log?"),
        tr("This computer forgets what it saw before, and watches the log as it is now. Copy both heads first: afterwards nothing here shows what was changed."),
        tr("Go on with this log"), u"signingAcceptConfirm"_s, m_commands.acceptLog);
}

void SigningCard::confirm(const QString &title, const QString &words, const QString &action, const QString &name,
    const std::function<QFuture<Status>()> &run)
{
    auto *dialog = new Dialog(title);
    dialog->setObjectName(u"signingDialog"_s);
    dialog->setPreferredSize({480, 220});
    auto *sentence = new TextLabel(words, TextStyle::Body, ColorRole::Text);
    sentence->setWordWrap(true);
    dialog->bodyLayout()->addWidget(sentence);
    dialog->bodyLayout()->addStretch(1);
    dialog->addCancelButton();
    auto *go = dialog->addButton(new Button(action, ButtonVariant::Accent));
    go->setObjectName(name);
    connect(go, &QAbstractButton::clicked, dialog, &Dialog::accept);
    connect(dialog, &Dialog::accepted, this, [this, run] { report(run()); });
    connect(dialog, &Dialog::accepted, dialog, &QObject::deleteLater);
    connect(dialog, &Dialog::rejected, dialog, &QObject::deleteLater);
    dialog->openOn(m_overlays);
}

void SigningCard::report(const QFuture<Status> &done)
{
    m_error->clear();
    deliver(done, this, [this](const Status &status) {
        if (!status)
            m_error->setError(status.error());
        refresh();
    });
}

void SigningCard::copyEvidence()
{
    QGuiApplication::clipboard()->setText(QString::fromUtf8(m_commands.alarmEvidence()));
}

} // namespace gatehouse
