// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/config/inspectordelegates.h"

#include "models/config/provenancemodel.h"
#include "models/config/revisionlistmodel.h"
#include "widgets/common/paint/rowpainter.h"
#include "widgets/common/textstyle.h"
#include "widgets/common/timetext.h"
#include "widgets/common/vocabulary.h"

#include <QMouseEvent>
#include <QPainter>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

QSize ProvenanceDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const
{
    return {120, scaled(metrics::rowCompact)};
}

QString spokenProvenance(const QModelIndex &index)
{
    const QString tenant = index.data(ProvenanceModel::TenantRole).toString();
    const QString name = tenant.isEmpty() ? environmentName(Environment(index.data(ProvenanceModel::EnvironmentRole).toInt())) : ProvenanceDelegate::tr("Tenant %1").arg(tenant);
    if (!index.data(ProvenanceModel::IsSetRole).toBool())
        return ProvenanceDelegate::tr("%1, not set").arg(name);
    const QString value = index.data(ProvenanceModel::ValueTextRole).toString();
    return index.data(ProvenanceModel::IsWinnerRole).toBool() ? ProvenanceDelegate::tr("%1, %2, in force").arg(name, value) : name + u", "_s + value;
}

void ProvenanceDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const Theme &theme = themeOf(option.palette);
    RowPainter row(*painter, theme, m_cache);
    const bool isWinner = index.data(ProvenanceModel::IsWinnerRole).toBool();
    const bool isSet = index.data(ProvenanceModel::IsSetRole).toBool();
    const auto environment = Environment(index.data(ProvenanceModel::EnvironmentRole).toInt());
    const QString tenant = index.data(ProvenanceModel::TenantRole).toString();
    const int revision = index.data(ProvenanceModel::RevisionRole).toInt();
    if (isWinner)
        paintBox(*painter, QRectF(option.rect).adjusted(8, 0, -8, 0), metrics::radiusBadge, theme.sel);
    QRect area = option.rect.adjusted(16, 0, -16, 0);
    QRect side = area;
    side.setLeft(side.right() - scaled(40));
    area.setRight(side.left() - 4);
    if (isSet)
        row.text(side, Side::Right, revision > 0 ? u"r%1"_s.arg(revision) : ProvenanceDelegate::tr("draft"), TextStyle::Small, isWinner ? theme.text : theme.faint, 0);
    const QColor color = isWinner ? theme.text : isSet ? theme.text : theme.muted;
    if (tenant.isEmpty())
        row.environmentMark(area, Side::Left, environment, isWinner ? theme.text : theme.muted, 8);
    else
        row.icon(area, Side::Left, IconName::Building, metrics::iconSmallSize, theme.muted, 6);
    QString name = tenant.isEmpty() ? environmentName(environment) : ProvenanceDelegate::tr("Tenant %1").arg(tenant);
    name[0] = name.at(0).toUpper();
    QRect nameArea = area;
    nameArea.setWidth(qMin(area.width(), row.textWidth(name, isWinner ? TextStyle::BodyStrong : TextStyle::Body) + 2));
    area.setLeft(nameArea.right() + 8);
    row.text(nameArea, Side::Left, name, isWinner ? TextStyle::BodyStrong : TextStyle::Body, color, 0);
    const QString value = isSet ? index.data(ProvenanceModel::ValueTextRole).toString() : ProvenanceDelegate::tr("not set");
    row.text(area, Side::Right, value, TextStyle::Code, isSet ? theme.text : theme.muted);
    painter->restore();
}

QSize RevisionDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const
{
    return {120, scaled(metrics::rowFacet)};
}

bool RevisionDelegate::editorEvent(QEvent *event, QAbstractItemModel *, const QStyleOptionViewItem &option, const QModelIndex &index)
{
    if (event->type() != QEvent::MouseButtonRelease
        || static_cast<QMouseEvent *>(event)->position().x() < option.rect.right() - scaled(48))
        return false;
    Q_EMIT diffRequested(index);
    return true;
}

void RevisionDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const Theme &theme = themeOf(option.palette);
    RowPainter row(*painter, theme, m_cache);
    const int number = index.data(RevisionListModel::NumberRole).toInt();
    const bool isBase = number == m_base;
    if (option.state & (QStyle::State_Selected | QStyle::State_MouseOver))
        painter->fillRect(option.rect, option.state & QStyle::State_Selected ? theme.sel : theme.hover);
    QRect area = option.rect.adjusted(16, 0, -16, 0);
    row.text(area, Side::Right, RevisionDelegate::tr("Diff"), TextStyle::SmallMedium, theme.accentText, 8);
    row.text(area, Side::Left, u"r%1"_s.arg(number), TextStyle::Code, isBase ? theme.accentText : theme.text, 10);
    const QDateTime created = index.data(RevisionListModel::CreatedAtRole).toDateTime();
    row.text(area, Side::Left, momentText(created, QDateTime::currentDateTimeUtc()), TextStyle::Small, theme.muted, 10);
    const Term state = term(RevisionState(index.data(RevisionListModel::StateRole).toInt()));
    row.icon(area, Side::Left, state.icon, metrics::iconBadgeSize, toneColors(theme, state.tone).text, 4);
    row.text(area, Side::Left, isBase ? RevisionDelegate::tr("your base") : state.word, TextStyle::Small,
        isBase ? theme.accentText : theme.text);
    painter->restore();
}

} // namespace gatehouse
