// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/services/configyaml.h"
#include "backend/services/workflowdocument.h"

namespace gatehouse::services {

//! A workflow's text, read. Problems stand where the mistake is: high ones keep it from being
//! activated, medium ones are for somebody to look at.
struct ReadWorkflow
{
    WorkflowDocument document; //!< As far as it could be read.
    QList<QString> places; //!< JSON pointer of each of document.stages.
    YamlDocument yaml;
    QList<ConfigProblem> problems;

    bool isValid() const;
    //! Adds a problem at the place of \a pointer, or of the nearest that the text has above it.
    void tell(Severity severity, const QString &code, const QString &message, const QString &pointer);
};

//! Largest text of a workflow, in bytes.
inline constexpr qsizetype workflowTextLimit = 64 * 1024;

//! Reads one document and checks everything that the text alone can say. Any thread.
ReadWorkflow readWorkflow(const QByteArray &yaml);

} // namespace gatehouse::services
