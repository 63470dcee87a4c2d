// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/operations/operationdelegate.h"

#include "models/operations/operationlistmodel.h"
#include "widgets/common/paint/rowpainter.h"
#include "widgets/common/textstyle.h"
#include "widgets/common/timetext.h"
#include "widgets/common/vocabulary.h"

#include <QPainter>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

QString operationSentence(const QModelIndex &index)
{
    const auto status = OperationStatus(index.data(OperationListModel::StatusRole).toInt());
    const auto type = OperationType(index.data(OperationListModel::TypeRole).toInt());
    const auto environment = Environment(index.data(OperationListModel::EnvironmentRole).toInt());
    QStringList parts {index.data(OperationListModel::NumberRole).toString(), term(type).word,
        index.data(OperationListModel::SubjectRole).toString(),
        environment == Environment::Unknown ? QString() : environmentName(environment), term(status).word};
    if (status == OperationStatus::Running)
        parts.append(OperationDelegate::tr("%1 percent").arg(index.data(OperationListModel::PercentRole).toInt()));
    parts.removeAll(QString());
    return parts.join(u", "_s);
}

QSize OperationDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const
{
    return {200, scaled(metrics::rowInbox)};
}

void OperationDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const Theme &theme = themeOf(option.palette);
    RowPainter row(*painter, theme, m_cache);
    row.background(option);
    const auto status = OperationStatus(index.data(OperationListModel::StatusRole).toInt());
    const auto environment = Environment(index.data(OperationListModel::EnvironmentRole).toInt());
    const Term state = term(status);
    const QDateTime finished = index.data(OperationListModel::FinishedAtRole).toDateTime();
    const QDateTime moment = finished.isValid() ? finished : index.data(OperationListModel::CreatedAtRole).toDateTime();
    const QDateTime now = QDateTime::currentDateTimeUtc();
    const int half = option.rect.height() / 2;

    QRect top = option.rect.adjusted(20, 5, -12, -half + 1);
    row.text(top, Side::Right, momentText(moment, now), TextStyle::Small, theme.muted);
    row.packageName(top, index.data(OperationListModel::SubjectRole).toString(), TextStyle::BodyMedium);

    QRect below = option.rect.adjusted(20, half - 1, -12, -6);
    if (status == OperationStatus::Running) {
        const int percent = index.data(OperationListModel::PercentRole).toInt();
        row.text(below, Side::Right, OperationDelegate::tr("%1 %").arg(percent), TextStyle::Small, theme.muted, 6);
        row.meter(below, Side::Right, percent / 100.0, 72, theme.accent, 8);
    } else {
        row.badge(below, Side::Right, state.badge());
    }
    if (environment != Environment::Unknown) {
        row.text(below, Side::Right, environmentShortName(environment), TextStyle::Small, theme.muted, 12);
        row.environmentMark(below, Side::Right, environment, theme.muted);
    }
    const Term type = term(OperationType(index.data(OperationListModel::TypeRole).toInt()));
    row.icon(below, Side::Left, type.icon, metrics::iconSmallSize, theme.muted, 6);
    row.text(below, Side::Left, type.word, TextStyle::Small, theme.muted, 8);
    row.text(below, Side::Left, index.data(OperationListModel::NumberRole).toString(), TextStyle::CodeSmall, theme.faint);
    painter->restore();
}

} // namespace gatehouse
