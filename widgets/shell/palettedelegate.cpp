// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/shell/palettedelegate.h"

#include "models/common/palettemodel.h"
#include "widgets/common/icons.h"
#include "widgets/common/paint/primitives.h"
#include "widgets/common/textstyle.h"

#include <QPainter>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

constexpr int inset = 4;
constexpr int textLeft = 44;
constexpr int headingHeight = 30;

IconName iconOf(const QString &kind)
{
    static const QHash<QString, IconName> icons {
        {u"plugin"_s, IconName::Package},
        {u"request"_s, IconName::Inbox},
        {u"operation"_s, IconName::Operations},
        {u"config"_s, IconName::Sliders},
        {u"dashboard"_s, IconName::Dashboard},
        {u"environment"_s, IconName::ArrowLeftRight},
        {u"persona"_s, IconName::Users},
    };
    return icons.value(kind, IconName::Enter);
}

//! Draws \a text with the letters at \a positions strong; gives the x after it.
qreal drawMatched(QPainter &painter, const QRectF &rect, const QString &text, const QList<int> &positions, const QColor &plain, const QColor &matched)
{
    qreal x = rect.left();
    qsizetype start = 0;
    while (start < text.size() && x < rect.right()) {
        const bool strong = positions.contains(int(start));
        qsizetype end = start + 1;
        while (end < text.size() && positions.contains(int(end)) == strong)
            ++end;
        const QFont font = textFont(strong ? TextStyle::BodyStrong : TextStyle::BodyMedium);
        const QFontMetricsF fm(font);
        const QString part = fm.elidedText(text.mid(start, end - start), Qt::ElideRight, rect.right() - x);
        painter.setFont(font);
        painter.setPen(strong ? matched : plain);
        painter.drawText(QRectF(x, rect.top(), rect.right() - x, rect.height()), Qt::AlignVCenter | Qt::AlignLeft, part);
        x += fm.horizontalAdvance(part);
        start = end;
    }
    return x;
}

//! Right-hand part of a row: key caps, or why it is blocked. Gives its left edge.
qreal drawRight(QPainter &painter, const QRectF &row, const QModelIndex &index, bool current, const Theme &theme)
{
    qreal right = row.right() - 12;
    const QString whyNot = index.data(PaletteModel::WhyNotRole).toString();
    if (!whyNot.isEmpty()) {
        const QFont font = textFont(TextStyle::Small);
        const qreal width = QFontMetricsF(font).horizontalAdvance(whyNot);
        painter.setFont(font);
        painter.setPen(theme.muted);
        painter.drawText(QRectF(right - width, row.top(), width + 1, row.height()), Qt::AlignVCenter | Qt::AlignLeft, whyNot);
        right -= width + 6;
        paintIcon(painter, IconName::Lock, QRectF(right - 14, row.center().y() - 7, 14, 14), theme.muted);
        return right - 20;
    }
    QStringList caps = index.data(PaletteModel::KeysRole).toString().split(u'\n', Qt::SkipEmptyParts);
    if (current && caps.isEmpty())
        caps = {u"↵"_s};
    if (caps.isEmpty())
        return right;
    const int width = keyCapsWidth(caps, metrics::keycapHeight);
    paintKeyCaps(painter, QRectF(right - width, row.center().y() - metrics::keycapHeight / 2.0, width, metrics::keycapHeight), caps,
        metrics::keycapHeight, theme.muted, theme.lineStrong);
    return right - width - 8;
}

QString heading(const QModelIndex &index)
{
    switch (PaletteEntry::Section(index.data(PaletteModel::SectionRole).toInt())) {
    case PaletteEntry::Section::Open:
        return PaletteDelegate::tr("Open");
    case PaletteEntry::Section::Do:
        return PaletteDelegate::tr("Do");
    case PaletteEntry::Section::Switch:
        return PaletteDelegate::tr("Switch");
    }
    return {};
}

} // namespace

QSize PaletteDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &index) const
{
    const bool first = index.data(PaletteModel::FirstOfSectionRole).toBool();
    return {metrics::paletteWidth, scaled(metrics::rowPalette + (first ? headingHeight : 0))};
}

void PaletteDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Theme &theme = themeOf(option.widget);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    QRectF row = QRectF(option.rect).adjusted(inset, 0, -inset, 0);
    if (index.data(PaletteModel::FirstOfSectionRole).toBool()) {
        painter->setFont(textFont(TextStyle::SmallMedium));
        painter->setPen(theme.muted);
        const qreal height = scaled(headingHeight);
        painter->drawText(QRectF(row.left() + 12, row.top() + 4, row.width(), height - 4), Qt::AlignVCenter | Qt::AlignLeft, heading(index));
        row.setTop(row.top() + height);
    }
    const bool current = option.state & QStyle::State_Selected;
    if (current)
        paintBox(*painter, row, metrics::radiusControl, theme.sel);
    const bool enabled = index.data(PaletteModel::EnabledRole).toBool();
    paintIcon(*painter, iconOf(index.data(PaletteModel::KindRole).toString()), QRectF(row.left() + 12, row.center().y() - 8, 16, 16),
        !enabled ? theme.disabled : current ? theme.accentText : theme.muted);
    const qreal right = drawRight(*painter, row, index, current, theme);
    const QRectF words(row.left() + textLeft - inset, row.top(), right - row.left() - textLeft, row.height());
    const qreal x = drawMatched(*painter, words, index.data(PaletteModel::TextRole).toString(),
        index.data(PaletteModel::MatchRole).value<QList<int>>(), enabled ? theme.text : theme.disabled,
        enabled ? theme.accentText : theme.disabled);
    const QFont small = textFont(TextStyle::Small);
    const qreal left = x + 10;
    painter->setFont(small);
    painter->setPen(theme.faint);
    if (left < words.right()) {
        painter->drawText(QRectF(left, row.top(), words.right() - left, row.height()), Qt::AlignVCenter | Qt::AlignLeft,
            QFontMetricsF(small).elidedText(index.data(PaletteModel::DetailRole).toString(), Qt::ElideRight, words.right() - left));
    }
    painter->restore();
}

} // namespace gatehouse
