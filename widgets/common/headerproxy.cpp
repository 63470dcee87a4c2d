// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/headerproxy.h"

namespace gatehouse {

HeaderProxy::HeaderProxy(QAbstractItemModel *source, QStringList headers, QObject *parent)
    : QIdentityProxyModel(parent)
    , m_headers(std::move(headers))
{
    setSourceModel(source);
}

QVariant HeaderProxy::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Horizontal && role == Qt::DisplayRole && section >= 0 && section < m_headers.size())
        return m_headers.at(section);
    return QIdentityProxyModel::headerData(section, orientation, role);
}

QVariant HeaderProxy::data(const QModelIndex &index, int role) const
{
    if (role == Qt::AccessibleTextRole && m_words && index.isValid())
        return m_words(mapToSource(index));
    return QIdentityProxyModel::data(index, role);
}

} // namespace gatehouse
