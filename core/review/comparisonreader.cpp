// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/review/comparisonreader.h"

#include "core/base/async.h"

#include <QtConcurrentRun>

namespace gatehouse {

namespace {

constexpr qsizetype memoryBytes = 64 * 1024 * 1024;

template <typename T>
std::shared_ptr<QPromise<T>> begun()
{
    auto promise = std::make_shared<QPromise<T>>();
    promise->start();
    return promise;
}

template <typename T>
void finish(const std::shared_ptr<QPromise<T>> &promise, T result)
{
    promise->addResult(std::move(result));
    promise->finish();
}

} // namespace

bool isLong(const FileChange &file)
{
    return std::max(file.oldSize, file.newSize) > longFileBytes;
}

ComparisonReader::ComparisonReader(ReviewService &service, QObject *parent)
    : QObject(parent)
    , m_service(service)
    , m_texts(memoryBytes)
{
}

QFuture<Result<ComparisonPtr>> ComparisonReader::read(const ComparisonOrder &order)
{
    using Answer = Result<ComparisonPtr>;
    const auto promise = begun<Answer>();
    const FileChange &file = order.file;
    const bool hasBefore = file.kind != FileChangeKind::Added;
    const bool hasAfter = file.kind != FileChangeKind::Deleted;
    // Both sides are asked for at once.
    const auto before = side(hasBefore ? order.base : std::nullopt, file.oldPath.value_or(file.path));
    const auto after = side(hasAfter ? std::optional(order.version) : std::nullopt, file.path);
    deliver(before, this, [this, order, after, promise](const Result<Text> &left) {
        deliver(after, this, [this, order, left, promise](const Result<Text> &right) {
            if (!left || !right)
                finish(promise, Answer(fail(left ? right.error() : left.error())));
            else
                compare(order, *left, *right, promise);
        });
    });
    return promise->future();
}

QFuture<Result<ComparisonReader::Text>> ComparisonReader::side(const std::optional<VersionId> &version, const QString &path)
{
    if (!version)
        return readyFuture(Result<Text>(Text()));
    if (const Text *known = m_texts.object(version->text() + u'/' + path))
        return readyFuture(Result<Text>(*known));
    const auto promise = begun<Result<Text>>();
    readPiece(*version, path, 0, {}, promise);
    return promise->future();
}

void ComparisonReader::readPiece(
    const VersionId &version, const QString &path, qint64 offset, const QString &before, const TextPromise &promise)
{
    deliver(m_service.file(version, path, offset), this, [this, version, path, before, promise](const Result<PackageFile> &piece) {
        if (!piece) {
            finish(promise, Result<Text>(fail(piece.error())));
            return;
        }
        const QString text = before.isEmpty() ? piece->text : QString(before + piece->text);
        const bool goesOn = piece->nextOffset.has_value();
        if (goesOn && *piece->nextOffset < mostFileBytes) {
            readPiece(version, path, *piece->nextOffset, text, promise);
            return;
        }
        const Text whole {text, goesOn};
        m_texts.insert(version.text() + u'/' + path, new Text(whole), text.size() * qsizetype(sizeof(QChar)));
        finish(promise, Result<Text>(whole));
    });
}

void ComparisonReader::compare(
    const ComparisonOrder &order, const Text &before, const Text &after, const std::shared_ptr<QPromise<Result<ComparisonPtr>>> &promise)
{
    const bool isCut = before.isCut || after.isCut;
    const auto comparing = QtConcurrent::run([path = order.file.path, before = before.text, after = after.text, options = order.options, isCut] {
        return compareTexts(path, before, after, options, isCut);
    });
    deliver(comparing, this, [promise](const ComparisonPtr &comparison) { finish(promise, Result<ComparisonPtr>(comparison)); });
}

} // namespace gatehouse
