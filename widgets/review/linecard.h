// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/contract/workflow.h"
#include "widgets/common/drafts/draftbinding.h"

#include <QWidget>

class QLabel;
class QPlainTextEdit;

namespace gatehouse {

class Button;
class InlineError;
class TextLabel;

//! The box of a remark below a line, from the text column on: rounded, with a halo while it is a draft.
class LineCard : public QWidget
{
    Q_OBJECT

public:
    explicit LineCard(bool isDraft, QWidget *parent = nullptr);

    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void setMargins();
    bool m_isDraft;
};

//! What somebody said about a line.
class LineCommentCard final : public LineCard
{
    Q_OBJECT

public:
    LineCommentCard(const Comment &comment, const QDateTime &now, QWidget *parent = nullptr);
};

//! What the person writes about a line and has not sent: kept on this computer from the first letter on.
class LineDraftCard final : public LineCard
{
    Q_OBJECT

public:
    //! \a place says which line in words: "package.json, line 43".
    LineDraftCard(DraftKeeper &drafts, const DraftPlace &draft, const QString &place, QWidget *parent = nullptr);

    //! Opens the text for writing.
    void edit();
    bool isEditing() const { return m_isEditing; }
    QString text() const;
    //! Why it could not be sent.
    void setError(const Error &error);

Q_SIGNALS:
    //! It is kept, and the person goes on reading.
    void left();
    void discarded();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void showState();
    void showKept();
    void keep();
    void fitText();

    DraftBinding m_binding;
    TextLabel *m_kept;
    QPlainTextEdit *m_edit;
    TextLabel *m_read;
    InlineError *m_error;
    Button *m_discard;
    Button *m_keep;
    Button *m_change;
    bool m_isEditing = false;
};

} // namespace gatehouse
