// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later

//! A console without windows that is killed. It opens the sealed store of its home, goes on with what
//! that holds, then decides on one request and comments on it, and tells on stdout, line by line, what
//! its person would have seen:
//!
//!     {"ready":true}       {"kept":ID}       {"accepted":ID}       {"refused":ID}       {"trouble":WORDS}
//!
//! outboxvictim WORK HOME URL REQUEST; the token is in GATEHOUSE_TOKEN. WORK is one of
//!
//!     stay      does all that, and runs on
//!     end       does all that, and ends when nothing waits any more
//!     finish    goes on with what is kept, and ends when nothing waits any more
//!     open      opens what is kept, and ends
//!     rekey     moves the key of what is kept under a passphrase, under another and back, and ends
#include "core/approvals/approvalservice.h"
#include "core/auth/filetokenstore.h"
#include "core/base/random.h"
#include "core/contract/routes.h"
#include "core/outbox/reliances.h"
#include "core/storage/profilekeys.h"
#include "core/storage/profilestore.h"
#include "core/sync/connectionstate.h"
#include "core/sync/productionlock.h"
#include "tests/core/fixedtokens.h"
#include "tests/endtoend/crashprofile.h"

#include <QCoreApplication>
#include <QTimer>

#include <cstdio>
#include <dlfcn.h>

using namespace Qt::Literals::StringLiterals;
using namespace gatehouse;
using namespace gatehouse::testsupport;

namespace {

void tell(const QJsonObject &line)
{
    const QByteArray bytes = toJsonBytes(line) + '\n';
    std::fwrite(bytes.constData(), 1, size_t(bytes.size()), stdout);
    std::fflush(stdout);
}

void tellTrouble(const QString &words)
{
    tell({{u"trouble"_s, words}});
}

//! Where there is a disk that kills: from here on it counts.
void armDisk()
{
    if (auto *arm = reinterpret_cast<void (*)()>(dlsym(RTLD_DEFAULT, "gatehouse_arm_faults")))
        arm();
}

SecureBytes passphrase(int number)
{
    QByteArray bytes = "passphrase " + QByteArray::number(number);
    return SecureBytes::take(bytes);
}

class Victim final : public QObject
{
public:
    explicit Victim(const QStringList &arguments);
    void start();

private:
    void readKey(ProfileKeys::Place place);
    void openStore(const Result<ProfileKey> &key);
    void onOpened(const Result<OpenReport> &report);
    void work();
    void moveKey();
    void compose(const Result<ApprovalRequest> &seen);
    void decide(const ApprovalRequest &seen);
    void submit(Intent intent);
    void comment(bool onRequest);
    void look();

    const QString m_work;
    const QString m_home;
    const QString m_request;
    SystemClock m_clock;
    coretest::FixedTokens m_tokens;
    ProductionLock m_lock {m_clock};
    ApiClient m_api {m_tokens, m_lock, m_clock};
    ConnectionState m_connection {m_clock};
    FileTokenStore m_keyStore {crash::keyDirectory(m_home)};
    ProfileKeys m_keys {m_keyStore, crash::profileId(), crash::keyFile(m_home)};
    ProfileStore m_store {crash::storeFile(m_home), crash::profileId()};
    Outbox m_outbox {m_store, m_api, m_connection, m_clock};
    QTimer m_looking;
    int m_unanswered = 0;
    int m_passphrase = 0; //!< The number of the one that the key is under; 0 for none.
    bool m_composed = false;
    bool m_isProbing = false;
};

Victim::Victim(const QStringList &arguments)
    : m_work(arguments.value(1))
    , m_home(arguments.value(2))
    , m_request(arguments.value(4))
{
    m_tokens.setToken(qgetenv("GATEHOUSE_TOKEN"));
    if (!m_api.setBaseUrl(QUrl(arguments.value(3))))
        qFatal("not an address");
    m_outbox.setRetryPolicy({0, 20, 200, 0});
    m_keys.setCost(PassphraseCost::least());
    m_connection.watch(m_api);
    m_connection.signedIn();
    connect(&m_store, &ProfileStore::generationChanged, &m_keys, &ProfileKeys::noteGeneration);
    connect(&m_store, &ProfileStore::failed, this, [](const Error &error) { tellTrouble(describe(error)); });
    connect(&m_keys, &ProfileKeys::failed, this, [](const Error &error) { tellTrouble(describe(error)); });
    connect(&m_store, &ProfileStore::damaged, this, [](const QList<StoreDamage> &damages) {
        for (const StoreDamage &damage : damages)
            tellTrouble(u"damage: "_s + damage.table + u' ' + damage.detail);
    });
    // What it relies on is looked at again and again, so that nothing is asked: a test has no person.
    connect(&m_outbox, &Outbox::askToSend, &m_outbox, &Outbox::send);
    m_looking.setInterval(10);
    connect(&m_looking, &QTimer::timeout, this, &Victim::look);
}

void Victim::start()
{
    deliver(m_keys.place(), this, [this](const Result<ProfileKeys::Place> &place) {
        if (!place)
            qFatal("the key store cannot be read");
        readKey(*place);
    });
}

void Victim::readKey(ProfileKeys::Place place)
{
    const auto open = [this](const Result<ProfileKey> &key) { openStore(key); };
    if (place == ProfileKeys::Place::Nowhere)
        return deliver(m_keys.make(), this, open);
    if (place == ProfileKeys::Place::KeyStore)
        return deliver(m_keys.read(), this, open);
    m_passphrase = 1;
    deliver(m_keys.readUnder(passphrase(1)), this, [this, open](const Result<ProfileKey> &key) {
        if (key)
            return openStore(key);
        m_passphrase = 2;
        deliver(m_keys.readUnder(passphrase(2)), this, open);
    });
}

void Victim::openStore(const Result<ProfileKey> &key)
{
    if (!key)
        qFatal("there is no key: %s", qPrintable(describe(key.error())));
    deliver(m_store.open(std::move(*key->key), key->generation), this,
        [this](const Result<OpenReport> &report) { onOpened(report); });
}

void Victim::onOpened(const Result<OpenReport> &report)
{
    if (!report)
        qFatal("the store does not open: %s", qPrintable(describe(report.error())));
    if (report->isRolledBack)
        tellTrouble(u"rolled back"_s);
    deliver(m_outbox.restore(), this, [this](const Status &status) {
        if (!status)
            qFatal("the outbox cannot be read");
        tell({{u"ready"_s, true}});
        work();
    });
}

void Victim::work()
{
    m_looking.start();
    if (m_work == "open"_L1) {
        QCoreApplication::quit();
        return;
    }
    if (m_work == "rekey"_L1)
        return moveKey();
    if (m_work == "finish"_L1) {
        m_composed = true;
        return;
    }
    deliver(m_api.get<ApprovalRequest>(routes::path(routes::request, {m_request})), this,
        [this](const Result<ApprovalRequest> &seen) { compose(seen); });
}

void Victim::moveKey()
{
    const auto goOn = [this](const QFuture<Status> &moved, auto next) {
        deliver(moved, this, [next](const Status &status) {
            if (!status)
                qFatal("the key does not move: %s", qPrintable(describe(status.error())));
            next();
        });
    };
    // It died under way the last time.
    if (const int present = std::exchange(m_passphrase, 0))
        return goOn(m_keys.moveToKeyStore(passphrase(present)), [this] { moveKey(); });
    goOn(m_keys.moveUnder(passphrase(1)), [this, goOn] {
        goOn(m_keys.changePassphrase(passphrase(1), passphrase(2)), [this, goOn] {
            goOn(m_keys.moveToKeyStore(passphrase(2)), [] { QCoreApplication::quit(); });
        });
    });
}

void Victim::compose(const Result<ApprovalRequest> &seen)
{
    if (seen)
        decide(*seen);
    // One in order on the request, one on its own.
    comment(true);
    comment(false);
    m_composed = true;
}

void Victim::decide(const ApprovalRequest &seen)
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

void Victim::comment(bool onRequest)
{
    const QString id = newUuid();
    Intent intent = intentTo(
        IntentKind::Comment, "POST", routes::path(routes::requestComments, {m_request}), {{u"text"_s, id}});
    intent.id = IntentId(id);
    intent.topic = u"requests"_s;
    intent.objectId = onRequest ? m_request : QString();
    intent.verbWord = u"comment"_s;
    submit(std::move(intent));
}

void Victim::submit(Intent intent)
{
    const QString id = intent.id.text();
    ++m_unanswered;
    deliver(m_outbox.submit(std::move(intent)), this, [this, id](const Result<ApiReply> &answer) {
        --m_unanswered;
        if (answer)
            tell({{u"accepted"_s, id}});
        else if (answer.error().kind == ErrorKind::Kept)
            tell({{u"kept"_s, id}});
        else
            tell({{u"refused"_s, id}, {u"code"_s, answer.error().code}});
        // The counter must never be ahead of what is kept.
        m_keys.flush();
    });
}

//! What the feed does in a whole console, and the end.
void Victim::look()
{
    if (m_connection.state() == ConnectionState::State::Offline && !std::exchange(m_isProbing, true))
        deliver(m_api.get<Meta>(QLatin1String(routes::meta)), this, [this](const Result<Meta> &) { m_isProbing = false; });
    const IntentStore &intents = m_outbox.intents();
    for (int row = 0; row < intents.count(); ++row) {
        if (!isOver(intents.at(row).state) && intents.at(row).state != IntentState::NeedsAnotherLook)
            return;
    }
    if (m_composed && m_unanswered == 0 && m_work != "stay"_L1)
        QCoreApplication::quit();
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    armDisk();
    Victim victim(QCoreApplication::arguments());
    victim.start();
    return QCoreApplication::exec();
}
