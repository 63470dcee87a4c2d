// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/contract/statements.h"

#include "core/contract/workflow.h"

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

DecisionStatement statementAbout(const ApprovalRequest &request)
{
    DecisionStatement statement;
    statement.requestId = request.id;
    statement.package = request.pluginName;
    statement.version = request.configRevision ? u"r%1"_s.arg(*request.configRevision) : request.version;
    statement.versionDigest = request.versionDigest;
    statement.evidenceRevision = request.evidenceRevision;
    statement.policyVersion = request.policyVersion;
    return statement;
}

Error malformedStatement()
{
    Error error = cryptoError(u"What was signed is not written as it must be."_s);
    error.code = u"signature_malformed"_s;
    return error;
}

} // namespace gatehouse
