// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/approvals/discussiontab.h"

#include "core/base/async.h"
#include "widgets/approvals/commentcomposer.h"
#include "widgets/approvals/requestwords.h"
#include "widgets/approvals/threadbox.h"
#include "widgets/common/controls/segmentedcontrol.h"
#include "widgets/common/display/textlabel.h"
#include "widgets/common/states/states.h"

#include <QHBoxLayout>
#include <QScrollArea>
#include <QScrollBar>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

enum Filter { AllThreads, OpenThreadsOnly };

} // namespace

DiscussionTab::DiscussionTab(RequestReview &review, ApprovalService &service, const RequestStore &requests, DraftKeeper &drafts, QWidget *parent)
    : QWidget(parent)
    , m_review(review)
    , m_service(service)
    , m_filter(new SegmentedControl(SegmentedControl::Look::Filled))
    , m_open(new TextLabel(TextStyle::Small, ColorRole::Muted))
    , m_scroll(new QScrollArea(this))
    , m_empty(new EmptyState(QString(), this))
    , m_error(new InlineError(this))
    , m_composer(new CommentComposer(service, requests, drafts, this))
{
    setObjectName(u"discussionTab"_s);
    auto *canvas = new QWidget;
    setSurface(canvas, Surface::Pane);
    m_list = new QVBoxLayout(canvas);
    m_list->setContentsMargins(metrics::spaceDetailPaddingX, metrics::spaceLg, metrics::spaceDetailPaddingX, metrics::spaceLg);
    m_list->setSpacing(metrics::spaceLg);
    m_list->addStretch(1);
    m_scroll->setObjectName(u"commentList"_s);
    m_scroll->setAccessibleName(tr("Comments"));
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setWidgetResizable(true);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setWidget(canvas);
    setSurface(m_scroll, Surface::Pane);
    m_empty->hide();
    m_filterBar = makeFilter();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_filterBar);
    column->addWidget(m_empty);
    column->addWidget(m_scroll, 1);
    column->addWidget(m_error);
    column->addWidget(m_composer);
    connect(&review, &RequestReview::partRead, this, &DiscussionTab::onPartRead);
    connect(&review, &RequestReview::partFailed, this, [this](RequestReview::Part part, const Error &error) {
        if (part == RequestReview::CommentPart)
            m_error->setError(error);
    });
    connect(m_error, &InlineError::retryRequested, this, [this] { m_review.reload(RequestReview::CommentPart); });
    connect(m_composer, &CommentComposer::sent, this, [this] { m_review.reload(RequestReview::CommentPart); });
    connect(m_composer, &CommentComposer::requestRequested, this, &DiscussionTab::requestRequested);
    connect(m_filter, &SegmentedControl::currentChanged, this, &DiscussionTab::showThreads);
}

void DiscussionTab::setRequest(const ApprovalRequest &request, const QDateTime &now)
{
    m_now = now;
    const bool another = request.id != m_request.id;
    m_request = request;
    m_composer->setRequest(request);
    if (another) {
        m_error->clear();
        m_filter->setCurrentIndex(AllThreads);
        showThreads();
    }
}

void DiscussionTab::setOffline(bool offline)
{
    m_composer->setOffline(offline);
}

void DiscussionTab::focusComposer()
{
    m_composer->focusText();
}

void DiscussionTab::toggleMark(const QString &mark)
{
    m_composer->toggleMark(mark);
}

QWidget *DiscussionTab::makeFilter()
{
    auto *bar = new QWidget;
    bar->setObjectName(u"discussionFilter"_s);
    setSurface(bar, Surface::Pane);
    m_filter->setObjectName(u"threadFilter"_s);
    m_filter->setAccessibleName(tr("Which threads"));
    m_filter->addSegment(tr("All"));
    m_filter->addSegment(tr("Open"));
    m_filter->setCurrentIndex(AllThreads);
    m_open->setObjectName(u"openThreads"_s);
    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins(metrics::spaceDetailPaddingX, metrics::spaceMd, metrics::spaceDetailPaddingX, 0);
    row->setSpacing(metrics::spaceMd);
    row->addWidget(m_filter);
    row->addWidget(m_open, 1);
    return bar;
}

void DiscussionTab::onPartRead(RequestReview::Part part)
{
    if (part != RequestReview::CommentPart)
        return;
    m_error->clear();
    showThreads();
    m_composer->offerKept(m_review.comments()->items());
}

void DiscussionTab::showThreads()
{
    const QList<CommentThread> threads = threadsOf(m_review.comments()->items());
    showFilter(threads);
    QList<CommentThread> shown = threads;
    if (m_filter->currentIndex() == OpenThreadsOnly)
        shown.removeIf([](const CommentThread &thread) { return !isOpenThread(thread.first); });
    m_empty->setSentence(threads.isEmpty() ? tr("Nobody has said anything yet.") : tr("No thread is open."));
    m_empty->setVisible(shown.isEmpty() && m_review.isRead(RequestReview::CommentPart));
    m_scroll->setVisible(!m_empty->isVisibleTo(this));
    // What stands there keeps the focus and what is selected in it.
    if (shown == m_shown && m_list->count() == shown.size() + 1)
        return;
    const CommentId focused = threadInFocus();
    m_shown = shown;
    m_boxes.clear();
    while (m_list->count() > 1) {
        QLayoutItem *item = m_list->takeAt(0);
        item->widget()->deleteLater();
        delete item;
    }
    for (const CommentThread &thread : std::as_const(shown)) {
        QWidget *box = makeThread(thread);
        m_boxes.append(box);
        m_list->insertWidget(m_list->count() - 1, box);
        if (thread.first.id == focused)
            box->findChild<QWidget *>(u"threadReply"_s)->setFocus();
    }
}

CommentId DiscussionTab::threadInFocus() const
{
    for (qsizetype i = 0; i < m_boxes.size(); ++i) {
        const QWidget *inside = m_boxes.at(i)->focusWidget();
        if (inside && inside->hasFocus())
            return m_shown.at(i).first.id;
    }
    return {};
}

void DiscussionTab::showFilter(const QList<CommentThread> &threads)
{
    const bool marked = std::any_of(threads.begin(), threads.end(), [](const CommentThread &thread) { return thread.first.mark.has_value(); });
    m_filterBar->setVisible(marked);
    const auto open = [&threads](bool (*is)(const Comment &)) {
        return int(std::count_if(threads.begin(), threads.end(), [is](const CommentThread &thread) { return is(thread.first) && isOpenThread(thread.first); }));
    };
    QStringList words;
    if (const int count = open(isMustSolve); count > 0)
        words += requestwords::mustBeSolved(count);
    if (const int count = open(isQuestion); count > 0)
        words += tr("%n open questions", nullptr, count);
    m_open->setText(words.isEmpty() ? tr("Nothing is open") : words.join(u", "_s));
}

QWidget *DiscussionTab::makeThread(const CommentThread &thread)
{
    auto *box = new ThreadBox(thread, m_request.requestedBy.name, m_now);
    const Comment first = thread.first;
    connect(box, &ThreadBox::replyRequested, this, [this, first] { reply(first); });
    connect(box, &ThreadBox::resolveRequested, this, [this, first] { settle(m_service.resolveThread(m_request, first)); });
    connect(box, &ThreadBox::reopenRequested, this, [this, first] { settle(m_service.reopenThread(m_request, first)); });
    connect(box, &ThreadBox::placeRequested, this, [this, first] { Q_EMIT placeRequested(*first.anchor); });
    return box;
}

void DiscussionTab::reply(const Comment &thread)
{
    m_composer->replyTo(thread);
    m_composer->focusText();
}

void DiscussionTab::settle(const QFuture<Result<ApprovalRequest>> &answer)
{
    m_error->clear();
    deliver(answer, this, [this, id = m_request.id](const Result<ApprovalRequest> &result) {
        if (id != m_request.id)
            return;
        if (result) {
            m_review.reload(RequestReview::CommentPart);
            return;
        }
        m_error->setError(result.error());
        if (result.error().kind != ErrorKind::Kept)
            m_service.noteShown(result.error());
    });
}

} // namespace gatehouse
