// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Writes batches into a store and says of each whether it is kept, for tests that end it or make
// its disk fail.
//   storewriter FOLDER COUNT   COUNT batches from where an earlier run stopped, 0 for no end
// Prints "kept N", "failed N CODE" and at the end "faults N".

#include "core/storage/sealedstore.h"
#include "core/storage/tables.h"

#include <QCoreApplication>
#include <QSqlDatabase>

#include <cstdio>
#include <dlfcn.h>

using namespace Qt::Literals::StringLiterals;
using namespace gatehouse;
using namespace gatehouse::storage;

namespace {

constexpr int attempts = 6;

void say(const char *what, int number, const QString &code = {})
{
    std::printf("%s %d %s\n", what, number, qPrintable(code));
    std::fflush(stdout);
}

//! What is loaded on first use must not be what fails.
void warmUp()
{
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"warm"_s);
        database.setDatabaseName(u":memory:"_s);
        database.open();
    }
    QSqlDatabase::removeDatabase(u"warm"_s);
    if (auto *arm = reinterpret_cast<void (*)()>(dlsym(RTLD_DEFAULT, "gatehouse_arm_faults")))
        arm();
}

long faultsFired()
{
    auto *fired = reinterpret_cast<long (*)()>(dlsym(RTLD_DEFAULT, "gatehouse_faults_fired"));
    return fired ? fired() : 0;
}

std::unique_ptr<SealedStore> open(const QString &folder)
{
    QByteArray key(32, 'k');
    const SecureBytes secret = SecureBytes::take(key);
    StoreOptions options;
    options.journalGrowth = 1500;
    for (int attempt = 0; attempt < attempts; ++attempt) {
        auto store = SealedStore::open(
            {folder + u"/profile.store"_s, u"prf_1"_s}, SecureBytes::copyOf(secret.bytes()), 0, options);
        if (store)
            return std::move(*store);
        say("failed", 0, store.error().code);
    }
    return nullptr;
}

//! One intent more, the tenth before it less, and rows of a list.
RowBatch batchOf(int number)
{
    const QString outbox = QLatin1String(tables::outbox);
    RowBatch batch;
    batch.put = {{outbox, QString::number(number), QByteArray(200, char('a' + number % 26))},
        {u"list:plugins"_s, QString::number(number % 7), QByteArray::number(number)}};
    if (number > 10)
        batch.remove = {{outbox, QString::number(number - 10)}};
    batch.durability = Durability::Fsynced;
    return batch;
}

void writeBatch(SealedStore &store, int number)
{
    for (int attempt = 0; attempt < attempts; ++attempt) {
        const Status written = store.write(batchOf(number));
        if (written) {
            say("kept", number);
            break;
        }
        say("failed", number, written.error().code);
    }
    // As the person pauses.
    if (number % 3 != 0)
        return;
    if (const Status secured = store.secure(); !secured)
        say("failed", number, secured.error().code);
}

} // namespace

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    warmUp();
    if (auto store = open(arguments.at(1))) {
        int last = 0;
        const auto rows = store->readAll(QLatin1String(tables::outbox));
        for (const Row &row : rows.value_or(QList<Row>()))
            last = std::max(last, row.key.toInt());
        const int count = arguments.at(2).toInt();
        for (int number = last + 1; count == 0 || number <= last + count; ++number)
            writeBatch(*store, number);
    }
    say("faults", int(faultsFired()));
}
