// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/approvals/discussiontab.h"

#include "core/base/async.h"
#include "widgets/approvals/closedrequestnote.h"
#include "widgets/approvals/lineremarks.h"
#include "widgets/approvals/requestdrafts.h"
#include "widgets/common/controls/button.h"
#include "widgets/common/display/marks.h"
#include "widgets/common/display/textlabel.h"
#include "widgets/common/drafts/draftnote.h"
#include "widgets/common/states/states.h"
#include "widgets/common/timetext.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPlainTextEdit>
#include <QScrollArea>
#include <QScrollBar>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

constexpr int composerHeight = 72;

} // namespace

DiscussionTab::DiscussionTab(RequestReview &review, ApprovalService &service, const RequestStore &requests, DraftKeeper &drafts, QWidget *parent)
    : QWidget(parent)
    , m_review(review)
    , m_service(service)
    , m_drafts(drafts)
    , m_draft(drafts)
    , m_scroll(new QScrollArea(this))
    , m_empty(new EmptyState(tr("Nobody has said anything yet."), this))
    , m_error(new InlineError(this))
    , m_closed(new ClosedRequestNote(requests, drafts, this))
    , m_text(new QPlainTextEdit(this))
    , m_send(new Button(tr("Comment"), ButtonVariant::Outline, this))
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
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_empty);
    column->addWidget(m_scroll, 1);
    column->addWidget(makeComposer());
    connect(&review, &RequestReview::partRead, this, &DiscussionTab::onPartRead);
    connect(&review, &RequestReview::partFailed, this, [this](RequestReview::Part part, const Error &error) {
        if (part == RequestReview::CommentPart)
            m_error->setError(error);
    });
    connect(m_error, &InlineError::retryRequested, this, [this] { m_review.reload(RequestReview::CommentPart); });
}

void DiscussionTab::setRequest(const ApprovalRequest &request, const QDateTime &now)
{
    m_now = now;
    m_whyNot = request.actions.allows(u"comment"_s) ? QString() : request.actions.whyNot(u"comment"_s);
    if (request.id.text() != m_requestId) {
        m_requestId = request.id.text();
        m_draft.setPlace({requestdrafts::key(u"comment"_s, request.id), requestdrafts::subject(request), request.etag});
        m_error->clear();
        showComments();
    }
    m_closed->setRequest(request);
    updateButton();
}

void DiscussionTab::setOffline(bool offline)
{
    m_send->setText(offline ? tr("Keep in Outbox") : tr("Comment"));
}

void DiscussionTab::focusComposer()
{
    m_text->setFocus(Qt::ShortcutFocusReason);
}

bool DiscussionTab::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_text && event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        const bool enter = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
        if (enter && key->modifiers().testFlag(Qt::ControlModifier)) {
            send();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

QWidget *DiscussionTab::makeComposer()
{
    auto *composer = new QWidget;
    composer->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    setSurface(composer, Surface::Pane);
    m_text->setObjectName(u"commentText"_s);
    m_text->setAccessibleName(tr("Your comment"));
    m_text->setPlaceholderText(tr("Say something to the requester and the reviewers"));
    m_text->setTabChangesFocus(true);
    m_text->setFixedHeight(scaled(composerHeight));
    m_text->installEventFilter(this);
    m_send->setObjectName(u"commentSend"_s);
    m_send->setSuffix(tr("Ctrl+Enter"));
    auto *actions = new QHBoxLayout;
    actions->addWidget(new TextLabel(tr("Plain text"), TextStyle::Small, ColorRole::Faint));
    m_draft.add(m_text);
    actions->addWidget(new DraftNote(m_draft), 1);
    actions->addWidget(m_send);
    auto *column = new QVBoxLayout(composer);
    column->setContentsMargins(metrics::spaceDetailPaddingX, metrics::spaceSm, metrics::spaceDetailPaddingX, metrics::spaceMd);
    column->setSpacing(metrics::spaceSm);
    column->addWidget(m_closed);
    column->addWidget(m_error);
    column->addWidget(m_text);
    column->addLayout(actions);
    connect(m_send, &Button::clicked, this, &DiscussionTab::send);
    connect(m_text, &QPlainTextEdit::textChanged, this, &DiscussionTab::updateButton);
    connect(m_closed, &ClosedRequestNote::requestRequested, this, &DiscussionTab::requestRequested);
    return composer;
}

void DiscussionTab::onPartRead(RequestReview::Part part)
{
    if (part != RequestReview::CommentPart)
        return;
    m_error->clear();
    showComments();
}

void DiscussionTab::showComments()
{
    while (m_list->count() > 1) {
        QLayoutItem *item = m_list->takeAt(0);
        item->widget()->deleteLater();
        delete item;
    }
    for (const Comment &comment : m_review.comments()->items())
        m_list->insertWidget(m_list->count() - 1, makeComment(comment));
    const bool none = m_review.comments()->rowCount() == 0;
    m_empty->setVisible(none && m_review.isRead(RequestReview::CommentPart));
    m_scroll->setVisible(!m_empty->isVisibleTo(this));
}

QWidget *DiscussionTab::makeComment(const Comment &comment)
{
    auto *box = new QWidget;
    box->setAccessibleName(tr("%1, %2: %3").arg(comment.author.name, momentText(comment.createdAt, m_now), comment.text));
    auto *text = new TextLabel(comment.text, TextStyle::Body, ColorRole::Text);
    text->setTextFormat(Qt::PlainText);
    text->setWordWrap(true);
    text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto *head = new QHBoxLayout;
    head->setSpacing(metrics::spaceSm);
    head->addWidget(new TextLabel(comment.author.name, TextStyle::BodyStrong, ColorRole::Text));
    head->addWidget(new TextLabel(momentText(comment.createdAt, m_now), TextStyle::Small, ColorRole::Muted));
    if (comment.anchor) {
        auto *place = new Button(placeWords(*comment.anchor), ButtonVariant::Link);
        place->setObjectName(u"commentPlace"_s);
        place->setSize(ButtonSize::Small);
        place->setIconName(IconName::FileCode);
        connect(place, &Button::clicked, this, [this, anchor = *comment.anchor] { Q_EMIT placeRequested(anchor); });
        head->addWidget(place);
    }
    head->addStretch(1);
    auto *words = new QVBoxLayout;
    words->setSpacing(metrics::spaceXs);
    words->addLayout(head);
    words->addWidget(text);
    auto *row = new QHBoxLayout(box);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(metrics::spaceMd);
    row->addWidget(new Avatar(comment.author.name), 0, Qt::AlignTop);
    row->addLayout(words, 1);
    return box;
}

void DiscussionTab::send()
{
    if (!m_send->isEnabled())
        return;
    m_sending = true;
    m_error->clear();
    updateButton();
    const QString requestId = m_requestId;
    const QString text = m_text->toPlainText().trimmed();
    deliver(m_service.comment(RequestId(requestId), text), this, [this, requestId, text](const Result<Comment> &answer) {
        m_sending = false;
        const bool kept = !answer && answer.error().kind == ErrorKind::Kept;
        if (answer || kept)
            forget(RequestId(requestId), text);
        if (answer)
            m_review.reload(RequestReview::CommentPart);
        else
            showError(answer.error());
        updateButton();
    });
}

void DiscussionTab::showError(const Error &error)
{
    m_error->setError(error);
    if (error.kind != ErrorKind::Kept)
        m_service.noteShown(error);
}

//! \a text was sent; what was written since then stays.
void DiscussionTab::forget(const RequestId &request, const QString &text)
{
    const QString key = requestdrafts::key(u"comment"_s, request);
    const std::optional<Draft> draft = m_drafts.find(key);
    if (draft && draft->values.value(m_text->objectName()).toString().trimmed() == text)
        m_drafts.forget(key);
}

void DiscussionTab::updateButton()
{
    QString why = m_whyNot;
    if (m_sending)
        why = tr("Sending…");
    else if (why.isEmpty() && m_text->toPlainText().trimmed().isEmpty())
        why = tr("Write something first.");
    m_send->setBlockedReason(why);
    m_text->setReadOnly(!m_whyNot.isEmpty());
    m_text->setToolTip(m_whyNot);
}

} // namespace gatehouse
