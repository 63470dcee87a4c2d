// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/code/problempanel.h"

#include "widgets/common/controls/button.h"
#include "widgets/common/display/bar.h"
#include "widgets/common/display/marks.h"
#include "widgets/common/display/textlabel.h"
#include "widgets/common/paint/rowpainter.h"
#include "widgets/common/states/states.h"
#include "widgets/common/textstyle.h"

#include <QHBoxLayout>
#include <QListView>
#include <QPainter>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

constexpr int mostRows = 4;
constexpr int headerHeight = 32;

} // namespace

QSize ProblemDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const
{
    return {200, scaled(metrics::rowCompact)};
}

void ProblemDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const Theme &theme = themeOf(option.palette);
    RowPainter row(*painter, theme, m_cache);
    row.background(option, false);
    const auto severity = Severity(index.data(ProblemModel::SeverityRole).toInt());
    const bool isError = severity >= Severity::High;
    const bool isNote = severity == Severity::Info;
    QRect area = option.rect.adjusted(16, 0, -16, 0);
    const QString place = u"%1:%2"_s.arg(index.data(ProblemModel::LineRole).toInt()).arg(index.data(ProblemModel::ColumnRole).toInt());
    row.text(area, Side::Right, place, TextStyle::Code, theme.muted, 12);
    row.icon(area, Side::Left, isError ? IconName::CircleX : isNote ? IconName::Info : IconName::TriangleAlert, metrics::iconSmallSize,
        isError ? theme.bad : isNote ? theme.info : theme.warn, 8);
    row.text(area, Side::Left, index.data(ProblemModel::MessageRole).toString(), TextStyle::Body, theme.text);
    painter->restore();
}

ProblemPanel::ProblemPanel(QWidget *parent)
    : QWidget(parent)
    , m_errorIcon(new IconLabel(IconName::CircleX, ColorRole::Bad, metrics::iconSmallSize))
    , m_errors(new TextLabel(TextStyle::SmallMedium, ColorRole::Bad))
    , m_otherIcon(new IconLabel(IconName::TriangleAlert, ColorRole::Warn, metrics::iconSmallSize))
    , m_others(new TextLabel(TextStyle::SmallMedium, ColorRole::Warn))
    , m_place(new TextLabel(TextStyle::Small, ColorRole::Muted))
    , m_schema(new TextLabel(TextStyle::Small, ColorRole::Muted))
    , m_next(new Button(tr("Next"), ButtonVariant::Quiet))
    , m_error(new InlineError)
    , m_none(new TextLabel(tr("No problem found."), TextStyle::Body, ColorRole::Muted))
    , m_list(new QListView)
{
    setSurface(this, Surface::Pane);
    m_next->setSize(ButtonSize::Small);
    m_next->setObjectName(u"configNextProblem"_s);
    m_next->setAccessibleName(tr("Next problem"));
    m_next->setKeyCaps({u"F8"_s});
    auto *header = new Bar(headerHeight, Bar::Edge::Top, Surface::Sunken);
    header->left()->addWidget(new TextLabel(tr("Problems"), TextStyle::SmallStrong));
    header->left()->addSpacing(metrics::spaceXs);
    for (QWidget *part : {static_cast<QWidget *>(m_errorIcon), static_cast<QWidget *>(m_errors), static_cast<QWidget *>(m_otherIcon),
             static_cast<QWidget *>(m_others)})
        header->left()->addWidget(part);
    header->right()->addWidget(m_place);
    header->right()->addSpacing(metrics::spaceSm);
    header->right()->addWidget(m_schema);
    header->right()->addWidget(m_next);
    m_list->setObjectName(u"configProblems"_s);
    m_list->setAccessibleName(tr("Problems"));
    m_list->setItemDelegate(new ProblemDelegate(m_list));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSurface(m_list, Surface::Pane);
    m_none->setContentsMargins(metrics::spaceLg, 0, metrics::spaceLg, 0);
    m_none->setFixedHeight(scaled(metrics::rowList));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(header);
    layout->addWidget(m_error);
    layout->addWidget(m_none);
    layout->addWidget(m_list);
    connect(m_next, &QAbstractButton::clicked, this, &ProblemPanel::nextRequested);
    connect(m_error, &InlineError::retryRequested, this, &ProblemPanel::retryRequested);
    connect(m_list, &QListView::clicked, this, &ProblemPanel::activate);
    connect(m_list, &QListView::activated, this, &ProblemPanel::activate);
    showCounts();
}

void ProblemPanel::setProblems(ProblemModel *problems)
{
    if (m_problems)
        m_problems->disconnect(this);
    m_problems = problems;
    m_list->setModel(problems);
    if (problems) {
        connect(problems, &QAbstractItemModel::rowsInserted, this, &ProblemPanel::showCounts);
        connect(problems, &QAbstractItemModel::rowsRemoved, this, &ProblemPanel::showCounts);
    }
    showCounts();
}

void ProblemPanel::setCursorPlace(int line, int column)
{
    m_place->setText(tr("Ln %1, Col %2").arg(line).arg(column));
}

void ProblemPanel::setSchema(const QString &words)
{
    m_schema->setText(words);
}

void ProblemPanel::setCheckError(const std::optional<Error> &error)
{
    if (error)
        m_error->setError(*error);
    else
        m_error->clear();
    showCounts();
}

void ProblemPanel::goToNext(int line)
{
    const int row = m_problems ? m_problems->nextAfterLine(line) : -1;
    if (row < 0)
        return;
    m_list->setCurrentIndex(m_problems->index(row, 0));
    activate(m_list->currentIndex());
}

void ProblemPanel::activate(const QModelIndex &index)
{
    Q_EMIT placeRequested(index.data(ProblemModel::LineRole).toInt(), index.data(ProblemModel::ColumnRole).toInt());
}

void ProblemPanel::showCounts()
{
    const int rows = m_problems ? m_problems->rowCount() : 0;
    const int errors = m_problems ? m_problems->errorCount() : 0;
    m_errors->setText(QString::number(errors));
    m_errors->setAccessibleName(tr("%n errors", nullptr, errors));
    m_others->setText(QString::number(rows - errors));
    m_others->setAccessibleName(tr("%n warnings", nullptr, rows - errors));
    m_errors->setVisible(errors > 0);
    m_errorIcon->setVisible(errors > 0);
    m_others->setVisible(rows > errors);
    m_otherIcon->setVisible(rows > errors);
    m_next->setEnabled(rows > 0);
    m_none->setVisible(rows == 0 && !m_error->hasError());
    m_list->setVisible(rows > 0);
    m_list->setFixedHeight(qBound(1, rows, mostRows) * scaled(metrics::rowCompact));
}

} // namespace gatehouse
