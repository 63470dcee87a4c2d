// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/operations/stepdelegate.h"

#include "models/operations/operationlogmodel.h"
#include "models/operations/operationstepmodel.h"
#include "widgets/common/paint/rowpainter.h"
#include "widgets/common/textstyle.h"
#include "widgets/common/timetext.h"
#include "widgets/common/vocabulary.h"

#include <QPainter>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

QString stepName(const QString &name)
{
    QString words = name;
    words.replace(u'_', u' ');
    if (!words.isEmpty())
        words[0] = words.at(0).toUpper();
    return words;
}

QSize StepDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const
{
    return {200, scaled(metrics::rowCompact)};
}

void StepDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const Theme &theme = themeOf(option.palette);
    RowPainter row(*painter, theme, m_cache);
    row.background(option, false);
    const Term state = term(StepStatus(index.data(OperationStepModel::StatusRole).toInt()));
    const QDateTime started = index.data(OperationStepModel::StartedAtRole).toDateTime();
    const QDateTime finished = index.data(OperationStepModel::FinishedAtRole).toDateTime();
    QRect area = option.rect.adjusted(12, 0, -12, 0);
    if (started.isValid() && finished.isValid())
        row.text(area, Side::Right, durationText(started.msecsTo(finished)), TextStyle::Small, theme.muted);
    QRect mark = area;
    mark.setWidth(150);
    row.icon(mark, Side::Left, state.icon, metrics::iconSmallSize, toneColors(theme, state.tone).text, 6);
    row.text(mark, Side::Left, state.word, TextStyle::Small, toneColors(theme, state.tone).text);
    area.setLeft(area.left() + 120);
    row.text(area, Side::Left, stepName(index.data(OperationStepModel::NameRole).toString()), TextStyle::BodyMedium, theme.text, 12);
    row.text(area, Side::Left, index.data(OperationStepModel::MessageRole).toString(), TextStyle::Small, theme.muted);
    painter->restore();
}

QSize LogLineDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const
{
    return {200, scaled(metrics::codeLine)};
}

void LogLineDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    painter->save();
    const Theme &theme = themeOf(option.palette);
    RowPainter row(*painter, theme, m_cache);
    if (option.state & QStyle::State_Selected)
        painter->fillRect(option.rect, theme.sel);
    const QString level = index.data(OperationLogModel::LevelRole).toString();
    const bool isError = level == "error"_L1;
    const bool isWarning = level == "warning"_L1;
    QRect area = option.rect.adjusted(12, 0, -12, 0);
    row.text(area, Side::Left, clockText(index.data(OperationLogModel::AtRole).toDateTime()), TextStyle::CodeSmall, theme.faint, 12);
    if (isError || isWarning)
        row.icon(area, Side::Left, isError ? IconName::CircleX : IconName::TriangleAlert, metrics::iconSmallSize, isError ? theme.bad : theme.warn, 6);
    row.text(area, Side::Left, index.data(OperationLogModel::TextRole).toString(), TextStyle::Code, isError ? theme.bad : isWarning ? theme.warn : theme.text);
    painter->restore();
}

} // namespace gatehouse
