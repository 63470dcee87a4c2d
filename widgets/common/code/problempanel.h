// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "models/config/problemmodel.h"
#include "widgets/common/paint/textcache.h"

#include <QStyledItemDelegate>

class QListView;

namespace gatehouse {

class Button;
class IconLabel;
class InlineError;
class TextLabel;

//! One problem: severity, what is wrong, line:column.
class ProblemDelegate final : public QStyledItemDelegate
{
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    mutable TextCache m_cache;
};

//! What is wrong with the text, below the editor.
class ProblemPanel final : public QWidget
{
    Q_OBJECT
public:
    explicit ProblemPanel(QWidget *parent = nullptr);

    //! Null shows none. The model must outlive its being shown.
    void setProblems(ProblemModel *problems);
    void setCursorPlace(int line, int column);
    //! "Schema 2.8.1", or why there is none.
    void setSchema(const QString &words);
    //! The portal could not judge the text; nothing clears it.
    void setCheckError(const std::optional<Error> &error);
    //! Selects the next problem after \a line and asks for its place.
    void goToNext(int line);

Q_SIGNALS:
    void placeRequested(int line, int column);
    void nextRequested();
    void retryRequested();

private:
    void showCounts();
    void activate(const QModelIndex &index);

    ProblemModel *m_problems = nullptr;
    IconLabel *m_errorIcon;
    TextLabel *m_errors;
    IconLabel *m_otherIcon;
    TextLabel *m_others;
    TextLabel *m_place;
    TextLabel *m_schema;
    Button *m_next;
    InlineError *m_error;
    TextLabel *m_none;
    QListView *m_list;
};

} // namespace gatehouse
