// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/workflows/workflowdelegates.h"

#include "models/workflows/dryrunmodel.h"
#include "models/workflows/workflowlistmodel.h"
#include "widgets/common/paint/rowpainter.h"
#include "widgets/common/textstyle.h"
#include "widgets/common/vocabulary.h"

#include <QPainter>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

constexpr int left = 16;
constexpr int sentenceHeight = 18;

QString versionText(int version)
{
    return u"v%1"_s.arg(version);
}

QString draftText(int version)
{
    return WorkflowDelegate::tr("draft v%1").arg(version);
}

} // namespace

QSize WorkflowDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const
{
    return {200, scaled(metrics::rowInbox)};
}

QString WorkflowDelegate::sentence(const QModelIndex &index)
{
    const int version = index.data(WorkflowListModel::VersionRole).toInt();
    const int draft = index.data(WorkflowListModel::DraftVersionRole).toInt();
    QStringList parts {index.data(WorkflowListModel::NameRole).toString()};
    if (index.data(WorkflowListModel::ActiveRole).toBool())
        parts.append(tr("version %1 is active").arg(version));
    parts.append(index.data(WorkflowListModel::AppliesToRole).toString());
    if (draft > 0)
        parts.append(draftText(draft));
    parts.removeAll(QString());
    return parts.join(u", "_s);
}

void WorkflowDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const Theme &theme = themeOf(option.palette);
    RowPainter row(*painter, theme, m_cache);
    row.background(option);
    const int half = option.rect.height() / 2;
    QRect top = option.rect.adjusted(left, 5, -12, -half + 1);
    const bool active = index.data(WorkflowListModel::ActiveRole).toBool();
    if (active)
        row.text(top, Side::Right, versionText(index.data(WorkflowListModel::VersionRole).toInt()), TextStyle::CodeSmall, theme.muted);
    row.text(top, Side::Left, index.data(WorkflowListModel::NameRole).toString(), TextStyle::BodyMedium, theme.text);
    QRect below = option.rect.adjusted(left, half - 1, -12, -6);
    if (const int draft = index.data(WorkflowListModel::DraftVersionRole).toInt(); draft > 0)
        row.badge(below, Side::Right, {draftText(draft), IconName::Pencil, Tone::Warn});
    if (index.data(WorkflowListModel::EmergencyRole).toBool())
        row.icon(below, Side::Left, IconName::Flame, metrics::iconSmallSize, theme.muted, 6);
    row.text(below, Side::Left, index.data(WorkflowListModel::AppliesToRole).toString(), TextStyle::Small, theme.muted);
    painter->restore();
}

QSize DryRunDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &index) const
{
    const int lines = int(index.data(DryRunModel::SentencesRole).toStringList().size());
    return {200, scaled(metrics::rowCompact) + lines * scaled(sentenceHeight) + (lines > 0 ? 6 : 0)};
}

QString DryRunDelegate::sentence(const QModelIndex &index)
{
    const QStringList sentences = index.data(DryRunModel::SentencesRole).toStringList();
    QStringList parts {index.data(DryRunModel::NumberRole).toString(), index.data(DryRunModel::PluginRole).toString(),
        environmentName(Environment(index.data(DryRunModel::EnvironmentRole).toInt()))};
    if (sentences.isEmpty())
        parts.append(tr("would be the same"));
    return (parts + sentences).join(u", "_s);
}

void DryRunDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const Theme &theme = themeOf(option.palette);
    RowPainter row(*painter, theme, m_cache);
    row.background(option);
    const QStringList sentences = index.data(DryRunModel::SentencesRole).toStringList();
    const QStringList kinds = index.data(DryRunModel::KindsRole).toStringList();
    const auto environment = Environment(index.data(DryRunModel::EnvironmentRole).toInt());
    QRect line = option.rect.adjusted(left, 0, -16, 0);
    line.setHeight(scaled(metrics::rowCompact));
    row.text(line, Side::Right, sentences.isEmpty() ? tr("The same") : index.data(DryRunModel::AfterRole).toString(), TextStyle::Small,
        sentences.isEmpty() ? theme.muted : theme.text);
    row.text(line, Side::Left, index.data(DryRunModel::NumberRole).toString(), TextStyle::CodeSmall, theme.muted);
    row.environmentMark(line, Side::Left, environment, theme.muted, 8);
    row.packageName(line, index.data(DryRunModel::PluginRole).toString(), sentences.isEmpty() ? TextStyle::Body : TextStyle::BodyMedium);
    QRect below(option.rect.left() + left + 12, line.bottom() + 1, option.rect.width() - left - 28, scaled(sentenceHeight));
    for (qsizetype i = 0; i < sentences.size(); ++i) {
        QRect area = below;
        const bool worst = kinds.value(i) == "stuck"_L1;
        row.icon(area, Side::Left, worst ? IconName::TriangleAlert : IconName::CornerDownRight, metrics::iconBadgeSize,
            worst ? theme.bad : theme.faint, 6);
        row.text(area, Side::Left, sentences.at(i), TextStyle::Small, theme.text);
        below.translate(0, below.height());
    }
    painter->restore();
}

} // namespace gatehouse
