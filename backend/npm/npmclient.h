// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/npm/download.h"
#include "backend/npm/integrity.h"
#include "backend/npm/keptpackages.h"
#include "backend/npm/npmconfig.h"
#include "backend/npm/packument.h"
#include "core/base/clock.h"

#include <QHash>
#include <QNetworkAccessManager>
#include <QSemaphore>

#include <stop_token>

namespace gatehouse {

//! Reads packages from the registry that npm is configured for, gently: few requests at a time
//! across all clients that share \a turns, waiting as long as the registry asks. Blocks; construct
//! and use it on one worker thread. What cannot be fetched is served from what was kept before, and
//! the answer says so.
class NpmClient final
{
public:
    struct Limits
    {
        Download::Limits document{.maxBytes = 64 << 20};
        Download::Limits tarball{.maxBytes = 64 << 20};
        int attempts = 4;
        std::chrono::milliseconds backoff{500}; //!< Doubled for every further attempt.
        std::chrono::seconds longestWait{60}; //!< A longer Retry-After gives up.
        std::chrono::seconds outage{60}; //!< How long an unreachable host is not asked again.
    };

    //! Where an answer came from, for the person who reads it.
    struct Origin
    {
        bool isKept = false;
        QDateTime readAt;
        QString note; //!< Why it is kept data; empty when it is fresh.
    };

    struct Document
    {
        Packument packument;
        Origin origin;
    };

    struct Tarball
    {
        QByteArray bytes; //!< Verified against \a integrity before anything else saw them.
        Integrity integrity;
        Origin origin;
    };

    NpmClient(const NpmConfig &config, const KeptPackages &kept, QSemaphore &turns,
        const Clock &clock, Limits limits);

    //! Abbreviated documents are a tenth of the whole ones: without times, licences and people.
    enum class Detail { Whole, Abbreviated };

    //! Codes: "package_name_invalid", "package_not_found", "packument_invalid" and Download's. A
    //! registry that has no abbreviated documents answers with whole ones.
    [[nodiscard]] Result<Document> document(const QString &package,
        const std::stop_token &stop = {}, Detail detail = Detail::Whole);
    //! The manifest of one version alone, from what is kept where it was read before: it never
    //! changes. Codes: "package_not_found" and Download's.
    [[nodiscard]] Result<QJsonObject> manifest(
        const QString &package, const QString &version, const std::stop_token &stop = {});
    //! Codes: "version_not_found", "integrity_missing", "integrity_mismatch" and Download's.
    [[nodiscard]] Result<Tarball> tarball(
        const Packument &packument, const QString &version, const std::stop_token &stop = {});

private:
    [[nodiscard]] Result<Download::Answer> fetch(const QUrl &url, const QByteArray &accept,
        const QByteArray &knownEtag, const Download::Limits &limits, const std::stop_token &stop);
    [[nodiscard]] Result<Document> keptDocument(
        const QString &package, const QString &keptName, const Error &reason) const;
    [[nodiscard]] Result<QByteArray> fetchTarball(
        const Packument &packument, const QString &version, const std::stop_token &stop);
    [[nodiscard]] Result<Download::Answer> fetchFromReachable(const QUrl &url,
        const QByteArray &accept, const QByteArray &knownEtag, const Download::Limits &limits,
        const std::stop_token &stop);
    [[nodiscard]] Status pause(std::chrono::milliseconds time, const std::stop_token &stop) const;

    const NpmConfig &m_config;
    const KeptPackages &m_kept;
    QSemaphore &m_turns;
    const Clock &m_clock;
    Limits m_limits;
    QNetworkAccessManager m_network;
    Download m_download;
    struct Outage
    {
        Error error;
        QDateTime until;
    };
    QHash<QString, Outage>
        m_outages; //!< By host: a list of packages must not wait for each in turn.
};

} // namespace gatehouse
