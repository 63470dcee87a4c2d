// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/textstore.h"

#include "backend/api/problem.h"
#include "backend/services/rowcodec.h"

#include <QCryptographicHash>
#include <QFile>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::services {

namespace {

//! What is shipped was there before everybody.
const QDateTime shippedAt(QDate(2026, 1, 1), QTime(0, 0), Qt::UTC);

struct StoredVersion
{
    TextVersionRow row;
    PersonRef author; //!< Empty: Gatehouse ships it.
    PersonRef activatedBy;

    template <typename S, typename V>
    static void columns(S &self, V &visit)
    {
        auto &head = self.row.head;
        visit("version", head.version);
        visit("yaml", head.yaml);
        visit("digest", head.digest);
        visit("author_id", self.author.id);
        visit("author_name", self.author.name);
        visit("created_at", head.createdAt);
        visit("changed_at", head.changedAt);
        visit("activated_id", self.activatedBy.id);
        visit("activated_name", self.activatedBy.name);
        visit("activated_at", head.activatedAt);
        visit("reason", head.reason);
        visit("tried_digest", self.row.triedDigest);
        visit("tried_at", head.dryRunAt);
    }
};

TextVersionRow rowOf(StoredVersion stored)
{
    DocumentVersion &head = stored.row.head;
    if (!stored.author.id.isEmpty())
        head.author = stored.author;
    if (!stored.activatedBy.id.isEmpty())
        head.activatedBy = stored.activatedBy;
    // A trial of another text says nothing about this one.
    if (stored.row.triedDigest != head.digest)
        head.dryRunAt.reset();
    return stored.row;
}

QVariantList keyOf(const store::UnitOfWork &work, const TextPlace &place)
{
    return QVariantList{work.tenant()} + place.key;
}

//! "a = ? AND b = ?"
QString matching(const QStringList &key)
{
    return key.join(u" = ? AND "_s) + u" = ?"_s;
}

//! Inserts \a value, or writes over the row that has the same \a unique columns.
template <typename T>
Status put(store::UnitOfWork &work, const TextPlace &place, const TextTable &table,
    const QStringList &unique, const T &value)
{
    QStringList changes;
    for (const QString &name : columnNames<T>())
        changes.append(u"%1 = excluded.%1"_s.arg(name));
    GATEHOUSE_TRY(work.db().execute(insertSql(table.name, table.key + columnNames<T>())
            + u" ON CONFLICT (%1) DO UPDATE SET %2"_s.arg(unique.join(u", "_s), changes.join(u", "_s)),
        keyOf(work, place) + columnValues(value)));
    return {};
}

Result<QList<TextVersionRow>> storedVersions(store::UnitOfWork &work, const TextPlace &place)
{
    auto query = work.db().query(
        u"SELECT %1 FROM %2 WHERE %3 ORDER BY version DESC"_s.arg(
            columnNames<StoredVersion>().join(u", "_s), place.versions.name,
            matching(place.versions.key)),
        keyOf(work, place));
    if (!query)
        return fail(std::move(query).error());
    QList<TextVersionRow> rows;
    while (query->next())
        rows.append(rowOf(readRow<StoredVersion>(*query)));
    return rows;
}

Result<TextVersionRow> shippedRow(const TextPlace &place)
{
    const auto text = shippedText(place.shippedFile);
    if (!text)
        return fail(text.error());
    TextVersionRow row;
    row.head.version = place.shippedVersion;
    row.head.yaml = QString::fromUtf8(*text);
    row.head.digest = textDigest(row.head.yaml);
    row.head.createdAt = row.head.changedAt = shippedAt;
    row.head.activatedAt = shippedAt;
    row.head.reason = u"Comes with Gatehouse"_s;
    return row;
}

} // namespace

Result<QByteArray> shippedText(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(storageError(u"A text that comes with the server cannot be read"_s, path));
    return file.readAll();
}

Result<TextRow> textRow(store::UnitOfWork &work, const TextPlace &place)
{
    auto query = work.db().query(
        u"SELECT %1 FROM %2 WHERE %3"_s.arg(columnNames<TextRow>().join(u", "_s), place.texts.name,
            matching(place.texts.key)),
        keyOf(work, place));
    if (!query)
        return fail(std::move(query).error());
    if (query->next())
        return readRow<TextRow>(*query);
    if (!place.shippedFile.isEmpty())
        return TextRow{place.shippedVersion, 0, 0};
    return fail(api::notFound(u"There is no %1 %2"_s.arg(place.what, place.name)));
}

Result<QList<TextVersionRow>> textVersions(store::UnitOfWork &work, const TextPlace &place)
{
    auto rows = storedVersions(work, place);
    if (!rows || !rows->isEmpty() || place.shippedFile.isEmpty())
        return rows;
    const auto shipped = shippedRow(place);
    if (!shipped)
        return fail(shipped.error());
    return QList<TextVersionRow>{*shipped};
}

Result<TextVersionRow> textVersion(store::UnitOfWork &work, const TextPlace &place, int version)
{
    const auto rows = textVersions(work, place);
    if (!rows)
        return fail(rows.error());
    const auto found = std::ranges::find(
        *rows, version, [](const TextVersionRow &row) { return row.head.version; });
    if (found == rows->end())
        return fail(api::notFound(u"There is no version %1 of %2"_s.arg(version).arg(place.name)));
    return *found;
}

Status saveText(store::UnitOfWork &work, const TextPlace &place, TextRow &row)
{
    GATEHOUSE_TRY(pinText(work, place));
    ++row.revision;
    return put(work, place, place.texts, place.texts.key, row);
}

Status saveTextVersion(
    store::UnitOfWork &work, const TextPlace &place, const TextVersionRow &row)
{
    return put(work, place, place.versions, place.versions.key + QStringList{u"version"_s},
        StoredVersion{row, row.head.author.value_or(PersonRef()),
            row.head.activatedBy.value_or(PersonRef())});
}

Status pinText(store::UnitOfWork &work, const TextPlace &place)
{
    if (place.shippedFile.isEmpty())
        return {};
    const auto stored = storedVersions(work, place);
    if (!stored)
        return fail(stored.error());
    if (!stored->isEmpty())
        return {};
    const auto shipped = shippedRow(place);
    return shipped ? saveTextVersion(work, place, *shipped) : fail(shipped.error());
}

Status removeTextVersion(store::UnitOfWork &work, const TextPlace &place, int version)
{
    GATEHOUSE_TRY(work.db().execute(
        u"DELETE FROM %1 WHERE %2 AND version = ?"_s.arg(
            place.versions.name, matching(place.versions.key)),
        keyOf(work, place) + QVariantList{version}));
    return {};
}

Status removeText(store::UnitOfWork &work, const TextPlace &place)
{
    GATEHOUSE_TRY(work.db().execute(
        u"DELETE FROM %1 WHERE %2"_s.arg(place.texts.name, matching(place.texts.key)), keyOf(work, place)));
    return {};
}

QString textDigest(const QString &yaml)
{
    const QByteArray hash = QCryptographicHash::hash(yaml.toUtf8(), QCryptographicHash::Sha256);
    return u"sha256-"_s + QString::fromLatin1(hash.toHex());
}

} // namespace gatehouse::services
