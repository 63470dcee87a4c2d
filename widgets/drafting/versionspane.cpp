// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/drafting/versionspane.h"

#include "widgets/common/display/bar.h"
#include "widgets/common/display/textlabel.h"
#include "widgets/common/paint/rowpainter.h"
#include "widgets/common/textstyle.h"
#include "widgets/common/timetext.h"
#include "widgets/drafting/draftedtext.h"
#include "widgets/review/spokenmodel.h"

#include <QHBoxLayout>
#include <QListView>
#include <QPainter>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

constexpr int left = 16;

} // namespace

QString versionStateWord(const QString &state)
{
    if (state == "active"_L1)
        return VersionDelegate::tr("active");
    return state == "draft"_L1 ? VersionDelegate::tr("draft") : VersionDelegate::tr("retired");
}

QSize VersionDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const
{
    return {160, scaled(metrics::rowInbox)};
}

QString VersionDelegate::sentence(const QModelIndex &index)
{
    const QString who = index.data(TextVersionModel::WhoRole).toString();
    QStringList parts {tr("Version %1").arg(index.data(TextVersionModel::VersionRole).toInt()),
        versionStateWord(index.data(TextVersionModel::StateRole).toString()),
        momentText(index.data(TextVersionModel::WhenRole).toDateTime(), QDateTime::currentDateTimeUtc()),
        who.isEmpty() ? tr("comes with Gatehouse") : who, index.data(TextVersionModel::ReasonRole).toString()};
    parts.removeAll(QString());
    return parts.join(u", "_s);
}

void VersionDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const Theme &theme = themeOf(option.palette);
    RowPainter row(*painter, theme, m_cache);
    row.background(option);
    const int half = option.rect.height() / 2;
    const QString state = index.data(TextVersionModel::StateRole).toString();
    QRect top = option.rect.adjusted(left, 5, -12, -half + 1);
    const QDateTime when = index.data(TextVersionModel::WhenRole).toDateTime();
    const QString who = index.data(TextVersionModel::WhoRole).toString();
    if (!who.isEmpty())
        row.text(top, Side::Right, momentText(when, QDateTime::currentDateTimeUtc()), TextStyle::Small, theme.muted);
    row.text(top, Side::Left, u"v%1"_s.arg(index.data(TextVersionModel::VersionRole).toInt()), TextStyle::Code, theme.text, 8);
    const bool active = state == "active"_L1;
    const bool draft = state == "draft"_L1;
    row.icon(top, Side::Left, active ? IconName::CircleCheck : draft ? IconName::Pencil : IconName::History, metrics::iconSmallSize,
        active ? theme.okSolid : theme.muted, 4);
    row.text(top, Side::Left, versionStateWord(state), TextStyle::Small, theme.text);
    QRect below = option.rect.adjusted(left, half - 1, -12, -6);
    const QString reason = index.data(TextVersionModel::ReasonRole).toString();
    const QString name = who.isEmpty() ? tr("Comes with Gatehouse") : who;
    row.text(below, Side::Left, who.isEmpty() || reason.isEmpty() ? name : tr("%1: %2").arg(name, reason), TextStyle::Small, theme.muted);
    painter->restore();
}

VersionsPane::VersionsPane(const QString &objectName, QWidget *parent)
    : QWidget(parent)
    , m_list(new QListView)
{
    setSurface(this, Surface::Pane);
    m_list->setObjectName(objectName);
    m_list->setAccessibleName(tr("Versions"));
    m_list->setItemDelegate(new VersionDelegate(m_list));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setMouseTracking(true);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto *header = new Bar(metrics::paneHeaderHeight, Bar::Edge::Bottom, Surface::Pane);
    header->left()->addWidget(new TextLabel(tr("Versions"), TextStyle::BodyStrong));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(header);
    layout->addWidget(m_list, 1);
    connect(m_list, &QListView::activated, this,
        [this](const QModelIndex &index) { Q_EMIT chosen(index.data(TextVersionModel::VersionRole).toInt()); });
}

VersionsPane::~VersionsPane()
{
    m_list->setModel(nullptr);
}

void VersionsPane::setText(DraftedText *text)
{
    m_list->setModel(nullptr);
    delete m_rows;
    m_rows = text ? new SpokenModel(&text->versions(), &VersionDelegate::sentence, this) : nullptr;
    m_list->setModel(m_rows);
}

} // namespace gatehouse
