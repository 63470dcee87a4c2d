// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/review/linecard.h"

#include "widgets/common/controls/button.h"
#include "widgets/common/display/badge.h"
#include "widgets/common/display/marks.h"
#include "widgets/common/display/textlabel.h"
#include "widgets/common/drafts/draftnote.h"
#include "widgets/common/paint/primitives.h"
#include "widgets/common/states/states.h"
#include "widgets/common/timetext.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPainter>
#include <QPlainTextEdit>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

constexpr int textColumn = 44;
constexpr int outside = 8;
constexpr int halo = 2;
constexpr int leastLines = 2;
constexpr int mostLines = 10;

QHBoxLayout *headRow(const QString &name)
{
    auto *row = new QHBoxLayout;
    row->setSpacing(metrics::spaceSm);
    row->addWidget(new Avatar(name, metrics::avatarSmallSize));
    row->addWidget(new TextLabel(name, TextStyle::BodyStrong, ColorRole::Text));
    return row;
}

TextLabel *wordsLabel()
{
    auto *label = new TextLabel(TextStyle::Body, ColorRole::Text);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    return label;
}

} // namespace

LineCard::LineCard(bool isDraft, QWidget *parent)
    : QWidget(parent)
    , m_isDraft(isDraft)
{
    setFocusPolicy(Qt::TabFocus);
    setMargins();
}

void LineCard::setMargins()
{
    setContentsMargins(scaled(textColumn) + metrics::spaceMd, outside + metrics::spaceSm, metrics::spaceMd + metrics::spaceMd, outside + metrics::spaceSm);
}

QSize LineCard::sizeHint() const
{
    const QSize hint = QWidget::sizeHint();
    return {hint.width(), layout() && layout()->hasHeightForWidth() ? layout()->heightForWidth(width()) : hint.height()};
}

void LineCard::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::ApplicationFontChange)
        setMargins();
}

void LineCard::paintEvent(QPaintEvent *)
{
    const Theme &theme = themeOf(this);
    QPainter painter(this);
    painter.fillRect(rect(), theme.pane);
    const QRectF box = QRectF(rect()).adjusted(scaled(textColumn), outside, -metrics::spaceMd, -outside);
    if (m_isDraft)
        paintBox(painter, box.adjusted(-halo, -halo, halo, halo), metrics::radiusCard + halo, theme.accentTint);
    paintBox(painter, box, metrics::radiusCard, theme.pane, m_isDraft ? theme.accentLine : theme.lineStrong, 1);
}

LineCommentCard::LineCommentCard(const Comment &comment, const QDateTime &now, const BadgeLook &mark, QWidget *parent)
    : LineCard(false, parent)
{
    const QString when = momentText(comment.createdAt, now);
    setAccessibleName(mark.text.isEmpty() ? tr("%1, %2: %3").arg(comment.author.name, when, comment.text)
                                          : tr("%1, %2, %3: %4").arg(comment.author.name, when, mark.text, comment.text));
    auto *head = headRow(comment.author.name);
    if (!mark.text.isEmpty())
        head->addWidget(new Badge(mark));
    head->addStretch(1);
    head->addWidget(new TextLabel(when, TextStyle::Small, ColorRole::Muted));
    auto *text = wordsLabel();
    text->setText(comment.text);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(metrics::spaceXs);
    column->addLayout(head);
    column->addWidget(text);
}

LineDraftCard::LineDraftCard(DraftKeeper &drafts, const DraftPlace &draft, const QString &place, QWidget *parent)
    : LineCard(true, parent)
    , m_binding(drafts)
    , m_kept(new TextLabel(TextStyle::Small, ColorRole::Muted, this))
    , m_edit(new QPlainTextEdit(this))
    //: A mark of a comment: nobody approves before it is solved.
    , m_mustSolve(new QCheckBox(tr("Must be solved"), this))
    , m_read(wordsLabel())
    , m_error(new InlineError(this))
    , m_discard(new Button(tr("Discard"), ButtonVariant::Quiet, this))
    , m_keep(new Button(tr("Keep draft"), ButtonVariant::Outline, this))
    , m_change(new Button(tr("Change"), ButtonVariant::Outline, this))
{
    setObjectName(u"lineDraft"_s);
    setAccessibleName(tr("Your draft on %1").arg(place));
    m_edit->setObjectName(u"lineText"_s);
    m_edit->setAccessibleName(tr("Comment on %1").arg(place));
    m_edit->setPlaceholderText(tr("What should the requester know or change?"));
    m_edit->setTabChangesFocus(true);
    m_edit->setVerticalScrollBarPolicy(Qt::ScrollBarAsNeeded);
    // The card is its frame.
    m_edit->setFrameShape(QFrame::NoFrame);
    m_edit->document()->setDocumentMargin(0);
    m_edit->installEventFilter(this);
    m_discard->setObjectName(u"lineDiscard"_s);
    m_keep->setObjectName(u"lineKeep"_s);
    m_keep->setSuffix(tr("Ctrl+Enter"));
    m_change->setObjectName(u"lineChange"_s);
    auto *head = headRow(tr("You"));
    BadgeLook look;
    look.text = tr("Draft, only on this computer");
    look.icon = IconName::Pencil;
    look.tone = Tone::Accent;
    head->addWidget(new Badge(look));
    head->addStretch(1);
    head->addWidget(m_kept);
    auto *actions = new QHBoxLayout;
    actions->setSpacing(metrics::spaceSm);
    m_mustSolve->setObjectName(u"lineMustSolve"_s);
    actions->addWidget(new TextLabel(tr("Plain text"), TextStyle::Small, ColorRole::Faint));
    actions->addStretch(1);
    for (Button *button : {m_discard, m_change, m_keep})
        actions->addWidget(button);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(metrics::spaceSm);
    column->addLayout(head);
    column->addWidget(m_edit);
    column->addWidget(m_read);
    column->addWidget(m_error);
    column->addWidget(m_mustSolve);
    column->addLayout(actions);
    m_binding.add(m_edit);
    m_binding.add(m_mustSolve);
    connect(&m_binding, &DraftBinding::stateChanged, this, &LineDraftCard::showKept);
    connect(m_edit, &QPlainTextEdit::textChanged, this, &LineDraftCard::fitText);
    connect(m_keep, &Button::clicked, this, &LineDraftCard::keep);
    connect(m_change, &Button::clicked, this, &LineDraftCard::edit);
    connect(m_discard, &Button::clicked, this, [this] {
        m_binding.clear();
        Q_EMIT discarded();
    });
    m_binding.setPlace(draft);
    setFocusProxy(m_edit);
    m_isEditing = text().isEmpty();
    showState();
}

QString LineDraftCard::text() const
{
    return m_edit->toPlainText().trimmed();
}

void LineDraftCard::edit()
{
    m_isEditing = true;
    showState();
    m_edit->setFocus(Qt::ShortcutFocusReason);
}

void LineDraftCard::setMarkBlocked(const QString &reason)
{
    // What was ticked before it was forbidden can still be taken away.
    m_mustSolve->setEnabled(reason.isEmpty() || m_mustSolve->isChecked());
    m_mustSolve->setToolTip(reason.isEmpty() ? tr("Alt+M") : reason);
    m_mustSolve->setAccessibleDescription(reason);
}

void LineDraftCard::toggleMustSolve()
{
    if (m_mustSolve->isEnabled())
        m_mustSolve->toggle();
}

void LineDraftCard::setError(const Error &error)
{
    m_error->setError(error);
}

bool LineDraftCard::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_edit && event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        const bool enter = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
        if (enter && key->modifiers().testFlag(Qt::ControlModifier)) {
            keep();
            return true;
        }
        if (key->key() == Qt::Key_Escape) {
            // What is written is kept as it is.
            keep();
            return true;
        }
    }
    return LineCard::eventFilter(watched, event);
}

void LineDraftCard::keep()
{
    if (text().isEmpty()) {
        m_binding.clear();
        Q_EMIT discarded();
        return;
    }
    m_isEditing = false;
    m_error->clear();
    showState();
    Q_EMIT left();
}

void LineDraftCard::showState()
{
    m_edit->setVisible(m_isEditing);
    m_read->setVisible(!m_isEditing);
    m_read->setText(text());
    m_keep->setVisible(m_isEditing);
    m_change->setVisible(!m_isEditing);
    setFocusProxy(m_isEditing ? static_cast<QWidget *>(m_edit) : m_change);
    fitText();
    showKept();
}

void LineDraftCard::showKept()
{
    using State = DraftBinding::State;
    const bool refused = m_binding.state() == State::Refused;
    m_kept->setRole(refused ? ColorRole::Warn : ColorRole::Muted);
    m_kept->setText(refused ? notKeptText(m_binding.error()) : m_binding.state() == State::Kept ? keptText(m_binding.keptAt(), m_binding.now()) : QString());
    // Sent or thrown away elsewhere.
    if (m_binding.state() == State::Nothing && !m_isEditing)
        Q_EMIT discarded();
}

void LineDraftCard::fitText()
{
    const int lines = std::clamp(int(m_edit->document()->size().height()), leastLines, mostLines);
    m_edit->setFixedHeight(lines * m_edit->fontMetrics().lineSpacing() + metrics::spaceXs);
}

} // namespace gatehouse
