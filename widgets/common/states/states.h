// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "widgets/common/iconname.h"
#include "widgets/common/theme.h"

#include <QDateTime>
#include <QFrame>
#include <QTimer>

class QAction;
class QHBoxLayout;

//! The states every screen must have. They stand where the content would be, or above it as a band;
//! none covers content.
namespace gatehouse {

class Button;
class IconLabel;
class TextLabel;

//! Nothing here: one sentence and at most one action, left aligned at the first row.
class EmptyState final : public QWidget
{
    Q_OBJECT

public:
    explicit EmptyState(const QString &sentence, QWidget *parent = nullptr);
    void setSentence(const QString &sentence);
    //! Empty hides the action.
    void setAction(const QString &text);

Q_SIGNALS:
    void actionTriggered();

private:
    TextLabel *m_sentence;
    Button *m_action;
};

//! Loading without a cache: three grey rows and a sentence, 150 ms after it is first shown so that
//! fast answers do not flicker. Call restart() to begin again.
class LoadingRows final : public QWidget
{
    Q_OBJECT

public:
    explicit LoadingRows(const QString &sentence, QWidget *parent = nullptr);
    void restart();
    void setRowHeight(int height);
    bool isDrawn() const { return m_drawn; }

protected:
    void paintEvent(QPaintEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    QString m_sentence;
    QTimer m_delay;
    int m_rowHeight;
    bool m_drawn = false;
};

//! An error beside its cause: the sentence, a retry where it may help, and code and correlation id
//! under "Details", to copy. Hidden until setError(); the owner calls clear() when the cause goes.
class InlineError final : public QFrame
{
    Q_OBJECT

public:
    explicit InlineError(QWidget *parent = nullptr);
    void setError(const Error &error);
    void clear();
    bool hasError() const { return m_shown; }
    //! What "Details" shows and copies.
    QString details() const;

Q_SIGNALS:
    void retryRequested();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Error m_error;
    bool m_shown = false;
    TextLabel *m_message;
    TextLabel *m_details;
    Button *m_retry;
    Button *m_toggle;
    Button *m_copy;
};

//! A band with a tone across the top of a pane: icon, bold lead, plain rest, buttons at the right.
class MessageBar final : public QFrame
{
    Q_OBJECT

public:
    explicit MessageBar(Tone tone, IconName icon, QWidget *parent = nullptr);
    void setMessage(const QString &lead, const QString &rest = {});
    //! Adds a small outline button at the right.
    Button *addAction(const QString &text);
    using QFrame::addAction;
    //! Rounded with a line, inside a page, instead of edge to edge.
    void setBoxed(bool boxed);
    void setTone(Tone tone, IconName icon);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Tone m_tone;
    bool m_boxed = false;
    IconLabel *m_icon;
    TextLabel *m_lead;
    TextLabel *m_rest;
    QHBoxLayout *m_actions;
};

//! Data that is older than it should be: amber, with the last good time and a retry.
class StaleBand final : public QFrame
{
    Q_OBJECT

public:
    explicit StaleBand(QWidget *parent = nullptr);
    //! \a lead says what is lost: "Source lost". An invalid time says that there never was one.
    void setLastGood(const QString &lead, const QDateTime &lastGood, const QDateTime &now);
    //! Shown as "Retry in 12 s"; negative hides it.
    void setRetryIn(int seconds);

Q_SIGNALS:
    void retryRequested();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    TextLabel *m_lead;
    TextLabel *m_since;
    TextLabel *m_countdown;
    Button *m_retry;
};

} // namespace gatehouse
