// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/registry/facetdelegate.h"

#include "models/registry/facetmodel.h"
#include "widgets/common/paint/rowpainter.h"
#include "widgets/common/textstyle.h"
#include "widgets/common/vocabulary.h"

#include <QCoreApplication>
#include <QLocale>
#include <QPainter>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

constexpr int titleHeight = 36;

//! Draws the mark of a value before its word, where it has one.
void paintMark(RowPainter &row, QRect &area, const QString &field, const QString &value)
{
    const Theme &theme = row.theme();
    if (field == "status"_L1) {
        const Term known = term(fromWire<PluginStatus>(value));
        row.icon(area, Side::Left, known.icon, metrics::iconSmallSize, theme[toneRole(known.tone)], 6);
    } else if (field == "risk"_L1) {
        const Term known = term(fromWire<Risk>(value));
        row.riskBars(area, Side::Left, known.riskBars, theme[toneRole(known.tone)], 6);
    } else if (field == "in"_L1) {
        row.environmentMark(area, Side::Left, fromWire<Environment>(value), theme.muted, 6);
    }
}

} // namespace

QString facetTitle(const QString &field)
{
    static const QHash<QString, const char *> titles {
        {u"status"_s, QT_TRANSLATE_NOOP("FacetDelegate", "Status")},
        {u"risk"_s, QT_TRANSLATE_NOOP("FacetDelegate", "Risk")},
        {u"update"_s, QT_TRANSLATE_NOOP("FacetDelegate", "Updates")},
        {u"in"_s, QT_TRANSLATE_NOOP("FacetDelegate", "Environment")},
        {u"category"_s, QT_TRANSLATE_NOOP("FacetDelegate", "Category")},
        {u"owner"_s, QT_TRANSLATE_NOOP("FacetDelegate", "Owner")},
    };
    return QCoreApplication::translate("FacetDelegate", titles.value(field, "Filter"));
}

QString facetWord(const QString &field, const QString &value)
{
    if (field == "status"_L1)
        return term(fromWire<PluginStatus>(value)).word;
    if (field == "risk"_L1)
        return term(fromWire<Risk>(value)).word;
    if (field == "in"_L1)
        return environmentName(fromWire<Environment>(value));
    if (field == "update"_L1)
        return value == "yes"_L1 ? FacetDelegate::tr("Update available") : value;
    if (field == "category"_L1) {
        QString words = value;
        words.replace(u'_', u' ');
        return words == "cicd"_L1 ? u"CI/CD"_s : words.left(1).toUpper() + words.mid(1);
    }
    return value.isEmpty() ? FacetDelegate::tr("Nobody") : value;
}

QSize FacetDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &index) const
{
    const bool first = index.data(FacetModel::FirstOfFieldRole).toBool();
    return {100, scaled(metrics::rowFacet + (first ? titleHeight : 0))};
}

void FacetDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const Theme &theme = themeOf(option.palette);
    RowPainter row(*painter, theme, m_cache);
    const QString field = index.data(FacetModel::FieldRole).toString();
    const QString value = index.data(FacetModel::ValueRole).toString();
    QRect area = option.rect.adjusted(12, 0, -12, 0);
    if (index.data(FacetModel::FirstOfFieldRole).toBool()) {
        QRect title = area;
        title.setHeight(scaled(titleHeight));
        area.setTop(title.bottom() + 1);
        title.setTop(title.top() + 8);
        row.text(title, Side::Left, facetTitle(field), TextStyle::SmallStrong, theme.text);
    }
    const bool focused = option.state & QStyle::State_HasFocus;
    if (focused || option.state & QStyle::State_MouseOver)
        paintBox(*painter, QRectF(area).adjusted(-6, 0, 6, 0), metrics::radiusBadge, focused ? theme.sel : theme.hover);
    const bool wanted = index.data(FacetModel::WantedRole).toBool();
    const bool excluded = index.data(FacetModel::ExcludedRole).toBool();
    row.checkBox(area, wanted ? Qt::Checked : excluded ? Qt::PartiallyChecked : Qt::Unchecked);
    row.text(area, Side::Right, QLocale(QLocale::English).toString(index.data(FacetModel::CountRole).toLongLong()), TextStyle::Small, theme.muted);
    paintMark(row, area, field, value);
    row.text(area, Side::Left, facetWord(field, value), TextStyle::Body, theme.text);
    painter->restore();
}

} // namespace gatehouse
