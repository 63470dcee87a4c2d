// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QIdentityProxyModel>

namespace gatehouse {

//! Gives a raw table model the words of its columns. Rows and columns
//! stay what they are: an index maps one to one.
class HeaderProxy final : public QIdentityProxyModel
{
    Q_OBJECT
public:
    //! \a source is not owned. \a headers are translated, one per column.
    HeaderProxy(QAbstractItemModel *source, QStringList headers, QObject *parent = nullptr);

    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QStringList m_headers;
};

} // namespace gatehouse
