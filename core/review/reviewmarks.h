// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/latest.h"
#include "core/contract/versiondiff.h"
#include "core/drafts/draftkeeper.h"
#include "core/review/reviewservice.h"

#include <QMap>
#include <QSet>

namespace gatehouse {

//! Which files of one version the person has reviewed. The portal keeps the marks, so that they are the
//! same on every computer; what it does not have yet is kept here and sent when it answers again. GUI
//! thread.
class ReviewMarks final : public QObject
{
    Q_OBJECT

public:
    ReviewMarks(ReviewService &service, DraftKeeper &drafts, QObject *parent = nullptr);

    //! Marks of this version from now on: what is known here at once, the portal's as soon as it answers.
    //! Empty ids follow nothing.
    void follow(const VersionId &version, const QString &digest);
    const QSet<QString> &paths() const { return m_paths; }
    bool isReviewed(const QString &path) const { return m_paths.contains(path); }
    void mark(const QString &path, bool reviewed);

Q_SIGNALS:
    //! Of some of the paths, or of all after follow().
    void changed();

private:
    void onRead(const ReviewedFiles &marks);
    void keep();
    void send();
    void forgetOld();
    QString key() const;

    ReviewService &m_service;
    DraftKeeper &m_drafts;
    VersionId m_version;
    QString m_digest;
    QSet<QString> m_paths;
    QMap<QString, bool> m_unsent; //!< Path to what it shall be.
    QTimer m_sending;
    Latest m_reads;
};

} // namespace gatehouse
