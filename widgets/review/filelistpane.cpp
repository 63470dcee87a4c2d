// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/review/filelistpane.h"

#include "widgets/common/controls/button.h"
#include "widgets/common/controls/searchfield.h"
#include "widgets/common/display/bar.h"
#include "widgets/common/display/marks.h"
#include "widgets/common/display/textlabel.h"
#include "widgets/common/states/states.h"
#include "widgets/review/diffwords.h"
#include "widgets/review/filedelegate.h"
#include "widgets/review/spokenmodel.h"

#include <QHBoxLayout>
#include <QScopedValueRollback>
#include <QTreeView>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

constexpr int leastWidth = 180;
constexpr int hiddenBarHeight = 36;

QString spoken(const QModelIndex &index)
{
    if (!index.parent().isValid())
        return diffwords::groupName(index.data(FileListModel::GroupRole).toInt());
    const auto *model = qobject_cast<const FileListModel *>(index.model());
    const FileChange *file = model ? model->file(index) : nullptr;
    return file ? diffwords::spokenFile(*file, index.data(FileListModel::ReviewedRole).toBool()) : QString();
}

} // namespace

FileListPane::FileListPane(FileListModel &model, QWidget *parent)
    : QFrame(parent)
    , m_model(model)
    , m_field(new SearchField(this))
    , m_view(new QTreeView(this))
    , m_empty(new EmptyState(QString(), this))
    , m_hiddenBar(new Bar(hiddenBarHeight, Bar::Edge::Top, Surface::Sunken, this))
    , m_hidden(new TextLabel(TextStyle::Small, ColorRole::Muted))
    , m_showHidden(new Button(QString(), ButtonVariant::Link))
{
    setMinimumWidth(scaled(leastWidth));
    setSurface(this, Surface::Sunken);
    m_field->setObjectName(u"fileFilter"_s);
    m_field->setPlaceholderText(tr("Filter files"));
    m_field->setAccessibleName(tr("Filter files"));
    m_field->setIconName(IconName::Filter);
    m_field->setKeyCap(u"/"_s);
    auto *bar = new Bar(metrics::toolbarHeight, Bar::Edge::Bottom, Surface::Sunken, this);
    bar->left()->addWidget(m_field, 1);
    bar->setLeftFills();
    m_filtered.setSourceModel(new SpokenModel(&m_model, spoken, this));
    m_view->setObjectName(u"fileList"_s);
    m_view->setAccessibleName(tr("Changed files"));
    m_view->setModel(&m_filtered);
    auto *delegate = new FileDelegate(m_view);
    m_view->setItemDelegate(delegate);
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setHeaderHidden(true);
    m_view->setRootIsDecorated(false);
    m_view->setIndentation(0);
    m_view->setUniformRowHeights(true);
    m_view->setMouseTracking(true);
    m_view->setExpandsOnDoubleClick(false);
    m_view->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSurface(m_view, Surface::Sunken);
    m_hiddenBar->left()->addWidget(new IconLabel(IconName::EyeOff, ColorRole::Faint, metrics::iconSmallSize));
    m_hiddenBar->left()->addWidget(m_hidden);
    m_showHidden->setObjectName(u"showSourceMaps"_s);
    m_hiddenBar->right()->addWidget(m_showHidden);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(bar);
    column->addWidget(m_empty);
    column->addWidget(m_view, 1);
    column->addStretch(0);
    column->addWidget(m_hiddenBar);
    connect(m_field, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_filtered.setWanted(text);
        showState(m_wasRead);
    });
    connect(m_field, &SearchField::left, m_view, qOverload<>(&QWidget::setFocus));
    connect(m_empty, &EmptyState::actionTriggered, m_field, &QLineEdit::clear);
    connect(delegate, &FileDelegate::reviewedToggled, this, &FileListPane::reviewedToggled);
    connect(m_view->selectionModel(), &QItemSelectionModel::currentChanged, this, [this](const QModelIndex &index) {
        if (!m_isSetting && index.parent().isValid())
            Q_EMIT chosen(index.data(FileListModel::PathRole).toString());
    });
    connect(m_view, &QTreeView::clicked, this, [this](const QModelIndex &index) {
        if (!index.parent().isValid())
            m_view->setExpanded(index, !m_view->isExpanded(index));
        else
            Q_EMIT chosen(index.data(FileListModel::PathRole).toString());
    });
    connect(m_showHidden, &Button::clicked, this, [this] {
        const bool shown = !m_filtered.areSourceMapsShown();
        m_filtered.setSourceMapsShown(shown);
        showState(m_wasRead);
        Q_EMIT sourceMapsToggled(shown);
    });
    showState(false);
}

void FileListPane::focusFilter()
{
    m_field->setFocus(Qt::ShortcutFocusReason);
    m_field->selectAll();
}

void FileListPane::setCurrent(const QString &path)
{
    if (path == current())
        return;
    const QScopedValueRollback setting(m_isSetting, true);
    const QList<QModelIndex> all = rows();
    const auto row = std::find_if(all.begin(), all.end(), [&path](const QModelIndex &index) { return index.data(FileListModel::PathRole).toString() == path; });
    m_view->setCurrentIndex(row == all.end() ? QModelIndex() : *row);
}

QString FileListPane::current() const
{
    return m_view->currentIndex().data(FileListModel::PathRole).toString();
}

QString FileListPane::neighbour(int step) const
{
    const QList<QModelIndex> all = rows();
    const qsizetype at = all.indexOf(m_view->currentIndex());
    const qsizetype next = at < 0 ? 0 : at + step;
    return next >= 0 && next < all.size() ? all.at(next).data(FileListModel::PathRole).toString() : QString();
}

QList<FileChange> FileListPane::files() const
{
    QList<FileChange> files = m_model.files();
    if (!m_filtered.areSourceMapsShown())
        files.removeIf(FileFilterModel::isSourceMap);
    return files;
}

void FileListPane::showState(bool wasRead)
{
    m_wasRead = wasRead;
    m_view->expandAll();
    const bool none = m_filtered.rowCount() == 0;
    const bool filtered = !m_field->text().isEmpty();
    m_view->setVisible(!none);
    m_empty->setVisible(none && wasRead);
    m_empty->setSentence(filtered ? tr("No file matches. Clear the filter to see %n.", nullptr, int(files().size()))
                                  : tr("No file differs between the two versions."));
    m_empty->setAction(filtered ? tr("Clear filter") : QString());
    showHidden();
}

void FileListPane::showHidden()
{
    const QList<FileChange> files = m_model.files();
    const int maps = int(std::count_if(files.begin(), files.end(), FileFilterModel::isSourceMap));
    const bool shown = m_filtered.areSourceMapsShown();
    m_hiddenBar->setVisible(maps > 0);
    m_hidden->setText(shown ? tr("%n source maps shown", nullptr, maps) : tr("%n source maps hidden", nullptr, maps));
    m_showHidden->setText(shown ? tr("Hide") : tr("Show"));
}

QList<QModelIndex> FileListPane::rows() const
{
    QList<QModelIndex> rows;
    for (int group = 0; group < m_filtered.rowCount(); ++group) {
        const QModelIndex parent = m_filtered.index(group, 0);
        for (int row = 0; row < m_filtered.rowCount(parent); ++row)
            rows.append(m_filtered.index(row, 0, parent));
    }
    return rows;
}

} // namespace gatehouse
