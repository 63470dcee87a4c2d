// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gallery.h"

#include "widgets/common/controls/button.h"
#include "widgets/common/display/card.h"
#include "widgets/common/states/states.h"

#include <QTimeZone>
#include <QVBoxLayout>

namespace gatehouse::gallery {

using namespace Qt::Literals::StringLiterals;

namespace {

Error refusal()
{
    Error error;
    error.kind = ErrorKind::Problem;
    error.code = u"precondition_failed"_s;
    error.message = u"Someone else changed this configuration. Look at r43, then save again."_s;
    error.httpStatus = 412;
    error.correlationId = u"01J9-7Q4M"_s;
    error.retryable = true;
    return error;
}

} // namespace

QWidget *statesSheet()
{
    auto *sheet = new QWidget;
    setSurface(sheet, Surface::Pane);
    auto *column = new QVBoxLayout(sheet);
    column->setSpacing(12);
    auto *empty = new EmptyState(u"No plugin matches. Remove risk:critical to see 31."_s);
    empty->setAction(u"Clear the filter"_s);
    column->addWidget(empty);
    auto *error = new InlineError;
    error->setError(refusal());
    column->addWidget(error);
    auto *open = new InlineError;
    open->setError(refusal());
    open->findChild<Button *>(u"errorDetails"_s)->click();
    column->addWidget(open);
    auto *install = new MessageBar(Tone::Bad, IconName::TriangleAlert);
    install->setMessage(u"New install script."_s, u"postinstall runs and opens the network."_s);
    install->addAction(u"Line 43"_s);
    install->addAction(u"Open script"_s);
    column->addWidget(install);
    auto *moved = new MessageBar(Tone::Warn, IconName::TriangleAlert);
    moved->setBoxed(true);
    moved->setMessage(u"Two things moved while you were offline."_s,
        u"Your intent has not counted. Look at both, then decide again."_s);
    column->addWidget(moved);
    auto *online = new MessageBar(Tone::Ok, IconName::Wifi);
    online->setMessage(u"Back online since 10:44"_s);
    column->addWidget(online);
    auto *stale = new StaleBand;
    const QDateTime now(QDate(2026, 11, 23), QTime(10, 45), QTimeZone::utc());
    stale->setLastGood(u"Source lost"_s, now.addSecs(-180), now);
    stale->setRetryIn(12);
    column->addWidget(stale);
    auto *loading = new LoadingRows(u"Reading the first 200 plugins…"_s);
    loading->setMinimumHeight(200);
    column->addWidget(loading);
    column->addStretch(1);
    return sheet;
}

} // namespace gatehouse::gallery
