// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/latest.h"
#include "core/review/comparisonreader.h"
#include "models/review/diffdocument.h"

namespace gatehouse {

//! Reads the files of a document that somebody looks at, a few at a time, and gives memory back for those
//! nobody looks at. GUI thread.
class DiffLoader final : public QObject
{
    Q_OBJECT

public:
    DiffLoader(ReviewService &service, DiffDocument &document, QObject *parent = nullptr);

    //! The document's files are those of \a version against \a base.
    void setVersions(const VersionId &version, const std::optional<VersionId> &base);
    //! What is looked at, the most urgent first. What is no longer in it is not begun.
    void want(const QList<int> &sections);
    int running() const { return m_running; }
    //! Nothing is on its way, and nothing that is wanted is missing.
    bool isSettled() const;

Q_SIGNALS:
    void settledChanged();

private:
    void next();
    void begin(int section);
    void makeRoom();

    ComparisonReader m_reader;
    DiffDocument &m_document;
    VersionId m_version;
    std::optional<VersionId> m_base;
    QList<int> m_wanted;
    QList<int> m_read; //!< The least recently looked at first.
    quint64 m_round = 0; //!< Of files and options: answers of an earlier one are dropped.
    int m_running = 0;
};

} // namespace gatehouse
