// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/insights/changelist.h"

#include "widgets/charts/plotmark.h"
#include "widgets/common/display/card.h"
#include "widgets/common/paint/rowpainter.h"
#include "widgets/common/textstyle.h"
#include "widgets/common/timetext.h"

#include <QListWidget>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

constexpr int signSize = 14;
constexpr int rowHeight = 28;
constexpr int letterRole = Qt::UserRole;
constexpr int kindRole = Qt::UserRole + 1;
constexpr int timeRole = Qt::UserRole + 2;
constexpr int sentenceRole = Qt::UserRole + 3;

//! Letter in its shape, time, sentence; a row without a letter is a sentence alone.
class ChangeDelegate final : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        RowPainter row(*painter, themeOf(option.palette), m_cache);
        row.background(option);
        QRect area = option.rect.adjusted(metrics::spaceMd, 0, -metrics::spaceMd, 0);
        if (const QString letter = index.data(letterRole).toString(); !letter.isEmpty()) {
            const int size = scaled(signSize);
            const QRectF sign(area.left() + 0.5, area.center().y() - size / 2 + 0.5, size, size);
            paintMarkSign(*painter, sign, index.data(kindRole).toString(), letter, row.theme());
            area.setLeft(area.left() + size + metrics::spaceSm);
            row.text(area, Side::Left, index.data(timeRole).toString(), TextStyle::Small, row.theme().muted);
        }
        row.text(area, Side::Left, index.data(sentenceRole).toString(), TextStyle::Small, row.theme().text);
        painter->restore();
    }

private:
    mutable TextCache m_cache;
};

//! The words of a row are its accessible text, too.
void fill(QListWidgetItem &item, const QString &letter, const QString &kind, const QString &time, const QString &sentence)
{
    item.setData(letterRole, letter);
    item.setData(kindRole, kind);
    item.setData(timeRole, time);
    item.setData(sentenceRole, sentence);
    const QString spoken = letter.isEmpty() ? sentence : QStringList {letter, time, sentence}.join(u", "_s);
    item.setText(spoken);
    item.setToolTip(spoken);
}

} // namespace

ChangeList::ChangeList(QWidget *parent)
    : QWidget(parent)
    , m_card(new Card(tr("What changed"), IconName::None, this))
    , m_list(new QListWidget)
{
    m_list->setObjectName(u"changeList"_s);
    m_list->setAccessibleName(tr("What changed"));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setItemDelegate(new ChangeDelegate(m_list));
    m_card->bodyLayout()->addWidget(m_list);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_card);
}

void ChangeList::setChanges(const QList<PlotMark> &marks, const QString &rangeWords)
{
    m_card->setNote(rangeWords);
    const int rows = std::max<int>(1, int(marks.size()));
    while (m_list->count() > rows)
        delete m_list->takeItem(m_list->count() - 1);
    while (m_list->count() < rows)
        (new QListWidgetItem(m_list))->setSizeHint({0, scaled(rowHeight)});
    if (marks.isEmpty())
        fill(*m_list->item(0), {}, {}, {}, tr("Nothing changed in this range."));
    const QDateTime now = QDateTime::currentDateTimeUtc();
    for (int row = 0; row < int(marks.size()); ++row) {
        const PlotMark &mark = marks.at(row);
        fill(*m_list->item(row), mark.letter, mark.kind, momentText(QDateTime::fromMSecsSinceEpoch(mark.time, Qt::UTC), now), mark.sentence);
    }
}

} // namespace gatehouse
