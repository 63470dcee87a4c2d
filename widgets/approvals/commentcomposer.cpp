// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/approvals/commentcomposer.h"

#include "core/base/async.h"
#include "widgets/approvals/closedrequestnote.h"
#include "widgets/approvals/requestdrafts.h"
#include "widgets/common/controls/button.h"
#include "widgets/common/display/marks.h"
#include "widgets/common/display/textlabel.h"
#include "widgets/common/drafts/draftnote.h"
#include "widgets/common/states/states.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPlainTextEdit>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

constexpr int textHeight = 72;

QCheckBox *markBox(const QString &name, const QString &text)
{
    auto *box = new QCheckBox(text);
    box->setObjectName(name);
    return box;
}

} // namespace

CommentComposer::CommentComposer(ApprovalService &service, const RequestStore &requests, DraftKeeper &drafts, QWidget *parent)
    : QWidget(parent)
    , m_service(service)
    , m_drafts(drafts)
    , m_draft(drafts)
    , m_replyTo(new TextLabel(TextStyle::Small, ColorRole::Text))
    , m_error(new InlineError(this))
    , m_closed(new ClosedRequestNote(requests, drafts, this))
    , m_text(new QPlainTextEdit(this))
    //: A mark of a comment: nobody approves before it is solved.
    , m_mustSolve(markBox(u"commentMustSolve"_s, tr("Must be solved")))
    , m_ask(markBox(u"commentAsk"_s, tr("Ask for information")))
    , m_send(new Button(tr("Comment"), ButtonVariant::Outline, this))
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    setSurface(this, Surface::Pane);
    m_text->setObjectName(u"commentText"_s);
    m_text->setAccessibleName(tr("Your comment"));
    m_text->setTabChangesFocus(true);
    m_text->setFixedHeight(scaled(textHeight));
    m_text->installEventFilter(this);
    m_send->setObjectName(u"commentSend"_s);
    m_send->setSuffix(tr("Ctrl+Enter"));
    m_replyBar = makeReplyBar();
    m_marks = makeMarks();
    for (QWidget *field : std::initializer_list<QWidget *> {m_text, m_mustSolve, m_ask})
        m_draft.add(field);
    auto *actions = new QHBoxLayout;
    actions->setSpacing(metrics::spaceMd);
    actions->addWidget(m_marks);
    actions->addWidget(new DraftNote(m_draft), 1);
    actions->addWidget(new TextLabel(tr("Plain text"), TextStyle::Small, ColorRole::Faint));
    actions->addWidget(m_send);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(metrics::spaceDetailPaddingX, metrics::spaceSm, metrics::spaceDetailPaddingX, metrics::spaceMd);
    column->setSpacing(metrics::spaceSm);
    for (QWidget *part : std::initializer_list<QWidget *> {m_closed, m_error, m_replyBar, m_text})
        column->addWidget(part);
    column->addLayout(actions);
    connect(m_send, &Button::clicked, this, &CommentComposer::send);
    connect(m_text, &QPlainTextEdit::textChanged, this, &CommentComposer::showState);
    connect(m_closed, &ClosedRequestNote::requestRequested, this, &CommentComposer::requestRequested);
    showState();
}

void CommentComposer::setRequest(const ApprovalRequest &request)
{
    const bool another = request.id != m_request.id;
    m_request = request;
    if (another) {
        m_thread.reset();
        m_error->clear();
        placeDraft();
    }
    m_closed->setRequest(request);
    showState();
}

void CommentComposer::setOffline(bool offline)
{
    m_isOffline = offline;
    showState();
}

void CommentComposer::replyTo(const Comment &thread)
{
    m_thread = thread;
    placeDraft();
    showState();
}

void CommentComposer::offerKept(const QList<Comment> &comments)
{
    if (m_thread || m_drafts.find(key()))
        return;
    for (const Comment &comment : comments) {
        if (!comment.replyTo && m_drafts.find(requestdrafts::replyKey(m_request.id, comment.id))) {
            replyTo(comment);
            return;
        }
    }
}

void CommentComposer::toggleMark(const QString &mark)
{
    if (m_thread)
        leaveThread();
    QCheckBox *box = mark == "question"_L1 ? m_ask : m_mustSolve;
    if (box->isEnabled())
        box->toggle();
    focusText();
}

void CommentComposer::focusText()
{
    m_text->setFocus(Qt::ShortcutFocusReason);
}

bool CommentComposer::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_text && event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        const bool enter = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
        if (enter && key->modifiers().testFlag(Qt::ControlModifier)) {
            send();
            return true;
        }
        if (key->key() == Qt::Key_Escape && m_thread) {
            leaveThread();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

QWidget *CommentComposer::makeReplyBar()
{
    auto *bar = new QWidget;
    bar->setObjectName(u"replyBar"_s);
    m_replyTo->setObjectName(u"replyTo"_s);
    m_replyTo->setElided(Qt::ElideRight);
    auto *leave = new Button(IconName::X, tr("Write to all instead"), ButtonVariant::Quiet);
    leave->setObjectName(u"replyLeave"_s);
    leave->setSize(ButtonSize::Small);
    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(metrics::spaceSm);
    row->addWidget(new IconLabel(IconName::CornerDownRight, ColorRole::Muted, metrics::iconSmallSize));
    row->addWidget(m_replyTo, 1);
    row->addWidget(leave);
    connect(leave, &Button::clicked, this, &CommentComposer::leaveThread);
    return bar;
}

QWidget *CommentComposer::makeMarks()
{
    auto *marks = new QWidget;
    auto *row = new QHBoxLayout(marks);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(metrics::spaceMd);
    row->addWidget(m_mustSolve);
    row->addWidget(m_ask);
    // One thread is one or the other.
    const auto excludes = [this](QCheckBox *chosen, QCheckBox *other) {
        connect(chosen, &QCheckBox::toggled, this, [this, other](bool on) {
            if (on)
                other->setChecked(false);
            showState();
        });
    };
    excludes(m_mustSolve, m_ask);
    excludes(m_ask, m_mustSolve);
    return marks;
}

void CommentComposer::leaveThread()
{
    m_thread.reset();
    placeDraft();
    showState();
    focusText();
}

void CommentComposer::placeDraft()
{
    m_draft.setPlace({key(), requestdrafts::subject(m_request), m_request.etag});
}

QString CommentComposer::key() const
{
    return m_thread ? requestdrafts::replyKey(m_request.id, m_thread->id) : requestdrafts::key(u"comment"_s, m_request.id);
}

CommentDraft CommentComposer::draft() const
{
    CommentDraft draft;
    draft.text = m_text->toPlainText().trimmed();
    if (m_thread)
        draft.replyTo = m_thread->id;
    else if (m_mustSolve->isChecked())
        draft.mark = u"must_solve"_s;
    else if (m_ask->isChecked())
        draft.mark = u"question"_s;
    return draft;
}

void CommentComposer::send()
{
    if (!m_send->isEnabled())
        return;
    m_sending = true;
    m_error->clear();
    showState();
    const CommentDraft said = draft();
    deliver(m_service.comment(m_request.id, said), this, [this, said, place = key(), request = m_request.id](const Result<Comment> &answer) {
        m_sending = false;
        const bool kept = !answer && answer.error().kind == ErrorKind::Kept;
        if (answer || kept)
            forget(place, said.text);
        if (!answer) {
            m_error->setError(answer.error());
            if (!kept)
                m_service.noteShown(answer.error());
        }
        // What is written after a reply is for all again.
        if ((answer || kept) && m_thread && place == key() && !m_drafts.find(place))
            leaveThread();
        showState();
        if (answer && request == m_request.id)
            Q_EMIT sent();
    });
}

//! \a text was sent; what was written since then stays.
void CommentComposer::forget(const QString &key, const QString &text)
{
    const std::optional<Draft> draft = m_drafts.find(key);
    if (draft && draft->values.value(m_text->objectName()).toString().trimmed() == text)
        m_drafts.forget(key);
}

void CommentComposer::showState()
{
    const QString never = m_request.actions.allows(u"comment"_s) ? QString() : m_request.actions.whyNot(u"comment"_s);
    QString why = never;
    if (m_sending)
        why = tr("Sending…");
    else if (why.isEmpty() && m_text->toPlainText().trimmed().isEmpty())
        why = tr("Write something first.");
    const bool asks = !m_thread && m_ask->isChecked();
    m_send->setText(m_isOffline ? tr("Keep in Outbox") : m_thread ? tr("Reply") : asks ? tr("Ask") : tr("Comment"));
    m_send->setBlockedReason(why);
    m_text->setReadOnly(!never.isEmpty());
    m_text->setToolTip(never);
    m_text->setPlaceholderText(asks ? tr("What do you need to know from %1?").arg(m_request.requestedBy.name)
            : m_thread              ? tr("Your reply")
                                    : tr("Say something to the requester and the reviewers"));
    m_replyBar->setVisible(m_thread.has_value());
    if (m_thread)
        m_replyTo->setText(tr("Reply to %1: %2").arg(m_thread->author.name, m_thread->text.simplified()));
    m_marks->setVisible(!m_thread);
    const auto offer = [this](QCheckBox *box, const QString &action, const QString &key) {
        const QString whyNot = m_request.actions.whyNot(action);
        // What was ticked before it was forbidden can still be taken away.
        box->setEnabled(m_request.actions.allows(action) || box->isChecked());
        box->setToolTip(whyNot.isEmpty() ? key : whyNot);
        box->setAccessibleDescription(whyNot);
    };
    offer(m_mustSolve, u"mark_must_solve"_s, tr("Alt+M"));
    offer(m_ask, u"ask"_s, tr("Alt+I"));
}

} // namespace gatehouse
