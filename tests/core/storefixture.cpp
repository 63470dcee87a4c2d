// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/storefixture.h"

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::storage {

namespace {

//! In memory where the system has it: a test opens a store tens of thousands of times.
QString folderPattern()
{
    const QString memory = u"/dev/shm"_s;
    return (QFileInfo(memory).isWritable() ? memory : QDir::tempPath()) + u"/gatehouse-store-XXXXXX"_s;
}

} // namespace

StoreFixture::StoreFixture()
    : m_directory(folderPattern())
{
}

SecureBytes StoreFixture::key()
{
    QByteArray bytes(32, 'k');
    return SecureBytes::take(bytes);
}

StoreOptions StoreFixture::smallPages()
{
    StoreOptions options;
    options.pageSize = 512;
    return options;
}

Result<std::unique_ptr<SealedStore>> StoreFixture::open(quint64 least, StoreOptions options, SecureBytes key) const
{
    return SealedStore::open(place(), std::move(key), least, std::move(options));
}

StoreFixture::Files StoreFixture::files() const
{
    Files files;
    for (const QString &name : names()) {
        QFile file(m_directory.filePath(name));
        if (!name.endsWith(u".lock"_s) && file.open(QIODevice::ReadOnly))
            files.insert(name, file.readAll());
    }
    return files;
}

void StoreFixture::putBack(const Files &files) const
{
    for (const QString &name : names())
        QFile::remove(m_directory.filePath(name));
    for (auto it = files.cbegin(); it != files.cend(); ++it) {
        QFile file(m_directory.filePath(it.key()));
        if (!file.open(QIODevice::WriteOnly) || file.write(*it) != it->size())
            qFatal("the test cannot write its files");
    }
}

RowBatch putting(const QString &table, const QString &key, const QByteArray &value, Durability durability)
{
    RowBatch batch;
    batch.put = {{table, key, value}};
    batch.durability = durability;
    return batch;
}

} // namespace gatehouse::storage
