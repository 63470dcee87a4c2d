// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/approvals/approvalservice.h"
#include "widgets/common/drafts/draftbinding.h"

//! What was written about lines of a request's changes and not sent. A draft's key names its line, so that
//! there is one a line.
namespace gatehouse::linedrafts {

//! "line/req_…/after/43/ver_…/scripts/fetch.js"; "-" for a configuration change, which has no version.
QString key(const RequestId &request, const CommentAnchor &anchor);
//! Nothing when it is no key of a line.
std::optional<CommentAnchor> anchorOf(const QString &key);
DraftPlace place(const ApprovalRequest &request, const CommentAnchor &anchor);
//! Those of \a request by file and line.
QList<Draft> of(const DraftKeeper &drafts, const RequestId &request);
QString textOf(const Draft &draft);
//! As it is sent.
CommentDraft commentOf(const Draft &draft);

} // namespace gatehouse::linedrafts
