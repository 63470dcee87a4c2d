// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/review/diffview.h"

#include "widgets/review/diffpane.h"

#include <QVBoxLayout>

namespace gatehouse {

DiffView::DiffView(QWidget *parent)
    : QFrame(parent)
    , m_pane(new DiffPane(m_document, nullptr, this))
{
    m_pane->setReviewable(false);
    m_document.setMode(DiffMode::Unified);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_pane);
    setFocusProxy(m_pane);
}

void DiffView::setDiff(const FileDiff &diff)
{
    m_document.setFiles({changedFile(diff)});
    m_document.setComparison(0, comparisonOf(diff));
}

FileChange changedFile(const FileDiff &diff)
{
    FileChange file;
    file.path = diff.path;
    file.kind = FileChangeKind::Modified;
    file.group = QStringLiteral("look_first");
    file.binary = diff.binary;
    for (const DiffHunk &hunk : diff.hunks) {
        for (const DiffLine &line : hunk.lines) {
            file.added += line.sign == u"+" ? 1 : 0;
            file.removed += line.sign == u"-" ? 1 : 0;
        }
    }
    return file;
}

} // namespace gatehouse
