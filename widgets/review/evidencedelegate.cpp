// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/review/evidencedelegate.h"

#include "models/review/evidencemodel.h"
#include "widgets/common/timetext.h"
#include "widgets/common/vocabulary.h"
#include "widgets/review/evidencefact.h"

#include <QMouseEvent>
#include <QAbstractItemView>
#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

namespace gatehouse {

namespace {

constexpr int ageWidth = 32;
constexpr int verdictWidth = 84;
constexpr int checkWidth = 116;

QRect cut(QRect &area, int width)
{
    QRect taken = area;
    taken.setWidth(scaled(width));
    area.setLeft(taken.right() + 1);
    return taken;
}

} // namespace

QSize EvidenceDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const
{
    return {200, scaled(metrics::rowCompact)};
}

void EvidenceDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    RowPainter row(*painter, themeOf(option.palette), m_cache);
    const Theme &theme = row.theme();
    row.background(option);
    QRect area = option.rect.adjusted(metrics::spaceMd, 0, -metrics::spaceMd, 0);
    QRect age = area;
    age.setLeft(age.right() - scaled(ageWidth));
    area.setRight(age.left() - 4);
    row.text(age, Side::Right, ageText(index.data(EvidenceModel::RanAtRole).toDateTime(), m_now), TextStyle::Small, theme.muted, 0);
    const Term verdict = term(Verdict(index.data(EvidenceModel::VerdictRole).toInt()));
    const QColor color = toneColors(theme, verdict.tone).text;
    QRect first = cut(area, verdictWidth);
    row.icon(first, Side::Left, verdict.icon, metrics::iconSmallSize, color, 6);
    row.text(first, Side::Left, verdict.word, TextStyle::SmallMedium, color, 0);
    QRect second = cut(area, checkWidth);
    row.text(second, Side::Left, term(EvidenceKind(index.data(EvidenceModel::KindRole).toInt())).word, TextStyle::BodyMedium,
        theme.text, 0);
    if (const QString action = actionOf(index); !action.isEmpty())
        row.text(area, Side::Right, action, TextStyle::SmallMedium, theme.accentText);
    const QString found = m_brief ? evidenceFact(index) : index.data(EvidenceModel::SummaryRole).toString();
    row.text(area, Side::Left, found, TextStyle::Small, theme.muted, 0);
}

bool EvidenceDelegate::editorEvent(
    QEvent *event, QAbstractItemModel *model, const QStyleOptionViewItem &option, const QModelIndex &index)
{
    if (event->type() == QEvent::MouseButtonRelease
        && actionRect(option, index).contains(static_cast<QMouseEvent *>(event)->pos())) {
        Q_EMIT rerunRequested(EvidenceKind(index.data(EvidenceModel::KindRole).toInt()));
        return true;
    }
    return QStyledItemDelegate::editorEvent(event, model, option, index);
}

QString EvidenceDelegate::actionOf(const QModelIndex &index) const
{
    if (!m_canRerun || index.data(EvidenceModel::IsReportRole).toBool())
        return {};
    const auto verdict = Verdict(index.data(EvidenceModel::VerdictRole).toInt());
    if (verdict == Verdict::Error)
        return tr("Re-run");
    return verdict == Verdict::NotRun ? tr("Run") : QString();
}

QRect EvidenceDelegate::actionRect(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const QString action = actionOf(index);
    if (action.isEmpty())
        return {};
    const int width = QFontMetrics(textFont(TextStyle::SmallMedium)).horizontalAdvance(action) + 8;
    QRect area = option.rect;
    area.setRight(area.right() - metrics::spaceMd - scaled(ageWidth) - 4);
    area.setLeft(area.right() - width);
    return area;
}

bool EvidenceDelegate::helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &, const QModelIndex &index)
{
    if (event->type() != QEvent::ToolTip || !index.isValid())
        return false;
    QToolTip::showText(event->globalPos(), index.data(EvidenceModel::SummaryRole).toString().toHtmlEscaped(), view);
    return true;
}

} // namespace gatehouse
