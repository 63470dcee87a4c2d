// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/services/textreader.h"
#include "backend/services/workflowdocument.h"

namespace gatehouse::services {

//! A workflow's text, read.
struct ReadWorkflow : ReadText
{
    WorkflowDocument document; //!< As far as it could be read.
    QList<QString> places; //!< JSON pointer of each of document.stages.
};

//! Largest text of a workflow, in bytes.
inline constexpr qsizetype workflowTextLimit = 64 * 1024;

//! Reads one document and checks everything that the text alone can say. Any thread.
ReadWorkflow readWorkflow(const QByteArray &yaml);

} // namespace gatehouse::services
