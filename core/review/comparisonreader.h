// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/review/filecomparison.h"
#include "core/review/reviewservice.h"

#include <QCache>

namespace gatehouse {

//! One changed file, and how to compare it.
struct ComparisonOrder
{
    FileChange file;
    VersionId version;
    std::optional<VersionId> base;
    CompareOptions options;
};

//! Bytes of a side above which a file is only compared when a person asks for it.
inline constexpr qint64 longFileBytes = 8 * 1024 * 1024;
//! Bytes of a side that are read at most; what goes on is said to be cut.
inline constexpr qint64 mostFileBytes = 32 * 1024 * 1024;

bool isLong(const FileChange &file);

//! Reads both sides of a file, in pieces where they are long, and compares them on another thread. Texts
//! that were read lately stay in memory: reading the same file another way asks nobody. GUI thread.
class ComparisonReader final : public QObject
{
    Q_OBJECT

public:
    explicit ComparisonReader(ReviewService &service, QObject *parent = nullptr);

    QFuture<Result<ComparisonPtr>> read(const ComparisonOrder &order);

private:
    struct Text
    {
        QString text;
        bool isCut = false;
    };
    using TextPromise = std::shared_ptr<QPromise<Result<Text>>>;

    QFuture<Result<Text>> side(const std::optional<VersionId> &version, const QString &path);
    void readPiece(const VersionId &version, const QString &path, qint64 offset, const QString &before, const TextPromise &promise);
    void compare(const ComparisonOrder &order, const Text &before, const Text &after, const std::shared_ptr<QPromise<Result<ComparisonPtr>>> &promise);

    ReviewService &m_service;
    QCache<QString, Text> m_texts; //!< Cost in bytes.
};

} // namespace gatehouse
