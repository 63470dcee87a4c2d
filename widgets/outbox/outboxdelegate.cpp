// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/outbox/outboxdelegate.h"

#include "core/outbox/outboxreceipts.h"
#include "widgets/common/icons.h"
#include "widgets/common/timetext.h"
#include "widgets/outbox/outboxwords.h"

#include <QPainter>
#include <QTreeView>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

constexpr int padding = 16;
constexpr int disc = 24;
constexpr int textLeft = 52;
constexpr int overTextLeft = 47;
constexpr int overIconLeft = 21;

const Intent *intentOf(const QModelIndex &index)
{
    return static_cast<const Intent *>(index.data(OutboxModel::IntentRole).value<const void *>());
}

bool isOverRow(const QModelIndex &index)
{
    return index.data(OutboxModel::GroupRole).toInt() >= OutboxModel::ClosedWithoutSending;
}

} // namespace

OutboxDelegate::OutboxDelegate(QObject *parent)
    : QStyledItemDelegate(parent)
{
}

QSize OutboxDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &index) const
{
    if (!index.parent().isValid())
        return {200, scaled(metrics::groupHeaderHeight)};
    return {200, scaled(isOverRow(index) ? metrics::rowList : metrics::rowOutbox)};
}

void OutboxDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    RowPainter row(*painter, themeOf(option.palette), m_cache);
    const Intent *intent = intentOf(index);
    if (!index.parent().isValid())
        paintGroup(row, option, index);
    else if (intent && isOverRow(index))
        paintOver(row, option, *intent);
    else if (intent)
        paintWaiting(row, option, *intent);
}

void OutboxDelegate::paintGroup(RowPainter &row, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Theme &theme = row.theme();
    row.painter().fillRect(option.rect, theme.sunken);
    row.background(option);
    QRect area = option.rect.adjusted(8, 0, -padding, 0);
    row.text(area, Side::Right, note(index), TextStyle::Small, theme.muted);
    const auto *view = qobject_cast<const QTreeView *>(option.widget);
    const bool open = !view || view->isExpanded(index);
    row.icon(area, Side::Left, open ? IconName::ChevronDown : IconName::ChevronRight, metrics::iconSmallSize, theme.muted, 6);
    const auto group = OutboxModel::Group(index.data(OutboxModel::GroupRole).toInt());
    row.text(area, Side::Left, outboxwords::groupName(group), TextStyle::SmallStrong, theme.text, 6);
    row.text(area, Side::Left, QString::number(index.data(OutboxModel::CountRole).toInt()), TextStyle::Small, theme.muted, 0);
}

QString OutboxDelegate::note(const QModelIndex &index) const
{
    switch (index.data(OutboxModel::GroupRole).toInt()) {
    case OutboxModel::NeedsAnotherLook:
        return tr("will not be sent");
    case OutboxModel::ReadyToSend: {
        const QDateTime at = index.data(OutboxModel::CheckedAtRole).toDateTime();
        return at.isValid() ? tr("checked %1").arg(clockText(at)) : QString();
    }
    case OutboxModel::SentToday:
        return tr("receipts kept");
    case OutboxModel::SentEarlier:
        return tr("kept for %n days", nullptr, ReceiptRule::days);
    default:
        return {};
    }
}

void OutboxDelegate::paintWaiting(RowPainter &row, const QStyleOptionViewItem &option, const Intent &intent) const
{
    const Theme &theme = row.theme();
    row.background(option);
    const QRect &rect = option.rect;
    const outboxwords::Verb verb = outboxwords::verb(intent);
    const ToneColors tone = toneColors(theme, intent.state == IntentState::NeedsAnotherLook ? Tone::Warn : verb.tone);
    const QRectF circle(rect.left() + padding, rect.top() + scaled(8), disc, disc);
    paintBox(row.painter(), circle, disc / 2.0, tone.tint);
    paintIcon(row.painter(), verb.icon, circle.adjusted(5, 5, -5, -5), tone.text);

    const int width = rect.width() - textLeft - padding;
    QRect top(rect.left() + textLeft, rect.top() + scaled(9), width, scaled(20));
    row.text(top, Side::Right, momentText(intent.composedAt, m_now), TextStyle::Small, theme.muted, 8);
    row.text(top, Side::Left, outboxwords::title(intent), TextStyle::BodyStrong, theme.text);
    QRect middle(rect.left() + textLeft, rect.top() + scaled(29), width, scaled(20));
    row.packageName(middle, intent.subject, TextStyle::Body);
    QRect bottom(rect.left() + textLeft, rect.top() + scaled(53), width, scaled(18));
    const int versions = row.textWidth(intent.subjectDetail, TextStyle::CodeSmall) + 12;
    QRect marks = bottom.adjusted(qMin(versions, bottom.width()), 0, 0, 0);
    paintMarks(row, marks, intent);
    row.text(bottom, Side::Left, intent.subjectDetail, TextStyle::CodeSmall, theme.muted);
}

void OutboxDelegate::paintMarks(RowPainter &row, QRect &line, const Intent &intent) const
{
    const Theme &theme = row.theme();
    if (intent.state == IntentState::Sending) {
        row.text(line, Side::Right, tr("being sent"), TextStyle::Small, theme.info, 4);
        row.icon(line, Side::Right, IconName::Send, metrics::iconBadgeSize, theme.info, 8);
        return;
    }
    if (const QString held = outboxwords::heldBack(intent, m_now); !held.isEmpty()) {
        row.text(line, Side::Right, held, TextStyle::Small, theme.muted, 4);
        row.icon(line, Side::Right, IconName::Timer, metrics::iconBadgeSize, theme.muted, 8);
        return;
    }
    if (intent.movements.isEmpty()) {
        row.text(line, Side::Right, tr("not checked yet"), TextStyle::Small, theme.faint, 4);
        row.icon(line, Side::Right, IconName::Hourglass, metrics::iconBadgeSize, theme.faint, 8);
        return;
    }
    const auto mark = [&](const Movement &movement) {
        const QString word = outboxwords::shortReliance(movement.then.name);
        const TextStyle style = movement.moved() ? TextStyle::SmallStrong : TextStyle::Small;
        if (row.textWidth(word, style) + metrics::iconBadgeSize + 4 > line.width())
            return;
        const QColor color = movement.moved() ? theme.warn : theme.ok;
        row.text(line, Side::Right, word, style, color, 4);
        row.icon(line, Side::Right, movement.moved() ? IconName::NotEqual : IconName::Check, metrics::iconBadgeSize, color, 6);
    };
    // What moved stands at the end and is never the one without room; what everybody looks for is
    // said also when it is the same.
    for (auto it = intent.movements.rbegin(); it != intent.movements.rend(); ++it) {
        if (it->moved())
            mark(*it);
    }
    for (const auto &name : {"evidence"_L1, "policy"_L1, "digest"_L1}) {
        for (const Movement &movement : intent.movements) {
            if (!movement.moved() && movement.then.name == name)
                mark(movement);
        }
    }
}

void OutboxDelegate::paintOver(RowPainter &row, const QStyleOptionViewItem &option, const Intent &intent) const
{
    const Theme &theme = row.theme();
    row.background(option);
    const bool sent = intent.state == IntentState::Accepted;
    const bool refused = intent.state == IntentState::Refused && !outboxwords::isClosed(intent);
    const QColor iconColor = sent ? theme.ok : refused ? theme.bad : theme.muted;
    QRect mark(option.rect.left() + overIconLeft, option.rect.top(), overTextLeft - overIconLeft, option.rect.height());
    row.icon(mark, Side::Left, sent ? IconName::Receipt : outboxwords::state(intent).icon, metrics::iconSmallSize, iconColor);
    QRect line(option.rect.left() + overTextLeft, option.rect.top(), option.rect.width() - overTextLeft - padding, option.rect.height());
    row.text(line, Side::Right, momentText(intent.endedAt.value_or(intent.composedAt), m_now), TextStyle::Small, theme.muted, 8);
    const outboxwords::Verb verb = outboxwords::verb(intent);
    row.text(line, Side::Left, sent ? verb.done : verb.doing, TextStyle::Body, theme.text, 4);
    const QString what = QString(outboxwords::shortName(intent) + u' ' + outboxwords::target(intent)).trimmed();
    row.text(line, Side::Left, sent ? what : tr("%1, %2").arg(what, outboxwords::closing(intent)), TextStyle::Body, theme.muted);
}

} // namespace gatehouse
