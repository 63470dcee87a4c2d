// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/review/reviewmarks.h"

#include "core/base/async.h"

#include <QJsonArray>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

//! Marks made in quick succession leave together.
constexpr int sendAfterMs = 600;
//! Versions whose marks stay on this computer.
constexpr int mostVersions = 200;

} // namespace

ReviewMarks::ReviewMarks(ReviewService &service, DraftKeeper &drafts, QObject *parent)
    : QObject(parent)
    , m_service(service)
    , m_drafts(drafts)
{
    m_sending.setSingleShot(true);
    m_sending.setInterval(sendAfterMs);
    connect(&m_sending, &QTimer::timeout, this, &ReviewMarks::send);
}

void ReviewMarks::follow(const VersionId &version, const QString &digest)
{
    if (version == m_version && digest == m_digest)
        return;
    if (m_sending.isActive())
        send();
    m_sending.stop();
    m_reads.supersede();
    m_version = version;
    m_digest = digest;
    m_paths.clear();
    m_unsent.clear();
    if (!version.isEmpty()) {
        if (const std::optional<Draft> kept = m_drafts.find(key())) {
            const QJsonArray paths = kept->values.value("paths"_L1).toArray();
            for (const QJsonValue &path : paths)
                m_paths.insert(path.toString());
            const QJsonObject unsent = kept->values.value("unsent"_L1).toObject();
            for (auto it = unsent.begin(); it != unsent.end(); ++it)
                m_unsent.insert(it.key(), it.value().toBool());
        }
        deliver(m_service.reviewedFiles(version), this, m_reads.only([this](const Result<ReviewedFiles> &answer) {
            if (answer)
                onRead(*answer);
        }));
    }
    Q_EMIT changed();
}

void ReviewMarks::mark(const QString &path, bool reviewed)
{
    if (m_version.isEmpty() || isReviewed(path) == reviewed)
        return;
    if (reviewed)
        m_paths.insert(path);
    else
        m_paths.remove(path);
    m_unsent.insert(path, reviewed);
    keep();
    m_sending.start();
    Q_EMIT changed();
}

void ReviewMarks::onRead(const ReviewedFiles &marks)
{
    QSet<QString> paths(marks.paths.begin(), marks.paths.end());
    for (auto it = m_unsent.cbegin(); it != m_unsent.cend(); ++it) {
        if (it.value())
            paths.insert(it.key());
        else
            paths.remove(it.key());
    }
    if (!m_unsent.isEmpty())
        m_sending.start();
    if (paths == m_paths)
        return;
    m_paths = paths;
    keep();
    Q_EMIT changed();
}

void ReviewMarks::keep()
{
    QStringList paths(m_paths.begin(), m_paths.end());
    paths.sort();
    QJsonObject unsent;
    for (auto it = m_unsent.cbegin(); it != m_unsent.cend(); ++it)
        unsent.insert(it.key(), it.value());
    QJsonObject values;
    if (!paths.isEmpty())
        values.insert(u"paths"_s, QJsonArray::fromStringList(paths));
    if (!unsent.isEmpty())
        values.insert(u"unsent"_s, unsent);
    m_drafts.keep({key(), values, {}, {}, {}});
    forgetOld();
}

void ReviewMarks::send()
{
    if (m_unsent.isEmpty())
        return;
    const QMap<QString, bool> sent = m_unsent;
    // What fails stays unsent: it goes with the next mark, or when the version is looked at again.
    deliver(m_service.markReviewed(m_version, sent.keys(true), sent.keys(false)), this,
        [this, sent, version = m_version](const Result<ReviewedFiles> &answer) {
            if (!answer || version != m_version)
                return;
            for (auto it = sent.cbegin(); it != sent.cend(); ++it) {
                const auto known = m_unsent.constFind(it.key());
                if (known != m_unsent.cend() && *known == it.value())
                    m_unsent.erase(known);
            }
            onRead(*answer);
            keep();
        });
}

void ReviewMarks::forgetOld()
{
    QList<Draft> marks = m_drafts.all();
    marks.removeIf([](const Draft &draft) { return !draft.key.startsWith(QLatin1String(reviewedDrafts)); });
    for (qsizetype i = mostVersions; i < marks.size(); ++i)
        m_drafts.forget(marks.at(i).key);
}

QString ReviewMarks::key() const
{
    return QLatin1String(reviewedDrafts) + m_digest;
}

} // namespace gatehouse
