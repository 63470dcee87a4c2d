// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/review/deltadelegate.h"

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

struct Counts
{
    int added = 0;
    int removed = 0;
    int changed = 0;
    bool isEmpty() const { return added + removed + changed == 0; }
};

Counts countsOf(const QModelIndex &index)
{
    return {index.data(DeltaModel::AddedRole).toInt(), index.data(DeltaModel::RemovedRole).toInt(), index.data(DeltaModel::ChangedRole).toInt()};
}

//! Many small pieces read best as signed counts; of the rest each one matters and is a badge.
bool isCounted(const QString &dimension)
{
    return dimension == "code"_L1 || dimension == "dependencies"_L1;
}

void paintCounts(RowPainter &row, QRect &area, const Counts &counts)
{
    const Theme &theme = row.theme();
    if (counts.changed > 0)
        row.text(area, Side::Right, u"\u2191%1"_s.arg(counts.changed), TextStyle::CodeSmall, theme.muted, 6);
    if (counts.removed > 0)
        row.text(area, Side::Right, u"-%L1"_s.arg(counts.removed), TextStyle::CodeSmall, theme.bad, 6);
    if (counts.added > 0)
        row.text(area, Side::Right, u"+%L1"_s.arg(counts.added), TextStyle::CodeSmall, theme.ok, 6);
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
    const Counts counts = countsOf(index);
    if (verdict == Verdict::NotRun || verdict == Verdict::Error)
        row.badge(area, Side::Right, {tr("Not known"), IconName::Help, verdict == Verdict::Error ? Tone::Warn : Tone::Neutral});
    else if (counts.isEmpty())
        row.badge(area, Side::Right, {tr("Same"), IconName::Equal, Tone::Neutral});
    else if (isCounted(dimension))
        paintCounts(row, area, counts);
    else
        paintBadges(row, area, verdict, index);
    const QColor iconColor = verdict == Verdict::Fail ? theme.bad : verdict == Verdict::Warn ? theme.warn : theme.muted;
    row.icon(area, Side::Left, iconOf(dimension), metrics::iconSmallSize, iconColor, 8);
    QRect name = area;
    name.setWidth(scaled(104));
    area.setLeft(name.right() + 1);
    row.text(name, Side::Left, dimensionName(dimension), TextStyle::BodyMedium, theme.text, 0);
    row.text(area, Side::Left, index.data(DeltaModel::SummaryRole).toString(), TextStyle::Small, theme.muted, 0);
}

void DeltaDelegate::paintBadges(RowPainter &row, QRect &area, Verdict verdict, const QModelIndex &index) const
{
    const Counts counts = countsOf(index);
    const bool bad = verdict == Verdict::Fail || verdict == Verdict::Error;
    const Tone tone = bad ? Tone::Bad : verdict == Verdict::Warn ? Tone::Warn : Tone::Neutral;
    const IconName mark = bad ? IconName::TriangleAlert : verdict == Verdict::Warn ? IconName::CircleAlert : IconName::None;
    if (counts.removed > 0)
        row.badge(area, Side::Right, {tr("%n gone", nullptr, counts.removed), IconName::Minus, Tone::Neutral}, 4);
    if (counts.changed > 0)
        row.badge(area, Side::Right, {tr("%n changed", nullptr, counts.changed), mark, tone}, 4);
    if (counts.added > 0)
        row.badge(area, Side::Right, {tr("%n new", nullptr, counts.added), bad ? mark : IconName::Plus, tone}, 4);
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
