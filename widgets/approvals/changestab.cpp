// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/approvals/changestab.h"

#include "core/base/async.h"
#include "widgets/common/controls/searchfield.h"
#include "widgets/common/controls/splitter.h"
#include "widgets/common/display/bar.h"
#include "widgets/common/scrollmemory.h"
#include "widgets/common/states/states.h"
#include "widgets/common/uistate.h"
#include "widgets/common/vocabulary.h"
#include "widgets/review/diffview.h"
#include "widgets/review/filedelegate.h"
#include "widgets/review/spokenmodel.h"

#include <QHBoxLayout>
#include <QListView>
#include <QTreeView>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

constexpr int fileListWidth = 260;

QString placeKey()
{
    return u"inbox/file"_s;
}

QString spokenFile(const QModelIndex &index)
{
    if (!index.parent().isValid())
        return FileDelegate::groupName(index.data(FileListModel::GroupRole).toInt());
    return QStringList {index.data(FileListModel::PathRole).toString(), term(FileChangeKind(index.data(FileListModel::KindRole).toInt())).word,
        u"+%1 -%2"_s.arg(index.data(FileListModel::AddedRole).toInt()).arg(index.data(FileListModel::RemovedRole).toInt())}
        .join(u", "_s);
}

} // namespace

ChangesTab::ChangesTab(RequestReview &review, ReviewService &service, UiState &state, QWidget *parent)
    : QWidget(parent)
    , m_review(review)
    , m_service(service)
    , m_filter(new SearchField(this))
    , m_filtered(new QSortFilterProxyModel(this))
    , m_files(new QTreeView(this))
    , m_error(new InlineError(this))
    , m_empty(new EmptyState(QString(), this))
    , m_splitter(new Splitter(Qt::Horizontal, this))
    , m_diff(new DiffView(this))
    , m_state(state)
    , m_scrolled(new ScrollMemory(state, m_diff->lines(), u"inbox/changes"_s))
{
    setObjectName(u"changesTab"_s);
    m_splitter->setObjectName(u"inbox/changes"_s);
    m_splitter->addWidget(makeFileList());
    m_splitter->addWidget(m_diff);
    m_splitter->setStretchFactor(1, 1);
    m_splitter->setSizes({scaled(fileListWidth), 1000});
    m_splitter->setChildrenCollapsible(false);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_error);
    column->addWidget(m_splitter, 1);
    state.remember(m_splitter);
    connect(m_filter, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_filtered->setFilterFixedString(text);
        m_files->expandAll();
        showState();
    });
    connect(m_filter, &SearchField::left, m_files, qOverload<>(&QWidget::setFocus));
    connect(m_empty, &EmptyState::actionTriggered, m_filter, &QLineEdit::clear);
    connect(m_files->selectionModel(), &QItemSelectionModel::currentChanged, this, &ChangesTab::onCurrentFile);
    connect(m_files, &QTreeView::clicked, this, [this](const QModelIndex &index) {
        if (!index.parent().isValid())
            m_files->setExpanded(index, !m_files->isExpanded(index));
    });
    connect(&review, &RequestReview::partRead, this, &ChangesTab::onPartRead);
    connect(&review, &RequestReview::partFailed, this, &ChangesTab::onPartFailed);
    connect(m_error, &InlineError::retryRequested, this, [this] { m_review.reload(RequestReview::Difference); });
    connect(m_diff, &DiffView::retryRequested, this, [this] {
        m_shownPath.clear();
        onCurrentFile();
    });
}

void ChangesTab::moveFile(int step)
{
    const QList<QModelIndex> rows = fileRows();
    if (rows.isEmpty())
        return;
    const qsizetype at = rows.indexOf(m_files->currentIndex());
    const qsizetype next = at < 0 ? 0 : std::clamp<qsizetype>(at + step, 0, rows.size() - 1);
    m_files->setCurrentIndex(rows.at(next));
}

void ChangesTab::nextHunk()
{
    m_diff->goToNextHunk();
}

void ChangesTab::previousHunk()
{
    m_diff->goToPreviousHunk();
}

void ChangesTab::activate()
{
    if (!m_files->currentIndex().parent().isValid())
        goToPlace();
    else
        onCurrentFile();
}

//! Where the person was in these changes; at the first file otherwise.
void ChangesTab::goToPlace()
{
    const QStringList place = m_state.value(placeKey()).toStringList();
    const QList<QModelIndex> rows = fileRows();
    const auto found = std::find_if(rows.begin(), rows.end(), [&](const QModelIndex &row) {
        return QStringList {m_review.request().id.text(), row.data(FileListModel::PathRole).toString()} == place;
    });
    if (found != rows.end())
        m_files->setCurrentIndex(*found);
    else
        moveFile(0);
}

bool ChangesTab::showPlace(const QString &path, int line)
{
    if (!holds(path))
        return false;
    m_filter->clear();
    m_wantedLine = line;
    const QList<QModelIndex> rows = fileRows();
    const auto row = std::find_if(rows.begin(), rows.end(),
        [&](const QModelIndex &index) { return index.data(FileListModel::PathRole).toString() == path; });
    if (row == rows.end())
        return false;
    const bool isShown = path == m_shownPath;
    m_files->setCurrentIndex(*row);
    if (isShown)
        m_diff->goToLine(std::exchange(m_wantedLine, 0));
    return true;
}

QWidget *ChangesTab::makeFileList()
{
    auto *pane = new QFrame;
    pane->setMinimumWidth(scaled(180));
    setSurface(pane, Surface::Sunken);
    m_filter->setObjectName(u"fileFilter"_s);
    m_filter->setPlaceholderText(tr("Filter files"));
    m_filter->setAccessibleName(tr("Filter files"));
    m_filter->setIconName(IconName::Filter);
    auto *bar = new Bar(metrics::toolbarHeight, Bar::Edge::Bottom, Surface::Sunken, pane);
    bar->left()->addWidget(m_filter, 1);
    bar->setLeftFills();
    m_filtered->setSourceModel(new SpokenModel(m_review.files(), spokenFile, this));
    m_filtered->setFilterRole(FileListModel::PathRole);
    m_filtered->setFilterCaseSensitivity(Qt::CaseInsensitive);
    m_filtered->setRecursiveFilteringEnabled(true);
    m_files->setObjectName(u"fileList"_s);
    m_files->setAccessibleName(tr("Changed files"));
    m_files->setModel(m_filtered);
    m_files->setItemDelegate(new FileDelegate(m_files));
    m_files->setFrameShape(QFrame::NoFrame);
    m_files->setHeaderHidden(true);
    m_files->setRootIsDecorated(false);
    m_files->setIndentation(0);
    m_files->setUniformRowHeights(true);
    m_files->setMouseTracking(true);
    m_files->setExpandsOnDoubleClick(false);
    m_files->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSurface(m_files, Surface::Sunken);
    auto *column = new QVBoxLayout(pane);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(bar);
    column->addWidget(m_empty);
    column->addWidget(m_files, 1);
    column->addStretch(0);
    return pane;
}

void ChangesTab::onPartRead(RequestReview::Part part)
{
    if (part != RequestReview::Difference)
        return;
    m_error->clear();
    m_shownPath.clear();
    m_files->expandAll();
    showState();
    if (isVisible())
        activate();
}

void ChangesTab::onPartFailed(RequestReview::Part part, const Error &error)
{
    if (part == RequestReview::Difference)
        m_error->setError(error);
}

void ChangesTab::onCurrentFile()
{
    const QString path = m_files->currentIndex().data(FileListModel::PathRole).toString();
    const FileChange *file = m_review.files()->file(m_review.files()->indexOf(path));
    if (!file || path == m_shownPath)
        return;
    m_shownPath = path;
    readFile(*file);
}

void ChangesTab::readFile(const FileChange &file)
{
    const QStringList place {m_review.request().id.text(), file.path};
    m_state.setValue(placeKey(), place);
    m_scrolled->setObject(place.join(u'/'));
    m_diff->setLoading(file);
    if (m_review.isConfigChange()) {
        m_diff->setDiff(m_review.configDifference());
        return;
    }
    const ApprovalRequest &request = m_review.request();
    deliver(m_service.fileDiff(request.versionId, request.baseVersionId, file.path), this, m_reads.only([this](const Result<FileDiff> &answer) {
        if (!answer) {
            m_diff->setError(answer.error());
            return;
        }
        m_diff->setDiff(*answer);
        if (m_wantedLine > 0)
            m_diff->goToLine(std::exchange(m_wantedLine, 0));
    }));
}

void ChangesTab::showState()
{
    const bool none = fileRows().isEmpty();
    const bool filtered = !m_filter->text().isEmpty();
    m_files->setVisible(!none);
    m_empty->setVisible(none && m_review.isRead(RequestReview::Difference));
    m_empty->setSentence(filtered ? tr("No file matches. Clear the filter to see %n.", nullptr, m_review.files()->fileCount())
                                  : tr("No file differs between the two versions."));
    m_empty->setAction(filtered ? tr("Clear filter") : QString());
    if (none)
        m_diff->setEmpty({});
}

QList<QModelIndex> ChangesTab::fileRows() const
{
    QList<QModelIndex> rows;
    for (int group = 0; group < m_filtered->rowCount(); ++group) {
        const QModelIndex parent = m_filtered->index(group, 0);
        for (int row = 0; row < m_filtered->rowCount(parent); ++row)
            rows.append(m_filtered->index(row, 0, parent));
    }
    return rows;
}

} // namespace gatehouse
