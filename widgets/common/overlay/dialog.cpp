// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/overlay/dialog.h"

#include "widgets/common/controls/button.h"
#include "widgets/common/display/textlabel.h"
#include "widgets/common/overlay/overlayhost.h"
#include "widgets/common/paint/primitives.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QVBoxLayout>

namespace gatehouse {

namespace {

constexpr int titleHeight = 56;
constexpr int footerHeight = 52;

QHBoxLayout *plainRow()
{
    auto *row = new QHBoxLayout;
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(metrics::spaceSm);
    return row;
}

} // namespace

Dialog::Dialog(const QString &title, QWidget *parent)
    : QFrame(parent)
    , m_title(new TextLabel(title, TextStyle::Title, ColorRole::Text, this))
    , m_footer(new QWidget(this))
    , m_body(new QVBoxLayout)
    , m_footerLeft(plainRow())
    , m_footerRight(plainRow())
    , m_titleRight(plainRow())
{
    setAccessibleName(title);
    auto *head = new QHBoxLayout;
    head->setContentsMargins(metrics::spaceXl, 0, metrics::spaceXl, 0);
    head->addWidget(m_title, 1);
    head->addLayout(m_titleRight);
    auto *headBox = new QWidget(this);
    headBox->setFixedHeight(titleHeight);
    headBox->setLayout(head);
    m_body->setContentsMargins(
        metrics::spaceXl, metrics::spaceMd, metrics::spaceXl, metrics::spaceLg);
    m_body->setSpacing(metrics::spaceMd);
    auto *foot = new QHBoxLayout(m_footer);
    foot->setContentsMargins(metrics::spaceXl, 0, metrics::spaceXl, 0);
    foot->addLayout(m_footerLeft);
    foot->addStretch(1);
    foot->addLayout(m_footerRight);
    m_footer->setFixedHeight(footerHeight);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(headBox);
    column->addLayout(m_body, 1);
    column->addWidget(m_footer);
}

Button *Dialog::addButton(Button *button)
{
    m_footerRight->addWidget(button);
    return button;
}

Button *Dialog::addCancelButton()
{
    auto *cancel = new Button(tr("Cancel"), ButtonVariant::Quiet, this);
    cancel->setObjectName(QStringLiteral("dialogCancel"));
    cancel->setKeyCaps({tr("Esc")});
    connect(cancel, &Button::clicked, this, &Dialog::reject);
    return addButton(cancel);
}

Button *Dialog::addSendButton(Button *button)
{
    m_send = button;
    m_sendText = button->text();
    return addButton(button);
}

void Dialog::setSendText(const QString &text)
{
    m_sendText = text;
    showSendText();
}

void Dialog::showSendText()
{
    if (m_send)
        m_send->setText(m_host && m_host->isOffline() ? tr("Keep in Outbox") : m_sendText);
}

void Dialog::setTitle(const QString &title)
{
    m_title->setText(title);
    setAccessibleName(title);
}

void Dialog::setPreferredSize(const QSize &size)
{
    m_preferred = size;
}

QSize Dialog::sizeHint() const
{
    return m_preferred.isValid() ? m_preferred : QFrame::sizeHint().expandedTo({440, 0});
}

void Dialog::openOn(OverlayHost &host)
{
    m_host = &host;
    m_finished = false;
    connect(&host, &OverlayHost::offlineChanged, this, &Dialog::showSendText);
    showSendText();
    connect(&host, &OverlayHost::closed, this, [this](QWidget *panel) {
        if (panel == this)
            finish(false);
    });
    host.open(this, OverlayHost::Placement::Center);
}

void Dialog::accept()
{
    finish(true);
}

void Dialog::reject()
{
    finish(false);
}

bool Dialog::acceptKept(const Error &error)
{
    OverlayHost *host = m_host;
    if (error.kind != ErrorKind::Kept) {
        if (host)
            host->noteFailure(error);
        return false;
    }
    accept();
    if (host)
        host->noteKept();
    return true;
}

void Dialog::finish(bool accepted)
{
    if (m_finished)
        return;
    m_finished = true;
    disconnect(m_host, &OverlayHost::closed, this, nullptr);
    if (m_host->panel() == this)
        m_host->close();
    if (accepted)
        Q_EMIT this->accepted();
    else
        Q_EMIT rejected();
}

void Dialog::paintEvent(QPaintEvent *)
{
    const Theme &theme = themeOf(this);
    QPainter painter(this);
    paintBox(painter, rect(), metrics::radiusDialog, theme.raised, theme.lineStrong);
    const qreal footTop = m_footer->geometry().top();
    painter.save();
    painter.setClipRect(QRectF(0, footTop, width(), height()));
    paintBox(painter, rect(), metrics::radiusDialog, theme.sunken, theme.lineStrong);
    painter.restore();
    paintHLine(painter, 1, width() - 1, titleHeight - 1, theme.line);
    paintHLine(painter, 1, width() - 1, footTop, theme.line);
}

} // namespace gatehouse
