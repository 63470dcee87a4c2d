// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later

//! A console without windows that is killed. It goes on with what its rows hold, then decides on one
//! request and comments on it, and tells on stdout, line by line, what its person would have seen:
//!
//!     {"ready":true}            {"kept":ID}            {"accepted":ID}            {"idle":true}
//!
//! outboxvictim URL ROWS REQUEST COMMENTS; the token is in GATEHOUSE_TOKEN.
#include "core/approvals/approvalservice.h"
#include "core/base/random.h"
#include "core/contract/routes.h"
#include "core/outbox/reliances.h"
#include "core/sync/connectionstate.h"
#include "core/sync/productionlock.h"
#include "tests/core/fixedtokens.h"
#include "tests/testsupport/filerows.h"

#include <QCoreApplication>
#include <QTimer>

#include <cstdio>

using namespace Qt::Literals::StringLiterals;
using namespace gatehouse;

namespace {

void tell(const QJsonObject &line)
{
    const QByteArray bytes = toJsonBytes(line) + '\n';
    std::fwrite(bytes.constData(), 1, size_t(bytes.size()), stdout);
    std::fflush(stdout);
}

class Victim final : public QObject
{
public:
    explicit Victim(const QStringList &arguments);
    void start();

private:
    void compose(const ApprovalRequest &seen);
    void submit(Intent intent);
    void comment(int number);
    void onChanged();

    QString m_request;
    int m_comments = 0;
    SystemClock m_clock;
    coretest::FixedTokens m_tokens;
    ProductionLock m_lock {m_clock};
    ApiClient m_api {m_tokens, m_lock, m_clock};
    ConnectionState m_connection {m_clock};
    testsupport::FileRows m_rows;
    Outbox m_outbox {m_rows, m_api, m_connection, m_clock};
    QTimer m_idle;
    bool m_composed = false;
};

Victim::Victim(const QStringList &arguments)
    : m_request(arguments.value(3))
    , m_comments(arguments.value(4).toInt())
    , m_rows(arguments.value(2))
{
    m_tokens.setToken(qgetenv("GATEHOUSE_TOKEN"));
    if (!m_api.setBaseUrl(QUrl(arguments.value(1))))
        qFatal("not an address");
    m_outbox.setRetryPolicy({0, 20, 200, 0});
    m_connection.watch(m_api);
    m_connection.signedIn();
    // What it relies on is looked at again and again, so that nothing is asked: a test has no person.
    connect(&m_outbox, &Outbox::askToSend, &m_outbox, &Outbox::send);
    m_idle.setInterval(10);
    connect(&m_idle, &QTimer::timeout, this, &Victim::onChanged);
}

void Victim::start()
{
    deliver(m_outbox.restore(), this, [this](const Status &status) {
        if (!status)
            qFatal("the rows cannot be read");
        tell({{u"ready"_s, true}});
        m_idle.start();
        if (m_comments < 0) {
            m_composed = true;
            return;
        }
        const auto request = m_api.get<ApprovalRequest>(routes::path(routes::request, {m_request}));
        deliver(request, this, [this](const Result<ApprovalRequest> &seen) {
            if (seen)
                compose(*seen);
            for (int i = 0; i < m_comments; ++i)
                comment(i);
            m_composed = true;
        });
    });
}

void Victim::compose(const ApprovalRequest &seen)
{
    for (const Stage &stage : seen.stages) {
        if (stage.status != StageStatus::Active || !stage.callerEligible)
            continue;
        const QString id = newUuid();
        Intent intent = intentTo(IntentKind::Decision, "POST", routes::path(routes::requestDecisions, {m_request}),
            {{u"stageId"_s, stage.id.text()}, {u"outcome"_s, u"request_changes"_s}, {u"comment"_s, id},
                {u"conditions"_s, QJsonArray()}, {u"versionDigest"_s, seen.versionDigest},
                {u"evidenceRevision"_s, seen.evidenceRevision}, {u"policyVersion"_s, seen.policyVersion}});
        intent.id = IntentId(id);
        intent.topic = u"requests"_s;
        intent.objectId = m_request;
        intent.verbWord = u"request_changes"_s;
        intent.ifMatch = seen.etag;
        intent.basisPath = routes::path(routes::request, {m_request});
        intent.relied = relied::on(seen, stage.id);
        return submit(std::move(intent));
    }
}

void Victim::comment(int number)
{
    const QString id = newUuid();
    Intent intent = intentTo(
        IntentKind::Comment, "POST", routes::path(routes::requestComments, {m_request}), {{u"text"_s, id}});
    intent.id = IntentId(id);
    // Some in order on the request, some on their own.
    intent.topic = u"requests"_s;
    intent.objectId = number % 2 == 0 ? m_request : QString();
    intent.verbWord = u"comment"_s;
    submit(std::move(intent));
}

void Victim::submit(Intent intent)
{
    const QString id = intent.id.text();
    deliver(m_outbox.submit(std::move(intent)), this, [id](const Result<ApiReply> &answer) {
        if (answer)
            tell({{u"accepted"_s, id}});
        else if (answer.error().kind == ErrorKind::Kept)
            tell({{u"kept"_s, id}});
        else
            tell({{u"refused"_s, id}, {u"code"_s, answer.error().code}});
    });
}

void Victim::onChanged()
{
    const IntentStore &intents = m_outbox.intents();
    for (int row = 0; row < intents.count(); ++row) {
        if (!isOver(intents.at(row).state) && intents.at(row).state != IntentState::NeedsAnotherLook)
            return;
    }
    if (m_composed && m_comments < 0) {
        tell({{u"idle"_s, true}});
        QCoreApplication::quit();
    }
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    Victim victim(QCoreApplication::arguments());
    victim.start();
    return QCoreApplication::exec();
}
