// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/controls/button.h"
#include "widgets/common/display/marks.h"
#include "widgets/common/display/textlabel.h"
#include "widgets/common/keptwords.h"
#include "widgets/common/paint/primitives.h"
#include "widgets/common/states/states.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QPainter>
#include <QVBoxLayout>

namespace gatehouse {

using namespace Qt::Literals::StringLiterals;

namespace {

//! Kept in the Outbox: no error, said quietly in the same place.
bool isKept(const Error &error)
{
    return error.kind == ErrorKind::Kept;
}

} // namespace

InlineError::InlineError(QWidget *parent)
    : QFrame(parent)
    , m_message(new TextLabel(TextStyle::Body, ColorRole::Text, this))
    , m_details(new TextLabel(TextStyle::Code, ColorRole::Muted, this))
    , m_retry(new Button(tr("Try again"), ButtonVariant::Outline, this))
    , m_toggle(new Button(tr("Details"), ButtonVariant::Link, this))
    , m_copy(new Button(tr("Copy"), ButtonVariant::Link, this))
{
    m_retry->setObjectName(u"errorRetry"_s);
    m_toggle->setObjectName(u"errorDetails"_s);
    m_copy->setObjectName(u"errorCopy"_s);
    m_message->setWordWrap(true);
    m_details->setWordWrap(true);
    m_details->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    for (Button *button : {m_retry, m_toggle, m_copy})
        button->setSize(ButtonSize::Small);
    auto *row = new QHBoxLayout;
    row->setSpacing(metrics::spaceSm);
    auto *mark = new IconLabel(IconName::CircleX, ColorRole::Bad, metrics::iconSize, this);
    mark->setObjectName(u"errorMark"_s);
    mark->setFixedHeight(buttonHeight(ButtonSize::Small));
    m_message->setMinimumHeight(buttonHeight(ButtonSize::Small));
    row->addWidget(mark, 0, Qt::AlignTop);
    row->addWidget(m_message, 1);
    row->addWidget(m_toggle, 0, Qt::AlignTop);
    row->addWidget(m_copy, 0, Qt::AlignTop);
    row->addWidget(m_retry, 0, Qt::AlignTop);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(
        metrics::spaceMd, metrics::spaceSm, metrics::spaceMd, metrics::spaceSm);
    column->setSpacing(metrics::spaceXs);
    column->addLayout(row);
    column->addWidget(m_details);
    connect(m_retry, &Button::clicked, this, &InlineError::retryRequested);
    connect(m_toggle, &Button::clicked, this, [this] {
        m_details->setVisible(m_details->isHidden());
        m_copy->setVisible(!m_details->isHidden());
    });
    connect(m_copy, &Button::clicked, this,
        [this] { QGuiApplication::clipboard()->setText(details()); });
    clear();
}

void InlineError::setError(const Error &error)
{
    const bool kept = isKept(error);
    m_error = error;
    m_shown = true;
    m_message->setText(kept ? keptSentence() : error.message);
    m_details->setText(details());
    findChild<IconLabel *>(u"errorMark"_s)->setIcon(kept ? IconName::Send : IconName::CircleX, kept ? ColorRole::Info : ColorRole::Bad);
    m_toggle->setVisible(!kept);
    m_retry->setVisible(!kept && (error.retryable || error.kind == ErrorKind::Network));
    m_details->hide();
    m_copy->hide();
    setAccessibleName(m_message->text());
    show();
    update();
}

void InlineError::clear()
{
    m_shown = false;
    m_error = {};
    hide();
}

QString InlineError::details() const
{
    QStringList lines;
    if (!m_error.code.isEmpty())
        lines.append(tr("Code: %1").arg(m_error.code));
    if (m_error.httpStatus > 0)
        lines.append(tr("Status: %1").arg(m_error.httpStatus));
    if (!m_error.correlationId.isEmpty())
        lines.append(tr("Correlation id: %1").arg(m_error.correlationId));
    for (const FieldError &field : m_error.fields)
        lines.append(field.pointer + u": "_s + field.message);
    if (!m_error.detail.isEmpty())
        lines.append(m_error.detail);
    return lines.join(u'\n');
}

void InlineError::paintEvent(QPaintEvent *)
{
    const Theme &theme = themeOf(this);
    QPainter painter(this);
    const ToneColors colors = toneColors(theme, isKept(m_error) ? Tone::Info : Tone::Bad);
    paintBox(painter, rect(), metrics::radiusCard, colors.tint, colors.line);
}

} // namespace gatehouse
