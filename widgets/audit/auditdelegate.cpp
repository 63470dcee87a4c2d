// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/audit/auditdelegate.h"

#include "models/audit/audittablemodel.h"
#include "widgets/common/paint/rowpainter.h"
#include "widgets/common/textstyle.h"
#include "widgets/common/timetext.h"

#include <QPainter>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

QString auditActionWords(const QString &action)
{
    QString words = action;
    words.replace(u'.', u' ').replace(u'_', u' ');
    if (!words.isEmpty())
        words[0] = words.at(0).toUpper();
    return words;
}

QString spokenAuditCell(const QModelIndex &index)
{
    const QVariant value = index.data(AuditTableModel::ValueRole);
    switch (AuditTableModel::Column(index.column())) {
    case AuditTableModel::At: {
        const QString moment = momentText(value.toDateTime(), QDateTime::currentDateTimeUtc());
        return index.data(AuditTableModel::HoldsRole).toBool() ? moment : AuditDelegate::tr("%1, its hash does not hold").arg(moment);
    }
    case AuditTableModel::Action:
        return auditActionWords(value.toString());
    case AuditTableModel::Outcome:
        return value.toString() == "refused"_L1 ? AuditDelegate::tr("Refused") : AuditDelegate::tr("Done");
    case AuditTableModel::Reason:
        return value.toString().isEmpty() ? AuditDelegate::tr("no reason given") : value.toString();
    default:
        return value.toString().isEmpty() ? AuditDelegate::tr("none") : value.toString();
    }
}

QSize AuditDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const
{
    return {80, scaled(metrics::rowList)};
}

void AuditDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const Theme &theme = themeOf(option.palette);
    RowPainter row(*painter, theme, m_cache);
    row.background(option, (option.state & QStyle::State_Selected) && index.column() == 0);
    QRect area = option.rect.adjusted(12, 0, -8, 0);
    const QVariant value = index.data(AuditTableModel::ValueRole);
    switch (AuditTableModel::Column(index.column())) {
    case AuditTableModel::At:
        if (!index.data(AuditTableModel::HoldsRole).toBool())
            row.icon(area, Side::Left, IconName::TriangleAlert, metrics::iconSmallSize, theme.bad, 6);
        row.text(area, Side::Left, momentText(value.toDateTime(), QDateTime::currentDateTimeUtc()), TextStyle::Body, theme.muted);
        break;
    case AuditTableModel::Action:
        row.text(area, Side::Left, auditActionWords(value.toString()), TextStyle::BodyMedium, theme.text);
        break;
    case AuditTableModel::Outcome: {
        const bool refused = value.toString() == "refused"_L1;
        if (refused) {
            const BadgeLook look {AuditDelegate::tr("Refused"), IconName::Ban, Tone::Bad};
            row.badge(area, Side::Left, look);
        } else {
            row.icon(area, Side::Left, IconName::CircleCheck, metrics::iconSmallSize, theme.ok, 6);
            row.text(area, Side::Left, AuditDelegate::tr("Done"), TextStyle::Body, theme.text);
        }
        break;
    }
    case AuditTableModel::Actor:
    case AuditTableModel::Object:
        row.text(area, Side::Left, value.toString(), TextStyle::Body, theme.text);
        break;
    default:
        row.text(area, Side::Left, value.toString(), TextStyle::Body, theme.muted);
    }
    painter->restore();
}

} // namespace gatehouse
