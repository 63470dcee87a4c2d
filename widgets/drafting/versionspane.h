// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/common/paint/textcache.h"

#include <QStyledItemDelegate>
#include <QWidget>

class QListView;

namespace gatehouse {

class DraftedText;
class SpokenModel;

//! A version of a drafted text: number, state, when and by whom.
class VersionDelegate final : public QStyledItemDelegate
{
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    //! What the row says to a screen reader.
    static QString sentence(const QModelIndex &index);

private:
    mutable TextCache m_cache;
};

//! The versions of a drafted text, newest first.
class VersionsPane final : public QWidget
{
    Q_OBJECT
public:
    //! \a objectName is the list's.
    explicit VersionsPane(const QString &objectName, QWidget *parent = nullptr);
    ~VersionsPane() override;

    //! Null shows none. The text must outlive its being shown.
    void setText(DraftedText *text);

Q_SIGNALS:
    //! Enter or a double click on the version with that number.
    void chosen(int version);

private:
    QListView *m_list;
    SpokenModel *m_rows = nullptr;
};

//! "draft", "active", "retired", in the person's language.
QString versionStateWord(const QString &state);

} // namespace gatehouse
