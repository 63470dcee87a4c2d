// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/policies/backtestdelegate.h"

#include "models/policies/backtestmodel.h"
#include "widgets/common/paint/rowpainter.h"
#include "widgets/common/textstyle.h"
#include "widgets/common/timetext.h"
#include "widgets/common/vocabulary.h"

#include <QPainter>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

constexpr int left = 16;
constexpr int sentenceHeight = 18;

BadgeLook effectBadge(const QString &effect)
{
    if (effect == "blocked"_L1)
        return {BacktestDelegate::tr("Would be blocked"), IconName::Ban, Tone::Bad};
    if (effect == "let_through"_L1)
        return {BacktestDelegate::tr("Would be let through"), IconName::Check, Tone::Ok};
    if (effect == "stricter"_L1)
        return {BacktestDelegate::tr("Stricter"), IconName::ArrowUp, Tone::Warn};
    return {BacktestDelegate::tr("Milder"), IconName::ArrowDown, Tone::Neutral};
}

QString decidedText(const QModelIndex &index)
{
    const QString status = term(RequestStatus(index.data(BacktestModel::StatusRole).toInt())).word;
    const QString when = momentText(index.data(BacktestModel::DecidedAtRole).toDateTime(), QDateTime::currentDateTimeUtc());
    const QString before = term(Enforcement(index.data(BacktestModel::BeforeRole).toInt())).word;
    const QString after = term(Enforcement(index.data(BacktestModel::AfterRole).toInt())).word;
    return index.data(BacktestModel::RememberedRole).toBool()
        ? BacktestDelegate::tr("%1 %2. On what was known then: %3 instead of %4.").arg(status, when, after, before)
        : BacktestDelegate::tr("%1 %2. On what is known now: %3 instead of %4.").arg(status, when, after, before);
}

} // namespace

QSize BacktestDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &index) const
{
    const int lines = 1 + int(index.data(BacktestModel::ReasonsRole).toStringList().size());
    return {240, scaled(metrics::rowCompact) + lines * scaled(sentenceHeight) + 6};
}

QString BacktestDelegate::sentence(const QModelIndex &index)
{
    QStringList parts {index.data(BacktestModel::NumberRole).toString(), index.data(BacktestModel::PluginRole).toString(),
        index.data(BacktestModel::VersionRole).toString(), environmentName(Environment(index.data(BacktestModel::EnvironmentRole).toInt())),
        effectBadge(index.data(BacktestModel::EffectRole).toString()).text};
    if (index.data(BacktestModel::InProductionRole).toBool())
        parts.append(tr("runs in production now"));
    parts.append(decidedText(index));
    return (parts + index.data(BacktestModel::ReasonsRole).toStringList()).join(u", "_s);
}

void BacktestDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const Theme &theme = themeOf(option.palette);
    RowPainter row(*painter, theme, m_cache);
    row.background(option);
    QRect line = option.rect.adjusted(left, 0, -left, 0);
    line.setHeight(scaled(metrics::rowCompact));
    row.badge(line, Side::Right, effectBadge(index.data(BacktestModel::EffectRole).toString()));
    if (index.data(BacktestModel::InProductionRole).toBool())
        row.badge(line, Side::Right, {tr("In production now"), IconName::Rocket, Tone::Bad});
    row.text(line, Side::Left, index.data(BacktestModel::NumberRole).toString(), TextStyle::CodeSmall, theme.muted);
    row.environmentMark(line, Side::Left, Environment(index.data(BacktestModel::EnvironmentRole).toInt()), theme.muted, 8);
    row.text(line, Side::Right, index.data(BacktestModel::VersionRole).toString(), TextStyle::CodeSmall, theme.muted);
    row.packageName(line, index.data(BacktestModel::PluginRole).toString(), TextStyle::BodyMedium);
    QRect below(option.rect.left() + left + 12, line.bottom() + 1, option.rect.width() - 2 * left - 12, scaled(sentenceHeight));
    QRect area = below;
    row.text(area, Side::Left, decidedText(index), TextStyle::Small, theme.muted);
    const QStringList reasons = index.data(BacktestModel::ReasonsRole).toStringList();
    for (const QString &reason : reasons) {
        below.translate(0, below.height());
        area = below;
        row.icon(area, Side::Left, IconName::CornerDownRight, metrics::iconBadgeSize, theme.faint, 6);
        row.text(area, Side::Left, reason, TextStyle::Small, theme.text);
    }
    painter->restore();
}

} // namespace gatehouse
