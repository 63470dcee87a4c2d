// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QIdentityProxyModel>

#include <functional>

namespace gatehouse {

//! Gives a raw table model the words of its columns, and of its cells for a screen reader. Rows and
//! columns stay what they are: an index maps one to one.
class HeaderProxy final : public QIdentityProxyModel
{
    Q_OBJECT
public:
    //! \a source is not owned. \a headers are translated, one per column.
    HeaderProxy(QAbstractItemModel *source, QStringList headers, QObject *parent = nullptr);

    //! What a screen reader says for a cell, of an index of the source.
    void setSpoken(std::function<QString(const QModelIndex &)> words) { m_words = std::move(words); }

    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    QVariant data(const QModelIndex &index, int role) const override;

private:
    QStringList m_headers;
    std::function<QString(const QModelIndex &)> m_words;
};

} // namespace gatehouse
