// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/approvals/changestab.h"

#include "core/contract/versiondiff.h"

#include "widgets/approvals/installband.h"
#include "widgets/common/controls/splitter.h"
#include "widgets/common/states/states.h"
#include "widgets/common/uistate.h"
#include "widgets/review/changesbar.h"
#include "widgets/review/dependencystrip.h"
#include "widgets/review/difffindbar.h"
#include "widgets/review/diffpane.h"
#include "widgets/review/diffruler.h"
#include "widgets/review/filelistpane.h"

#include <QHBoxLayout>
#include <QTreeView>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

constexpr int fileListWidth = 300;
constexpr int nearAfterMs = 15;

QString placeKey()
{
    return u"inbox/file"_s;
}

QString modeKey()
{
    return u"changes/unified"_s;
}

} // namespace

ChangesTab::ChangesTab(const Parts &parts, QWidget *parent)
    : QWidget(parent)
    , m_review(parts.review)
    , m_state(parts.state)
    , m_loader(parts.service, m_document)
    , m_marks(parts.service, parts.drafts)
    , m_remarks(parts.review, parts.approvals, parts.drafts, m_document)
    , m_bar(new ChangesBar(this))
    , m_dependencies(new DependencyStrip(this))
    , m_install(new InstallBand(this))
    , m_error(new InlineError(this))
    , m_loading(new LoadingRows(tr("Comparing the two packages…"), this))
    , m_splitter(new Splitter(Qt::Horizontal, this))
    , m_files(new FileListPane(*parts.review.files(), this))
    , m_pane(new DiffPane(m_document, parts.highlighter))
{
    setObjectName(u"changesTab"_s);
    m_splitter->setObjectName(u"inbox/changes"_s);
    m_splitter->addWidget(m_files);
    m_splitter->addWidget(makeLines());
    m_splitter->setStretchFactor(1, 1);
    m_splitter->setSizes({scaled(fileListWidth), 4 * scaled(fileListWidth)});
    m_splitter->setChildrenCollapsible(false);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    for (QWidget *part : std::initializer_list<QWidget *> {m_bar, m_dependencies, m_install, m_error, m_loading})
        column->addWidget(part);
    column->addWidget(m_splitter, 1);
    parts.state.remember(m_splitter);
    m_near.setSingleShot(true);
    m_near.setInterval(nearAfterMs);
    m_pane->cards().setFactory([this](const QString &id) { return m_remarks.makeCard(id); });
    connectParts();
    const DiffMode mode = m_state.value(modeKey()).toBool() ? DiffMode::Unified : DiffMode::SideBySide;
    m_document.setMode(mode);
    m_bar->setMode(mode);
}

QWidget *ChangesTab::makeLines()
{
    auto *box = new QWidget;
    m_find = new DiffFindBar(*m_pane);
    auto *row = new QHBoxLayout;
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(m_pane, 1);
    row->addWidget(new DiffRuler(*m_pane, LineRemarks::isRemark));
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_find);
    column->addLayout(row, 1);
    return box;
}

void ChangesTab::connectParts()
{
    connect(&m_review, &RequestReview::partRead, this, &ChangesTab::onPartRead);
    connect(&m_review, &RequestReview::partFailed, this, [this](RequestReview::Part part, const Error &error) {
        if (part != RequestReview::Difference)
            return;
        m_loading->hide();
        m_error->setError(error);
    });
    connect(m_error, &InlineError::retryRequested, this, [this] { m_review.reload(RequestReview::Difference); });
    connect(m_bar, &ChangesBar::baseChosen, this, [this](const VersionId &id) { m_review.setBase(id); });
    connect(m_bar, &ChangesBar::modeChosen, this, &ChangesTab::setMode);
    connect(m_bar, &ChangesBar::whitespaceToggled, this, &ChangesTab::applyOptions);
    connect(m_bar, &ChangesBar::nextRequested, this, &ChangesTab::nextUnreviewed);
    connect(m_files, &FileListPane::chosen, this, [this](const QString &path) {
        const int section = m_document.indexOf(path);
        if (section >= 0)
            m_document.setCollapsed(section, false);
        m_pane->goToSection(section);
    });
    connect(m_files, &FileListPane::reviewedToggled, this, [this](const QString &path) { mark(path, !m_marks.isReviewed(path)); });
    connect(m_files, &FileListPane::sourceMapsToggled, this, &ChangesTab::setFiles);
    connect(m_pane, &DiffPane::currentSectionChanged, this, [this](int section) {
        if (section >= 0)
            m_files->setCurrent(m_document.section(section).file.path);
    });
    connect(m_pane, &DiffPane::reviewedToggled, this, [this](int section) {
        const DiffSection &at = m_document.section(section);
        mark(at.file.path, !at.isReviewed);
    });
    connect(m_pane, &DiffPane::noteActivated, this, &ChangesTab::onNote);
    connect(m_pane, &DiffPane::commentRequested, this, &ChangesTab::comment);
    connect(m_pane, &DiffPane::nearChanged, &m_near, qOverload<>(&QTimer::start));
    connect(&m_near, &QTimer::timeout, this, [this] {
        if (isVisible())
            m_loader.want(m_pane->sectionsNear());
        keepPlace();
        Q_EMIT settledChanged();
    });
    connect(&m_loader, &DiffLoader::settledChanged, this, &ChangesTab::settledChanged);
    connect(&m_marks, &ReviewMarks::changed, this, [this] {
        m_review.files()->setReviewed(m_marks.paths());
        m_document.setReviewed(m_marks.paths());
        showProgress();
    });
    connect(&m_remarks, &LineRemarks::changed, this, [this] {
        m_pane->cards().keepOnly(m_remarks.ids());
        Q_EMIT draftsChanged();
    });
    connect(&m_remarks, &LineRemarks::findingRequested, this, &ChangesTab::findingRequested);
    connect(&m_remarks, &LineRemarks::left, m_pane, qOverload<>(&QWidget::setFocus));
    connect(m_install, &InstallBand::placeRequested, this, [this](const QString &path, int line) {
        m_pane->goToLine(path, DiffSide::After, line);
        m_pane->setFocus();
    });
}

void ChangesTab::setRequest(const ApprovalRequest &request, const QDateTime &now)
{
    m_remarks.setNow(now);
    if (request.id != m_request) {
        m_request = request.id;
        m_error->clear();
        m_install->setScripts({});
        m_dependencies->setChanges({});
        m_bar->setVersions(request.baseVersion.value_or(QString()), request.version);
        m_bar->setBases({}, {});
        m_document.setFiles({});
        m_remarks.refresh();
        m_files->showState(false);
        showProgress();
    }
    m_loading->setVisible(!m_review.isRead(RequestReview::Difference) && !m_error->hasError());
    m_splitter->setVisible(!m_loading->isVisibleTo(this));
}

void ChangesTab::activate()
{
    m_near.start();
}

void ChangesTab::showPlace(const CommentAnchor &anchor)
{
    if (const auto side = m_remarks.sideOf(anchor))
        m_pane->goToLine(anchor.path, *side, anchor.line);
    m_pane->setFocus();
}

void ChangesTab::showPlace(const QString &path, int line)
{
    m_pane->goToLine(path, DiffSide::After, line);
    m_pane->setFocus();
}

bool ChangesTab::isSettled() const
{
    return !m_near.isActive() && m_loader.isSettled();
}

bool ChangesTab::hasInnerFocus() const
{
    return m_pane->hasFocus() || m_files->view()->hasFocus();
}

void ChangesTab::onPartRead(RequestReview::Part part)
{
    switch (part) {
    case RequestReview::Difference:
        showDifference();
        break;
    case RequestReview::BasePart:
        showBases();
        break;
    case RequestReview::PolicyPart:
        m_install->setScripts(m_review.difference(), m_review.policies()->items());
        break;
    default:
        break;
    }
}

void ChangesTab::showDifference()
{
    m_error->clear();
    m_loading->hide();
    m_splitter->show();
    m_options.readable = true;
    applyOptions();
    const VersionDiff &diff = m_review.difference();
    const bool isConfig = m_review.isConfigChange();
    if (isConfig) {
        m_bar->setPlain();
        m_loader.setVersions({}, {});
        m_marks.follow({}, {});
    } else {
        m_bar->setVersions(diff.baseVersion.value_or(QString()), diff.version);
        m_loader.setVersions(diff.versionId, diff.baseId);
        m_marks.follow(diff.versionId, m_review.request().versionDigest);
    }
    m_pane->setReviewable(!isConfig);
    m_dependencies->setChanges(diff.dependencies);
    m_install->setScripts(diff, m_review.policies()->items());
    showBases();
    setFiles();
    if (isConfig && m_document.count() == 1)
        m_document.setComparison(0, comparisonOf(m_review.configDifference()));
}

void ChangesTab::keepPlace()
{
    const auto line = m_pane->topLine();
    if (line && isVisible())
        m_state.setValue(placeKey(), QStringList {m_request.text(), line->path, QString::number(int(line->side)), QString::number(line->number)});
}

//! Where the person was before the files were others, or when these changes were looked at last.
void ChangesTab::goToPlace(const std::optional<DiffCaret::Line> &before)
{
    const QStringList kept = m_state.value(placeKey()).toStringList();
    if (before)
        m_pane->goToTop(*before);
    else if (kept.size() == 4 && kept.first() == m_request.text())
        m_pane->goToTop({kept.at(1), kept.at(2) == QString::number(int(DiffSide::Before)) ? DiffSide::Before : DiffSide::After, kept.at(3).toInt()});
}

void ChangesTab::setFiles()
{
    const auto before = m_pane->topLine();
    m_document.setFiles(m_files->files());
    m_document.setReviewed(m_marks.paths());
    m_review.files()->setReviewed(m_marks.paths());
    m_remarks.refresh();
    goToPlace(before);
    Q_EMIT fileCountChanged();
    m_files->showState(m_review.isRead(RequestReview::Difference) || m_document.count() > 0);
    showProgress();
}

void ChangesTab::showBases()
{
    if (!m_review.isConfigChange())
        m_bar->setBases(m_review.bases(), m_review.difference().baseId.value_or(VersionId()));
}

void ChangesTab::showProgress()
{
    const int all = m_review.isConfigChange() ? 0 : m_document.count();
    int reviewed = 0;
    for (int section = 0; section < m_document.count(); ++section)
        reviewed += m_document.section(section).isReviewed ? 1 : 0;
    m_bar->setProgress(reviewed, all);
}

void ChangesTab::setMode(DiffMode mode)
{
    m_bar->setMode(mode);
    m_document.setMode(mode);
    m_state.setValue(modeKey(), mode == DiffMode::Unified);
}

void ChangesTab::mark(const QString &path, bool reviewed)
{
    if (m_review.isConfigChange())
        return;
    m_marks.mark(path, reviewed);
    const int section = m_document.indexOf(path);
    if (section >= 0)
        m_document.setCollapsed(section, reviewed);
}

void ChangesTab::onNote(int section, DiffNote note)
{
    switch (note) {
    case DiffNote::Failed:
    case DiffNote::Long:
        m_document.ask(section);
        break;
    case DiffNote::OnlyWhitespace:
        m_bar->setWhitespaceHidden(false);
        break;
    case DiffNote::MadeReadable:
        m_options.readable = false;
        applyOptions();
        break;
    default:
        break;
    }
}

void ChangesTab::applyOptions()
{
    m_options.whitespace = m_bar->isWhitespaceHidden() ? Whitespace::Ignored : Whitespace::Counts;
    m_document.setOptions(m_options);
}

} // namespace gatehouse
