// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/workflowreader.h"

using namespace gatehouse;

//! Every problem of a text has words and stands in it.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QByteArray text(reinterpret_cast<const char *>(data), qsizetype(size));
    const services::ReadWorkflow read = services::readWorkflow(text);
    const int lines = 1 + int(text.count('\n'));
    for (const ConfigProblem &problem : read.problems) {
        if (problem.message.isEmpty() || problem.code.isEmpty() || problem.line < 1 || problem.line > lines || problem.column < 1)
            __builtin_trap();
    }
    if (read.isValid() && read.document.stages.isEmpty())
        __builtin_trap();
    return 0;
}
