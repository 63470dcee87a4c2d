// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/drafts/draftlistmodel.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

QString longestText(const QJsonObject &values)
{
    // A configuration carries what it was written on, too.
    if (values.contains(u"text"_s))
        return values.value(u"text"_s).toString();
    QString longest;
    for (const QJsonValue &value : values) {
        if (value.toString().size() > longest.size())
            longest = value.toString();
    }
    return longest;
}

} // namespace

DraftListModel::DraftListModel(const DraftKeeper &drafts, QObject *parent)
    : ValueListModel(parent)
    , m_drafts(drafts)
{
    connect(&drafts, &DraftKeeper::changed, this, &DraftListModel::refresh);
    connect(&drafts, &DraftKeeper::restored, this, &DraftListModel::refresh);
    connect(&drafts, &DraftKeeper::kept, this, &DraftListModel::onWritten);
    refresh();
}

void DraftListModel::refresh()
{
    QList<Draft> drafts = m_drafts.all();
    drafts.removeIf([](const Draft &draft) { return !isListedDraft(draft.key); });
    setItems(drafts);
}

void DraftListModel::onWritten(const QString &key)
{
    if (const QModelIndex index = indexOf(key); index.isValid())
        Q_EMIT dataChanged(index, index, {WrittenRole});
}

QModelIndex DraftListModel::indexOf(const QString &key) const
{
    const auto found = std::find_if(items().begin(), items().end(), [&key](const Draft &draft) { return draft.key == key; });
    return found == items().end() ? QModelIndex() : index(int(found - items().begin()), 0);
}

QVariant DraftListModel::value(const Draft &draft, int, int role) const
{
    switch (role) {
    case Qt::DisplayRole:
    case SubjectRole:
        return draft.subject;
    case KeyRole:
        return draft.key;
    case KindRole:
        return draft.key.section(u'/', 0, 0);
    case ObjectRole:
        return draft.key.section(u'/', 1, 1);
    case DetailRole:
        return draft.key.section(u'/', 2);
    case TextRole:
        return longestText(draft.values);
    case KeptAtRole:
        return draft.keptAt;
    case WrittenRole:
        return m_drafts.isWritten(draft.key);
    default:
        return {};
    }
}

QString wholeText(const Draft &draft)
{
    if (draft.values.contains(u"text"_s))
        return draft.values.value(u"text"_s).toString();
    QStringList texts;
    for (const QJsonValue &value : draft.values) {
        if (value.isString())
            texts.append(value.toString());
    }
    return texts.join(u"\n\n"_s);
}

} // namespace gatehouse
