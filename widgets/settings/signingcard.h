// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/receipts/keyring.h"
#include "core/receipts/logwatch.h"

#include <QWidget>

#include <functional>
#include <optional>

class QGridLayout;
class QVBoxLayout;

namespace gatehouse {

class Button;
class Card;
class Dialog;
class InlineError;
class MessageBar;
class OverlayHost;
class TextLabel;

//! "Signing" as it is now.
struct SigningNow
{
    KeyRing::Signing signing = KeyRing::Signing::Unused;
    SigningKeyId deviceKey; //!< Empty while this computer has none.
    QString deviceLabel;
    QList<SigningKey> keys; //!< All that the portal knows, this computer's too.
    QString problem; //!< Why nothing can be signed here; empty when it can.
    bool isOnline = true;

    QString logKey; //!< Fingerprint; empty before the log was seen.
    qint64 logSize = 0;
    QDateTime logTime;
    std::optional<LogAlarm::Kind> alarm;
};

//! What the card can do.
struct SigningCommands
{
    std::function<SigningNow()> now;
    //! Another key for this computer.
    std::function<QFuture<Status>()> makeKey;
    std::function<QFuture<Status>(const SigningKey &key, const QString &reason)> revoke;
    //! Both heads of a log that broke, for somebody else to see.
    std::function<QByteArray()> alarmEvidence;
    std::function<QFuture<Status>()> acceptLog;
};

//! The card "Signing" of Settings: the key of this computer, those of the person's others, and the
//! portal's log of decisions. Hidden at portals that have none.
class SigningCard final : public QWidget
{
    Q_OBJECT

public:
    //! Shows and hides itself by what the portal wants, so it needs \a parent from the start: without one
    //! it would be a window, and take the focus.
    SigningCard(SigningCommands commands, OverlayHost &overlays, QWidget *parent);

    //! Shows what is so now; call it when anything of it changed.
    void refresh();

private:
    void buildAlarm();
    void buildDevice();
    void buildLog();
    void showDevice(const SigningNow &now);
    void showOthers(const SigningNow &now);
    void addOther(const SigningKey &key);
    void showLog(const SigningNow &now);
    void askToMake();
    void askToRevoke(const SigningKey &key);
    void askToAccept();
    void confirm(const QString &title, const QString &words, const QString &action, const QString &name,
        const std::function<QFuture<Status>()> &run);
    void report(const QFuture<Status> &done);
    void copyEvidence();

    const SigningCommands m_commands;
    OverlayHost &m_overlays;
    Card *m_card;
    MessageBar *m_alarm;
    InlineError *m_error;
    TextLabel *m_device;
    TextLabel *m_fingerprint;
    TextLabel *m_state;
    Button *m_make;
    Button *m_revoke;
    QWidget *m_othersBox;
    QVBoxLayout *m_others;
    TextLabel *m_log;
    TextLabel *m_logKey;
    QList<SigningKey> m_shown; //!< The rows that are there.
    SigningKey m_deviceEntry;
};

} // namespace gatehouse
