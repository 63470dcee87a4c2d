// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QIdentityProxyModel>

#include <functional>

namespace gatehouse {

//! Gives each row of a model the one sentence a screen reader says for it. Models hold no words.
class SpokenModel final : public QIdentityProxyModel
{
    Q_OBJECT

public:
    using Sentence = std::function<QString(const QModelIndex &source)>;

    SpokenModel(QAbstractItemModel *source, Sentence sentence, QObject *parent)
        : QIdentityProxyModel(parent)
        , m_sentence(std::move(sentence))
    {
        setSourceModel(source);
    }

    QVariant data(const QModelIndex &index, int role) const override
    {
        return role == Qt::AccessibleTextRole ? QVariant(m_sentence(mapToSource(index))) : QIdentityProxyModel::data(index, role);
    }

private:
    Sentence m_sentence;
};

} // namespace gatehouse
