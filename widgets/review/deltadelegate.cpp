// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/review/deltadelegate.h"

#include "core/contract/enums.h"
#include "models/review/deltamodel.h"
#include "widgets/common/vocabulary.h"

#include <QCoreApplication>
#include <QAbstractItemView>
#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

IconName iconOf(const QString &dimension)
{
    if (dimension == "code"_L1)
        return IconName::FileCode;
    if (dimension == "dependencies"_L1)
        return IconName::Cubes;
    if (dimension == "install_scripts"_L1)
        return IconName::Terminal;
    if (dimension == "permissions"_L1)
        return IconName::Key;
    if (dimension == "config_keys"_L1)
        return IconName::Sliders;
    if (dimension == "findings"_L1)
        return IconName::Bug;
    if (dimension == "licence"_L1)
        return IconName::Scales;
    return dimension == "publisher"_L1 ? IconName::User : IconName::File;
}

//! Signed counts in mono, green and red; the summary says them in words.
void paintCounts(RowPainter &row, QRect &area, int added, int removed, int changed)
{
    const Theme &theme = row.theme();
    if (changed > 0)
        row.text(area, Side::Right, u"\u2191%1"_s.arg(changed), TextStyle::CodeSmall, theme.muted, 6);
    if (removed > 0)
        row.text(area, Side::Right, u"-%L1"_s.arg(removed), TextStyle::CodeSmall, theme.bad, 6);
    if (added > 0)
        row.text(area, Side::Right, u"+%L1"_s.arg(added), TextStyle::CodeSmall, theme.ok, 6);
}

} // namespace

QSize DeltaDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const
{
    return {200, scaled(metrics::rowCompact)};
}

void DeltaDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    RowPainter row(*painter, themeOf(option.palette), m_cache);
    const Theme &theme = row.theme();
    row.background(option);
    const auto verdict = Verdict(index.data(DeltaModel::VerdictRole).toInt());
    const QString dimension = index.data(DeltaModel::DimensionRole).toString();
    QRect area = option.rect.adjusted(metrics::spaceMd, 0, -metrics::spaceMd, 0);
    if (verdict == Verdict::Warn || verdict == Verdict::Fail || verdict == Verdict::Error) {
        BadgeLook look {tr("Look"), IconName::TriangleAlert, verdict == Verdict::Warn ? Tone::Warn : Tone::Bad};
        if (verdict == Verdict::Warn)
            look.icon = IconName::CircleAlert;
        row.badge(area, Side::Right, look);
    } else if (index.data(DeltaModel::AddedRole).toInt() + index.data(DeltaModel::RemovedRole).toInt()
            + index.data(DeltaModel::ChangedRole).toInt()
        == 0) {
        row.badge(area, Side::Right, {tr("Same"), IconName::Equal, Tone::Neutral});
    }
    paintCounts(row, area, index.data(DeltaModel::AddedRole).toInt(), index.data(DeltaModel::RemovedRole).toInt(),
        index.data(DeltaModel::ChangedRole).toInt());
    const QColor iconColor = verdict == Verdict::Fail ? theme.bad : verdict == Verdict::Warn ? theme.warn : theme.muted;
    row.icon(area, Side::Left, iconOf(dimension), metrics::iconSmallSize, iconColor, 8);
    QRect name = area;
    name.setWidth(scaled(104));
    area.setLeft(name.right() + 1);
    row.text(name, Side::Left, dimensionName(dimension), TextStyle::BodyMedium, theme.text, 0);
    row.text(area, Side::Left, index.data(DeltaModel::SummaryRole).toString(), TextStyle::Small, theme.muted, 0);
}

QString DeltaDelegate::dimensionName(const QString &dimension)
{
    if (dimension == "code"_L1)
        return tr("Code");
    if (dimension == "dependencies"_L1)
        return tr("Dependencies");
    if (dimension == "install_scripts"_L1)
        return tr("Install scripts");
    if (dimension == "permissions"_L1)
        return tr("Permissions");
    if (dimension == "config_keys"_L1)
        return tr("Config keys");
    if (dimension == "findings"_L1)
        return tr("Findings");
    if (dimension == "licence"_L1)
        return tr("Licence");
    if (dimension == "publisher"_L1)
        return tr("Publisher");
    return dimension;
}

bool DeltaDelegate::helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &, const QModelIndex &index)
{
    if (event->type() != QEvent::ToolTip || !index.isValid())
        return false;
    QToolTip::showText(event->globalPos(), index.data(DeltaModel::SummaryRole).toString().toHtmlEscaped(), view);
    return true;
}

} // namespace gatehouse
