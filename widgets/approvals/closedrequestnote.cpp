// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/approvals/closedrequestnote.h"

#include "widgets/approvals/requestdrafts.h"
#include "widgets/common/controls/button.h"
#include "widgets/common/states/states.h"
#include "widgets/common/vocabulary.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

ClosedRequestNote::ClosedRequestNote(const RequestStore &requests, DraftKeeper &drafts, QWidget *parent)
    : QWidget(parent)
    , m_requests(requests)
    , m_drafts(drafts)
    , m_bar(new MessageBar(Tone::Warn, IconName::Clock, this))
    , m_copy(m_bar->addAction(tr("Copy")))
    , m_carry(m_bar->addAction(QString()))
{
    setObjectName(u"closedRequestNote"_s);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    m_bar->setBoxed(true);
    m_copy->setObjectName(u"closedCopy"_s);
    m_copy->setAccessibleName(tr("Copy what you wrote"));
    m_carry->setObjectName(u"closedCarry"_s);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_bar);
    connect(m_copy, &QAbstractButton::clicked, this, &ClosedRequestNote::copy);
    connect(m_carry, &QAbstractButton::clicked, this, &ClosedRequestNote::carry);
    connect(&drafts, &DraftKeeper::changed, this, &ClosedRequestNote::showState);
    connect(&drafts, &DraftKeeper::restored, this, &ClosedRequestNote::showState);
    hide();
}

void ClosedRequestNote::setRequest(const ApprovalRequest &request)
{
    m_request = request;
    m_copy->setText(tr("Copy"));
    showState();
}

void ClosedRequestNote::showState()
{
    // What was begun after it closed is no surprise.
    const QList<Draft> drafts = requestdrafts::of(m_drafts, m_request.id);
    const bool shown = requestdrafts::isClosed(m_request)
        && std::any_of(drafts.begin(), drafts.end(), [this](const Draft &draft) { return draft.basis != m_request.etag; });
    setVisible(shown);
    if (!shown)
        return;
    m_bar->setMessage(tr("%1 is closed: %2.").arg(m_request.number, term(m_request.status).word.toLower()),
        tr("What you wrote was not sent and stays kept here."));
    const ApprovalRequest *next = requestdrafts::successor(m_requests, m_request);
    m_carry->setVisible(next);
    if (next)
        m_carry->setText(tr("Carry to %1").arg(next->number));
}

void ClosedRequestNote::copy()
{
    QGuiApplication::clipboard()->setText(requestdrafts::textOf(m_drafts, m_request.id));
    m_copy->setText(tr("Copied"));
}

void ClosedRequestNote::carry()
{
    const ApprovalRequest *next = requestdrafts::successor(m_requests, m_request);
    if (!next)
        return;
    const QString id = next->id.text();
    requestdrafts::carry(m_drafts, m_request.id, *next);
    Q_EMIT requestRequested(id);
}

} // namespace gatehouse
