// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/approvals/threadbox.h"

#include "widgets/approvals/lineremarks.h"
#include "widgets/common/controls/button.h"
#include "widgets/common/display/badge.h"
#include "widgets/common/display/marks.h"
#include "widgets/common/display/textlabel.h"
#include "widgets/common/timetext.h"

#include <QHBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

BadgeLook markLook(const Comment &thread, const QString &asked)
{
    const bool resolved = thread.state == u"resolved"_s;
    if (isMustSolve(thread))
        return resolved ? BadgeLook {ThreadBox::tr("Solved"), IconName::CircleCheck, Tone::Ok}
                        : BadgeLook {ThreadBox::tr("Must be solved"), IconName::CircleAlert, Tone::Warn};
    if (!isQuestion(thread))
        return {};
    if (resolved)
        return {ThreadBox::tr("Question closed"), IconName::CircleCheck, Tone::Neutral};
    return thread.state == u"answered"_s ? BadgeLook {ThreadBox::tr("Answered"), IconName::Message, Tone::Ok}
                                         : BadgeLook {ThreadBox::tr("Waiting for %1").arg(asked), IconName::Help, Tone::Info};
}

ThreadBox::ThreadBox(const CommentThread &thread, const QString &asked, const QDateTime &now, QWidget *parent)
    : QWidget(parent)
    , m_thread(thread)
    , m_asked(asked)
    , m_now(now)
{
    setObjectName(u"thread"_s);
    setAccessibleName(spoken());
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(metrics::spaceSm);
    column->addWidget(makeComment(thread.first, false));
    auto *below = new QVBoxLayout;
    below->setContentsMargins(metrics::avatarSize + metrics::spaceMd, 0, 0, 0);
    below->setSpacing(metrics::spaceSm);
    for (const Comment &reply : thread.replies)
        below->addWidget(makeComment(reply, true));
    below->addLayout(makeActions());
    column->addLayout(below);
}

QWidget *ThreadBox::makeComment(const Comment &comment, bool isReply)
{
    auto *box = new QWidget;
    box->setObjectName(isReply ? u"reply"_s : u"comment"_s);
    const QString when = momentText(comment.createdAt, m_now);
    box->setAccessibleName(tr("%1, %2: %3").arg(comment.author.name, when, comment.text));
    auto *head = new QHBoxLayout;
    head->setSpacing(metrics::spaceSm);
    head->addWidget(new TextLabel(comment.author.name, TextStyle::BodyStrong, ColorRole::Text));
    head->addWidget(new TextLabel(when, TextStyle::Small, ColorRole::Muted));
    if (const BadgeLook look = markLook(comment, m_asked); !look.text.isEmpty()) {
        auto *mark = new Badge(look);
        mark->setObjectName(u"threadMark"_s);
        mark->setAccessibleName(look.text);
        head->addWidget(mark);
    }
    if (comment.anchor) {
        auto *place = new Button(placeWords(*comment.anchor), ButtonVariant::Link);
        place->setObjectName(u"commentPlace"_s);
        place->setSize(ButtonSize::Small);
        place->setIconName(IconName::FileCode);
        connect(place, &Button::clicked, this, &ThreadBox::placeRequested);
        head->addWidget(place);
    }
    head->addStretch(1);
    auto *text = new TextLabel(comment.text, TextStyle::Body, ColorRole::Text);
    text->setTextFormat(Qt::PlainText);
    text->setWordWrap(true);
    text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto *words = new QVBoxLayout;
    words->setSpacing(metrics::spaceXs);
    words->addLayout(head);
    words->addWidget(text);
    auto *row = new QHBoxLayout(box);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(metrics::spaceMd);
    row->addWidget(new Avatar(comment.author.name, isReply ? metrics::avatarSmallSize : metrics::avatarSize), 0, Qt::AlignTop);
    row->addLayout(words, 1);
    return box;
}

QHBoxLayout *ThreadBox::makeActions()
{
    auto *row = new QHBoxLayout;
    row->setSpacing(metrics::spaceSm);
    const Actions &actions = m_thread.first.actions;
    const auto offer = [&](const QString &name, const QString &objectName, const QString &text, IconName icon) {
        auto *button = new Button(text, ButtonVariant::Quiet);
        button->setObjectName(objectName);
        button->setSize(ButtonSize::Small);
        button->setIconName(icon);
        button->setAccessibleName(tr("%1, thread of %2").arg(text, m_thread.first.author.name));
        button->setBlockedReason(actions.whyNot(name));
        row->addWidget(button);
        return button;
    };
    connect(offer(u"reply"_s, u"threadReply"_s, tr("Reply"), IconName::CornerDownRight), &Button::clicked, this, &ThreadBox::replyRequested);
    if (m_thread.first.mark) {
        if (m_thread.first.state == u"resolved"_s) {
            connect(offer(u"reopen"_s, u"threadReopen"_s, tr("Reopen"), IconName::Undo), &Button::clicked, this, &ThreadBox::reopenRequested);
        } else {
            const QString text = isQuestion(m_thread.first) ? tr("Close the question") : tr("Resolve");
            connect(offer(u"resolve"_s, u"threadResolve"_s, text, IconName::CircleCheck), &Button::clicked, this, &ThreadBox::resolveRequested);
        }
    }
    if (m_thread.first.resolvedBy && m_thread.first.resolvedAt) {
        const QString by = tr("%1, %2").arg(m_thread.first.resolvedBy->name, momentText(*m_thread.first.resolvedAt, m_now));
        auto *resolved = new TextLabel(isQuestion(m_thread.first) ? tr("Closed by %1").arg(by) : tr("Resolved by %1").arg(by), TextStyle::Small, ColorRole::Muted);
        resolved->setObjectName(u"threadResolved"_s);
        row->addWidget(resolved);
    }
    row->addStretch(1);
    return row;
}

QString ThreadBox::spoken() const
{
    QStringList parts {m_thread.first.author.name, momentText(m_thread.first.createdAt, m_now), markLook(m_thread.first, m_asked).text, m_thread.first.text};
    if (!m_thread.replies.isEmpty())
        parts += tr("%n replies", nullptr, int(m_thread.replies.size()));
    parts.removeAll(QString());
    return parts.join(u", "_s);
}

} // namespace gatehouse
