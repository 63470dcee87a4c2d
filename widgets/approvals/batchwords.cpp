// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/approvals/batchwords.h"

#include "widgets/common/vocabulary.h"

#include <QCoreApplication>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::batchwords {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(gatehouse::BatchWords)
};

QString orElse(const QString &words, const QString &fallback)
{
    return words.isEmpty() ? fallback : words;
}

} // namespace

QString bar(const BatchVerdict &verdict, const ApprovalRequest &request)
{
    switch (verdict.bar) {
    case BatchBar::None:
        return {};
    case BatchBar::NotYourTurn:
        return Words::tr("It is not your turn any more");
    case BatchBar::InOutbox:
        return Words::tr("Your decision waits in the Outbox");
    case BatchBar::OwnDraft:
        return Words::tr("Blocked by your draft");
    case BatchBar::NotAllowed:
        return orElse(verdict.words, Words::tr("The portal does not offer this now."));
    case BatchBar::Risk:
        //: How risky a request is: "High risk".
        return Words::tr("%1 risk").arg(term(request.risk).word);
    case BatchBar::Production:
        return Words::tr("It is for production");
    case BatchBar::Configuration:
        return Words::tr("A changed configuration is read first");
    case BatchBar::Unread:
        return Words::tr("Its evidence could not be read");
    case BatchBar::Reading:
        return Words::tr("Reading its evidence…");
    case BatchBar::Moved:
        return Words::tr("Its evidence moved");
    case BatchBar::NoEvidence:
        return Words::tr("It has no evidence");
    case BatchBar::InstallScripts:
        return orElse(verdict.words, Words::tr("It runs scripts at install"));
    case BatchBar::Evidence:
        //: A check and its verdict: "Licence: Fail".
        return Words::tr("%1: %2").arg(term(verdict.kind).word, term(verdict.verdict).word);
    case BatchBar::Finding:
        return orElse(verdict.words, Words::tr("It has an open finding"));
    case BatchBar::Policy:
        return orElse(verdict.words, Words::tr("A policy wants a closer look"));
    }
    return {};
}

QString mixed(const QList<ApprovalRequest> &requests)
{
    QStringList types;
    QStringList environments;
    for (const ApprovalRequest &request : requests) {
        types += term(request.type).word;
        environments += environmentName(request.environment);
    }
    types.removeDuplicates();
    environments.removeDuplicates();
    if (types.size() < 2 && environments.size() < 2)
        return {};
    //: What differs: "Install, Update; development, staging".
    return Words::tr("The batch is mixed: %1; %2.").arg(types.join(u", "_s), environments.join(u", "_s));
}

} // namespace gatehouse::batchwords
