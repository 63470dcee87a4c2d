// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/approvals/requestdelegate.h"

#include "models/approvals/requestmarks.h"
#include "widgets/approvals/readmarks.h"
#include "widgets/approvals/requestwords.h"
#include "widgets/common/timetext.h"
#include "widgets/common/vocabulary.h"

#include <QMouseEvent>
#include <QPainter>
#include <QTreeView>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

constexpr int textLeft = 20;

bool isGroupRow(const QModelIndex &index)
{
    return !index.parent().isValid();
}

bool isClosed(const ApprovalRequest &request)
{
    return request.queue == "decided"_L1;
}

} // namespace

RequestDelegate::RequestDelegate(const RequestListModel &model, const ReadMarks &marks, const RequestMarks &ticks, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_model(model)
    , m_marks(marks)
    , m_ticks(ticks)
{
}

QSize RequestDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &index) const
{
    return {200, scaled(isGroupRow(index) ? metrics::groupHeaderHeight : metrics::rowInbox)};
}

void RequestDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    RowPainter row(*painter, themeOf(option.palette), m_cache);
    if (isGroupRow(index))
        paintGroup(row, option, index);
    else if (const ApprovalRequest *request = requestOf(index))
        paintRequest(row, option, *request);
}

void RequestDelegate::paintGroup(RowPainter &row, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Theme &theme = row.theme();
    row.painter().fillRect(option.rect, theme.sunken);
    row.background(option);
    QRect area = option.rect.adjusted(8, 0, -metrics::spaceMd, 0);
    const auto group = RequestListModel::Group(index.data(RequestListModel::GroupRole).toInt());
    const int overdue = index.data(RequestListModel::OverdueRole).toInt();
    const QString note = group == RequestListModel::RecentlyDecided ? tr("7 days") : overdue > 0 ? tr("%n overdue", nullptr, overdue) : QString();
    row.text(area, Side::Right, note, TextStyle::Small, theme.muted);
    const auto *view = qobject_cast<const QTreeView *>(option.widget);
    const bool open = !view || view->isExpanded(index);
    row.icon(area, Side::Left, open ? IconName::ChevronDown : IconName::ChevronRight, metrics::iconSmallSize, theme.muted, 6);
    row.text(area, Side::Left, requestwords::groupName(group), TextStyle::SmallStrong, theme.text, 6);
    row.text(area, Side::Left, QString::number(index.data(RequestListModel::CountRole).toInt()), TextStyle::Small, theme.muted, 0);
}

void RequestDelegate::paintRequest(RowPainter &row, const QStyleOptionViewItem &option, const ApprovalRequest &request) const
{
    const Theme &theme = row.theme();
    row.background(option);
    const bool unread = m_marks.isUnread(request);
    if (m_ticks.contains(request.id)) {
        QRect tick(option.rect.left() + 3, option.rect.top() + scaled(9), metrics::checkboxSize, metrics::checkboxSize);
        row.checkBox(tick, Qt::Checked, true, 0);
    } else if (unread) {
        paintDot(row.painter(), QPointF(option.rect.left() + 10, option.rect.top() + scaled(17)), 8, theme.accent);
    }
    const int width = option.rect.width() - textLeft - metrics::spaceMd;
    QRect top(option.rect.left() + textLeft, option.rect.top() + scaled(7), width, scaled(20));
    paintStanding(row, top, request);
    row.packageName(top, request.pluginName, unread ? TextStyle::BodyStrong : isClosed(request) ? TextStyle::Body : TextStyle::BodyMedium);
    QRect bottom(option.rect.left() + textLeft, option.rect.top() + scaled(27), width, scaled(18));
    paintFacts(row, bottom, request);
}

void RequestDelegate::paintStanding(RowPainter &row, QRect &line, const ApprovalRequest &request) const
{
    const Theme &theme = row.theme();
    const bool mine = request.queue == "your_turn"_L1;
    const DueUrgency urgency = mine && request.dueAt ? dueUrgency(*request.dueAt, m_now) : DueUrgency::Normal;
    const bool pressing = urgency == DueUrgency::Late || urgency == DueUrgency::Soon;
    const QColor color = urgency == DueUrgency::Late ? theme.bad : urgency == DueUrgency::Soon ? theme.warn : theme.muted;
    row.text(line, Side::Right, requestwords::standing(request, m_now), pressing ? TextStyle::SmallStrong : TextStyle::Small, color,
        pressing ? 4 : 8);
    if (pressing)
        row.icon(line, Side::Right, urgency == DueUrgency::Late ? IconName::Flame : IconName::Clock, metrics::iconSmallSize, color, 8);
}

void RequestDelegate::paintFacts(RowPainter &row, QRect &line, const ApprovalRequest &request) const
{
    const Theme &theme = row.theme();
    if (isInOutbox(request.id)) {
        row.badge(line, Side::Right, {tr("In Outbox"), IconName::Send, Tone::Neutral}, 12);
    } else if (requestwords::owesReview(request)) {
        row.badge(line, Side::Right, {tr("Review owed"), IconName::Eye, Tone::Warn}, 12);
    } else if (requestwords::awaitsInformation(request)) {
        row.badge(line, Side::Right, {request.queue == "your_turn"_L1 ? tr("Information asked") : tr("Waiting for information"), IconName::Help, Tone::Info}, 12);
    } else if (isClosed(request) || request.status == RequestStatus::ChangesRequested) {
        row.badge(line, Side::Right, term(request.status).badge(), 12);
    } else {
        const Stage *stage = requestwords::stageInFocus(request);
        const QList<Pip> pips = stage ? requestwords::stagePips(*stage) : QList<Pip>();
        if (!pips.isEmpty()) {
            row.text(line, Side::Right, u"%1/%2"_s.arg(stage->approvals).arg(stage->quorum), TextStyle::Small, theme.muted, 4);
            row.pips(line, Side::Right, pips, 14);
        }
        paintRisk(row, line, request.risk);
    }
    row.text(line, Side::Right, environmentShortName(request.environment), TextStyle::Small, theme.muted, 4);
    row.environmentMark(line, Side::Right, request.environment, theme.muted, 8);
    const Term type = term(request.type);
    row.icon(line, Side::Left, type.icon, metrics::iconBadgeSize, theme.muted);
    const QString versions = requestwords::versionPair(request);
    // The versions say more than the word; the icon stays, and the detail has both.
    if (row.textWidth(type.word, TextStyle::Small) + row.textWidth(versions, TextStyle::CodeSmall) + 8 <= line.width())
        row.text(line, Side::Left, type.word, TextStyle::Small, theme.muted);
    row.text(line, Side::Left, versions, TextStyle::CodeSmall, theme.muted);
}

void RequestDelegate::paintRisk(RowPainter &row, QRect &line, Risk risk) const
{
    const Theme &theme = row.theme();
    const Term words = term(risk);
    if (words.exceptional) {
        row.badge(line, Side::Right, words.badge(), 8);
        return;
    }
    row.text(line, Side::Right, riskShortName(risk), TextStyle::Small, theme.muted, 4);
    row.riskBars(line, Side::Right, words.riskBars, toneColors(theme, words.tone).text, 8);
}

bool RequestDelegate::editorEvent(QEvent *event, QAbstractItemModel *model, const QStyleOptionViewItem &option, const QModelIndex &index)
{
    if (event->type() == QEvent::MouseButtonRelease && !isGroupRow(index)) {
        const ApprovalRequest *request = requestOf(index);
        if (request && static_cast<QMouseEvent *>(event)->position().x() < option.rect.left() + textLeft) {
            Q_EMIT tickRequested(request->id);
            return true;
        }
    }
    return QStyledItemDelegate::editorEvent(event, model, option, index);
}

const ApprovalRequest *RequestDelegate::requestOf(const QModelIndex &index) const
{
    return static_cast<const ApprovalRequest *>(index.data(RequestListModel::RequestRole).value<const void *>());
}

} // namespace gatehouse
