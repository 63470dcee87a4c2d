// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/review/diffview.h"

#include "models/review/diffmodel.h"
#include "widgets/common/display/badge.h"
#include "widgets/common/display/bar.h"
#include "widgets/common/display/textlabel.h"
#include "widgets/common/states/states.h"
#include "widgets/common/vocabulary.h"
#include "widgets/review/diffdelegate.h"

#include <QHBoxLayout>
#include <QListView>
#include <QScrollBar>

#include <cstdlib>
#include <limits>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

constexpr int headerHeight = 36;

int longestLine(const FileDiff &diff)
{
    qsizetype longest = 0;
    for (const DiffHunk &hunk : diff.hunks) {
        for (const DiffLine &line : hunk.lines)
            longest = std::max(longest, line.text.size() + 3 * line.text.count(u'\t'));
    }
    return int(std::min<qsizetype>(longest, 2000));
}

QListView *lineList(QWidget *parent)
{
    auto *list = new QListView(parent);
    list->setObjectName(u"diffLines"_s);
    list->setFrameShape(QFrame::NoFrame);
    list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    list->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    list->setLayoutMode(QListView::Batched);
    setSurface(list, Surface::Pane);
    return list;
}

} // namespace

DiffView::DiffView(QWidget *parent)
    : QFrame(parent)
    , m_model(new DiffModel(this))
    , m_delegate(new DiffDelegate(this))
    , m_letter(new TextLabel(TextStyle::CodeStrong, ColorRole::Info, this))
    , m_folder(new TextLabel(TextStyle::Code, ColorRole::Muted, this))
    , m_name(new TextLabel(TextStyle::CodeStrong, ColorRole::Text, this))
    , m_added(new TextLabel(TextStyle::CodeSmall, ColorRole::Ok, this))
    , m_removed(new TextLabel(TextStyle::CodeSmall, ColorRole::Bad, this))
    , m_note(new Badge(this))
    , m_error(new InlineError(this))
    , m_sentence(new TextLabel(TextStyle::Body, ColorRole::Muted, this))
    , m_loading(new LoadingRows(tr("Reading the difference…"), this))
    , m_lines(lineList(this))
{
    setObjectName(u"diffView"_s);
    m_lines->setAccessibleName(tr("Changed lines"));
    m_lines->setModel(m_model);
    m_lines->setItemDelegate(m_delegate);
    m_folder->setElided(Qt::ElideLeft);
    auto *bar = new Bar(headerHeight, Bar::Edge::Bottom, Surface::Sunken, this);
    bar->left()->setSpacing(metrics::spaceSm);
    for (QWidget *part : std::initializer_list<QWidget *> {m_letter, m_folder, m_name, m_added, m_removed, m_note})
        bar->left()->addWidget(part);
    m_sentence->setMargin(metrics::spaceLg);
    m_sentence->setWordWrap(true);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(bar);
    column->addWidget(m_error);
    column->addWidget(m_loading);
    column->addWidget(m_sentence);
    column->addWidget(m_lines, 1);
    column->addStretch(0);
    connect(m_error, &InlineError::retryRequested, this, &DiffView::retryRequested);
    setEmpty({});
}

void DiffView::setLoading(const FileChange &file)
{
    showHeader(file);
    m_error->clear();
    m_sentence->hide();
    m_lines->hide();
    m_loading->restart();
    m_loading->show();
}

void DiffView::setDiff(const FileDiff &diff)
{
    m_loading->hide();
    m_error->clear();
    m_delegate->setLongestLine(longestLine(diff));
    m_model->setDiff(diff);
    const bool hasLines = !diff.hunks.isEmpty();
    m_lines->setVisible(hasLines);
    m_lines->verticalScrollBar()->setValue(0);
    m_note->setVisible(diff.truncated || diff.binary);
    m_note->setLook({diff.truncated ? tr("Cut: too long to show whole") : tr("Binary"), IconName::CircleAlert, Tone::Warn});
    m_sentence->setText(diff.binary ? tr("A binary file: its lines cannot be compared.") : tr("No line differs."));
    m_sentence->setVisible(!hasLines);
}

void DiffView::setError(const Error &error)
{
    m_loading->hide();
    m_lines->hide();
    m_sentence->hide();
    m_error->setError(error);
}

void DiffView::setEmpty(const QString &sentence)
{
    showHeader({});
    m_model->setDiff({});
    m_loading->hide();
    m_lines->hide();
    m_error->clear();
    m_sentence->setText(sentence);
    m_sentence->setVisible(!sentence.isEmpty());
}

void DiffView::goToNextHunk()
{
    goTo(m_model->nextHunk(m_lines->currentIndex().row()));
}

void DiffView::goToPreviousHunk()
{
    const int row = m_lines->currentIndex().row();
    goTo(m_model->previousHunk(row < 0 ? 0 : row));
}

void DiffView::showHeader(const FileChange &file)
{
    const qsizetype slash = file.path.lastIndexOf(u'/');
    m_letter->setText(file.path.isEmpty() ? QString() : fileChangeLetter(file.kind));
    m_folder->setText(slash > 0 ? file.path.left(slash + 1) : QString());
    m_folder->setVisible(slash > 0);
    m_name->setText(file.path.mid(slash + 1));
    m_added->setText(file.added > 0 ? u"+%1"_s.arg(file.added) : QString());
    m_removed->setText(file.removed > 0 ? u"-%1"_s.arg(file.removed) : QString());
    m_note->hide();
}

void DiffView::goToLine(int newLine)
{
    int nearest = -1;
    int distance = std::numeric_limits<int>::max();
    for (int row = 0; row < m_model->rowCount(); ++row) {
        const int line = m_model->index(row).data(DiffModel::NewLineRole).toInt();
        if (line > 0 && std::abs(line - newLine) < distance) {
            distance = std::abs(line - newLine);
            nearest = row;
        }
    }
    goTo(nearest);
}

void DiffView::goTo(int row)
{
    if (row < 0)
        return;
    const QModelIndex hunk = m_model->index(row);
    m_lines->setCurrentIndex(hunk);
    m_lines->scrollTo(hunk, QAbstractItemView::PositionAtTop);
}

} // namespace gatehouse
