// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <QTimer>
#include <QWidget>

class QLineEdit;

namespace gatehouse {

class Button;
class InlineError;
class TextLabel;

//! Stands in the window instead of the work while it is locked. Knows no key: it asks, and is told
//! how it went.
class LockPage final : public QWidget
{
    Q_OBJECT

public:
    struct Facts
    {
        QString person; //!< "Priya Raman"
        QString portal; //!< "Northwind developer portal"
        bool hasPassphrase = false; //!< Otherwise the desktop's key store opens it.
        int unsentIntents = 0; //!< What signing out from here loses.
        int drafts = 0;
        bool isUnsentKnown = true; //!< Otherwise nobody can say before it is unlocked.
    };

    //! The longest wait between two wrong passphrases.
    static constexpr int longestWaitSeconds = 60;

    explicit LockPage(const Facts &facts, QWidget *parent = nullptr);
    ~LockPage() override;

    //! The passphrase was wrong: says so, and makes the next attempt wait longer than the last.
    void showWrong();
    //! It could not be tried, or the key store refused.
    void showFailed(const Error &error);
    //! Seconds until the next attempt; 0 when it may be now.
    int waitSeconds() const { return m_waitSeconds; }

Q_SIGNALS:
    //! Empty for the desktop's key store. The bytes are overwritten when the slots return: copy them
    //! into locked memory.
    void unlockRequested(const QByteArray &passphrase);
    void signOutRequested();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    QWidget *makeForm();
    QWidget *makeSignOut();
    void unlock();
    void tick();
    void showWait();
    void setBusy(bool busy);
    QString lossSentence() const;

    const Facts m_facts;
    QLineEdit *m_field;
    Button *m_unlock;
    TextLabel *m_said;
    InlineError *m_error;
    Button *m_signOut;
    QWidget *m_confirm;
    QTimer m_second;
    int m_attempts = 0;
    int m_waitSeconds = 0;
    bool m_busy = false;
};

//! "2 intents and 1 draft were not sent." Empty for none.
QString unsentSentence(int intents, int drafts);

} // namespace gatehouse
