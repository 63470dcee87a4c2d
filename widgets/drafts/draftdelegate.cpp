// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/drafts/draftdelegate.h"

#include "core/base/clock.h"
#include "core/contract/enums.h"
#include "models/drafts/draftlistmodel.h"
#include "widgets/common/drafts/draftnote.h"
#include "widgets/common/paint/rowpainter.h"
#include "widgets/common/textstyle.h"

#include <QPainter>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

QString decisionWord(Outcome outcome)
{
    switch (outcome) {
    case Outcome::Reject:
        return DraftDelegate::tr("Reason to reject");
    case Outcome::RequestChanges:
        return DraftDelegate::tr("Changes to ask for");
    default:
        return DraftDelegate::tr("Words to approve with");
    }
}

QHash<QString, QString> kindWords()
{
    return {
        {u"comment"_s, DraftDelegate::tr("Comment")},
        {u"reply"_s, DraftDelegate::tr("Reply")},
        {u"line"_s, DraftDelegate::tr("Comment on a line")},
        {u"withdraw"_s, DraftDelegate::tr("Reason to withdraw")},
        {u"resubmit"_s, DraftDelegate::tr("Words to submit again with")},
        {u"suppress"_s, DraftDelegate::tr("Reason to suppress a finding")},
        {u"suppression"_s, DraftDelegate::tr("Words about a suppression")},
        {u"report"_s, DraftDelegate::tr("What a report does not tell")},
        {u"request"_s, DraftDelegate::tr("Request")},
        {u"edit"_s, DraftDelegate::tr("Edit")},
        {u"install"_s, DraftDelegate::tr("Reason to install")},
        {u"rollback"_s, DraftDelegate::tr("Reason to roll back")},
        {u"enable"_s, DraftDelegate::tr("Reason to enable")},
        {u"disable"_s, DraftDelegate::tr("Reason to disable")},
        {u"uninstall"_s, DraftDelegate::tr("Reason to remove")},
        {u"block"_s, DraftDelegate::tr("Reason to block")},
        {u"unblock"_s, DraftDelegate::tr("Reason to lift the block")},
        {u"deprecate"_s, DraftDelegate::tr("Reason to deprecate")},
        {u"undeprecate"_s, DraftDelegate::tr("Reason to take the deprecation back")},
        {u"import"_s, DraftDelegate::tr("Packages to register")},
        {u"config"_s, DraftDelegate::tr("Configuration")},
        {u"config-save"_s, DraftDelegate::tr("Reason to save")},
        {u"config-deploy"_s, DraftDelegate::tr("Reason to deploy")},
        {u"config-approval"_s, DraftDelegate::tr("Words to ask for approval with")},
        {u"config-rollback"_s, DraftDelegate::tr("Reason to go back")},
        {u"workflow"_s, DraftDelegate::tr("Approval workflow")},
        {u"policies"_s, DraftDelegate::tr("Policies")},
    };
}

QString keptWords(const QModelIndex &index, const QDateTime &now)
{
    return index.data(DraftListModel::WrittenRole).toBool() ? keptText(index.data(DraftListModel::KeptAtRole).toDateTime(), now)
                                                            : DraftDelegate::tr("Not on the disk yet");
}

} // namespace

QString draftKindWord(const QString &key)
{
    const QString kind = key.section(u'/', 0, 0);
    if (kind == "decision"_L1)
        return decisionWord(fromWire<Outcome>(key.section(u'/', 2)));
    return kindWords().value(kind, DraftDelegate::tr("Text"));
}

QString draftSentence(const QModelIndex &index, const QDateTime &now)
{
    QStringList parts {draftKindWord(index.data(DraftListModel::KeyRole).toString()), index.data(DraftListModel::SubjectRole).toString(), keptWords(index, now),
        index.data(DraftListModel::TextRole).toString().simplified()};
    parts.removeAll(QString());
    return parts.join(u", "_s);
}

DraftDelegate::DraftDelegate(const Clock &clock, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_clock(clock)
{
}

QSize DraftDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const
{
    return {200, scaled(metrics::rowInbox)};
}

void DraftDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const Theme &theme = themeOf(option.palette);
    RowPainter row(*painter, theme, m_cache);
    row.background(option);
    const int half = option.rect.height() / 2;
    QRect top = option.rect.adjusted(metrics::spaceLg, 5, -metrics::spaceLg, -half + 1);
    row.text(top, Side::Right, keptWords(index, m_clock.now()), TextStyle::Small,
        index.data(DraftListModel::WrittenRole).toBool() ? theme.muted : theme.warn);
    row.text(top, Side::Left, draftKindWord(index.data(DraftListModel::KeyRole).toString()), TextStyle::BodyMedium, theme.text);
    row.text(top, Side::Left, index.data(DraftListModel::SubjectRole).toString(), TextStyle::Body, theme.muted);
    QRect below = option.rect.adjusted(metrics::spaceLg, half - 1, -metrics::spaceLg, -6);
    row.text(below, Side::Left, index.data(DraftListModel::TextRole).toString().left(400).simplified(), TextStyle::Small, theme.muted);
    painter->restore();
}

} // namespace gatehouse
