// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/review/configkeydelegate.h"

#include "models/review/configkeymodel.h"

#include <QAbstractItemView>
#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

constexpr int rowHeight = 52;
constexpr int lineHeightOfKey = 20;

QString text(const QModelIndex &index, ConfigKeyModel::Role role)
{
    return index.data(role).toString();
}

BadgeLook howItMoved(const QModelIndex &index)
{
    const QString change = text(index, ConfigKeyModel::ChangeRole);
    if (change == "added"_L1)
        return {ConfigKeyDelegate::tr("New"), IconName::Plus, Tone::Info};
    if (change == "removed"_L1)
        return {ConfigKeyDelegate::tr("Gone"), IconName::Minus, Tone::Neutral};
    return {ConfigKeyDelegate::tr("Changed"), IconName::Pencil, Tone::Warn};
}

QString visibilityWord(const QString &visibility)
{
    if (visibility == "secret"_L1)
        return ConfigKeyDelegate::tr("secret");
    if (visibility == "frontend"_L1)
        return ConfigKeyDelegate::tr("readable in the browser");
    return visibility == "backend"_L1 ? ConfigKeyDelegate::tr("backend only") : visibility;
}

QString arrow(const QString &before, const QString &after)
{
    return before.isEmpty() ? after : ConfigKeyDelegate::tr("%1 → %2").arg(before, after);
}

QString defaultWords(const QModelIndex &index)
{
    const QString before = text(index, ConfigKeyModel::DefaultBeforeRole);
    const QString after = text(index, ConfigKeyModel::DefaultRole);
    if (after.isEmpty() && before.isEmpty())
        return {};
    if (after.isEmpty())
        return ConfigKeyDelegate::tr("no default any more, it was %1").arg(before);
    return ConfigKeyDelegate::tr("default %1").arg(arrow(before, after));
}

QString requiredWords(const QModelIndex &index)
{
    const bool isRequired = index.data(ConfigKeyModel::RequiredRole).toBool();
    if (isRequired == index.data(ConfigKeyModel::RequiredBeforeRole).toBool())
        return isRequired ? ConfigKeyDelegate::tr("required") : QString();
    return isRequired ? ConfigKeyDelegate::tr("required now") : ConfigKeyDelegate::tr("no longer required");
}

} // namespace

QSize ConfigKeyDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const
{
    return {200, scaled(rowHeight)};
}

void ConfigKeyDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    RowPainter row(*painter, themeOf(option.palette), m_cache);
    const Theme &theme = row.theme();
    row.background(option);
    QRect top = option.rect.adjusted(metrics::spaceMd, scaled(6), -metrics::spaceMd, 0);
    QRect below = top;
    top.setHeight(scaled(lineHeightOfKey));
    below.setTop(top.bottom() + 1);
    below.setHeight(scaled(lineHeightOfKey));
    row.badge(top, Side::Right, howItMoved(index), 4);
    if (index.data(ConfigKeyModel::AsksForValueRole).toBool())
        row.badge(top, Side::Right, {tr("Must be set"), IconName::CircleAlert, Tone::Warn}, 4);
    if (text(index, ConfigKeyModel::VisibilityRole) == "secret"_L1)
        row.badge(top, Side::Right, {tr("Secret"), IconName::Key, Tone::Neutral}, 4);
    row.text(top, Side::Left, index.data().toString(), TextStyle::CodeStrong, theme.text, 0);
    row.text(below, Side::Left, facts(index), TextStyle::Small, theme.text);
    row.text(below, Side::Left, text(index, ConfigKeyModel::DescriptionRole), TextStyle::Small, theme.muted, 0);
}

bool ConfigKeyDelegate::helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &, const QModelIndex &index)
{
    if (event->type() != QEvent::ToolTip || !index.isValid())
        return false;
    QToolTip::showText(event->globalPos(), spoken(index).toHtmlEscaped(), view);
    return true;
}

QString ConfigKeyDelegate::facts(const QModelIndex &index)
{
    QStringList parts {arrow(text(index, ConfigKeyModel::TypeBeforeRole), text(index, ConfigKeyModel::TypeRole)), requiredWords(index), defaultWords(index),
        arrow(visibilityWord(text(index, ConfigKeyModel::VisibilityBeforeRole)), visibilityWord(text(index, ConfigKeyModel::VisibilityRole)))};
    parts.removeAll(QString());
    return parts.join(u", "_s);
}

QString ConfigKeyDelegate::spoken(const QModelIndex &index)
{
    QStringList parts {index.data().toString(), howItMoved(index).text};
    if (index.data(ConfigKeyModel::AsksForValueRole).toBool())
        parts << tr("Must be set");
    parts << facts(index) << text(index, ConfigKeyModel::DescriptionRole);
    parts.removeAll(QString());
    return parts.join(u", "_s);
}

} // namespace gatehouse
