// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/contract/workflow.h"
#include "widgets/common/drafts/draftbinding.h"
#include "widgets/common/paint/badgelook.h"

#include <QWidget>

class QCheckBox;
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
    //! \a mark says what its thread waits for; without text there is none.
    LineCommentCard(const Comment &comment, const QDateTime &now, const BadgeLook &mark = {}, QWidget *parent = nullptr);
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
    //! Why the person may not say that it must be solved; empty when they may.
    void setMarkBlocked(const QString &reason);
    void toggleMustSolve();
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
    QCheckBox *m_mustSolve;
    TextLabel *m_read;
    InlineError *m_error;
    Button *m_discard;
    Button *m_keep;
    Button *m_change;
    bool m_isEditing = false;
};

} // namespace gatehouse
