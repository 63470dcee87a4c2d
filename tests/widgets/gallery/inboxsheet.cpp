// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gallery.h"

#include "widgets/common/paint/rowpainter.h"
#include "widgets/common/timetext.h"
#include "widgets/common/vocabulary.h"

#include <QHBoxLayout>
#include <QListView>
#include <QPainter>
#include <QStandardItemModel>
#include <QStyledItemDelegate>

namespace gatehouse::gallery {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Entry
{
    QString package;
    QString due;
    DueUrgency urgency;
    RequestType type;
    QString version;
    Environment environment;
    Risk risk;
    int decided;
    bool unread;
};

const QList<Entry> &entries()
{
    static const QList<Entry> all = {
        {u"@backstage-community/plugin-tekton"_s, u"26 m late"_s, DueUrgency::Late,
            RequestType::Exemption, u"3.27.0, 14 d"_s, Environment::Production, Risk::High, 1,
            true},
        {u"@roadiehq/backstage-plugin-argo-cd"_s, u"1 h 14 m"_s, DueUrgency::Soon,
            RequestType::Update, u"2.8.1 → 2.9.0"_s, Environment::Production, Risk::High, 1, false},
        {u"@backstage-community/plugin-keycloak"_s, u"3 h 40 m"_s, DueUrgency::Normal,
            RequestType::Update, u"3.8.1 → 3.9.0"_s, Environment::Production, Risk::Medium, 0,
            true},
        {u"@immobiliarelabs-open-source/backstage-plugin-gitlab"_s, u"With requester"_s,
            DueUrgency::Normal, RequestType::Update, u"6.8.0 → 6.9.1"_s, Environment::Staging,
            Risk::Low, 0, false},
    };
    return all;
}

class InboxRow final : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const override
    {
        return {200, scaled(metrics::rowInbox)};
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
        const QModelIndex &index) const override
    {
        const Entry &entry = entries().at(index.row());
        RowPainter row(*painter, themeOf(option.palette), m_cache);
        const Theme &theme = row.theme();
        row.background(option);
        if (entry.unread)
            paintDot(*painter, QPointF(option.rect.left() + 10, option.rect.top() + 16), 8,
                theme.accent);
        QRect top(option.rect.left() + 20, option.rect.top() + 6, option.rect.width() - 32, 20);
        const QColor due = entry.urgency == DueUrgency::Late ? theme.bad
            : entry.urgency == DueUrgency::Soon              ? theme.warn
                                                             : theme.muted;
        const bool pressing = entry.urgency != DueUrgency::Normal;
        row.text(top, Side::Right, entry.due, pressing ? TextStyle::SmallStrong : TextStyle::Small,
            due, 4);
        if (pressing)
            row.icon(top, Side::Right,
                entry.urgency == DueUrgency::Late ? IconName::Flame : IconName::Clock, 14, due, 8);
        row.packageName(
            top, entry.package, entry.unread ? TextStyle::BodyStrong : TextStyle::BodyMedium);
        QRect bottom(option.rect.left() + 20, option.rect.top() + 27, option.rect.width() - 32, 18);
        paintBottom(row, bottom, entry);
    }

private:
    static void paintBottom(RowPainter &row, QRect &area, const Entry &entry)
    {
        const Theme &theme = row.theme();
        row.text(area, Side::Right, u"%1/2"_s.arg(entry.decided), TextStyle::Small, theme.muted, 4);
        row.pips(area, Side::Right, quorumPips(entry.decided, 2, true), 16);
        const Term risk = term(entry.risk);
        if (risk.exceptional) {
            row.badge(area, Side::Right, risk.badge());
        } else {
            row.text(
                area, Side::Right, riskShortName(entry.risk), TextStyle::Small, theme.muted, 4);
            row.riskBars(area, Side::Right, risk.riskBars, toneColors(theme, risk.tone).text, 8);
        }
        row.text(area, Side::Right, environmentShortName(entry.environment), TextStyle::Small,
            theme.muted, 5);
        row.environmentMark(area, Side::Right, entry.environment, theme.muted, 8);
        const Term type = term(entry.type);
        row.icon(area, Side::Left, type.icon, 12, theme.muted);
        row.text(area, Side::Left, type.word, TextStyle::Small, theme.muted);
        row.text(area, Side::Left, entry.version, TextStyle::CodeSmall, theme.muted);
    }

    mutable TextCache m_cache;
};

QListView *list(QWidget *parent, Surface surface)
{
    auto *view = new QListView(parent);
    view->setObjectName(u"inbox"_s);
    view->setFrameShape(QFrame::NoFrame);
    auto *model = new QStandardItemModel(int(entries().size()), 1, view);
    view->setModel(model);
    view->setItemDelegate(new InboxRow(view));
    view->setFixedWidth(metrics::inboxList);
    view->setCurrentIndex(model->index(1, 0));
    setSurface(view, surface);
    return view;
}

} // namespace

QWidget *inboxSheet()
{
    auto *sheet = new QWidget;
    setSurface(sheet, Surface::Chrome);
    auto *row = new QHBoxLayout(sheet);
    row->addWidget(list(sheet, Surface::Pane));
    row->addWidget(list(sheet, Surface::Sunken));
    row->addStretch(1);
    return sheet;
}

} // namespace gatehouse::gallery
