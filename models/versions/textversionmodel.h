// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/common/valuelistmodel.h"

#include <QDateTime>

namespace gatehouse {

//! A version of a text that is drafted, tried and activated.
struct TextVersion
{
    int version = 0;
    QString state; //!< draft, active, retired
    QString yaml;
    QString digest;
    QString who; //!< Who activated it, or wrote it; empty for what Gatehouse ships.
    QDateTime when;
    QString reason;
    bool operator==(const TextVersion &) const = default;
};

//! From a version as the contract has it: of a workflow, or of the policies.
template <typename Version>
TextVersion textVersion(const Version &version)
{
    const auto &who = version.activatedBy ? version.activatedBy : version.author;
    return {version.version, version.state, version.yaml, version.digest, who ? who->name : QString(),
        version.activatedAt.value_or(version.changedAt), version.reason};
}

template <typename Version>
QList<TextVersion> textVersions(const QList<Version> &versions)
{
    QList<TextVersion> all;
    for (const Version &version : versions)
        all.append(textVersion(version));
    return all;
}

//! The versions of one text, newest first.
class TextVersionModel final : public ValueListModel<TextVersion>
{
    Q_OBJECT

public:
    enum Role {
        VersionRole = Qt::UserRole, //!< int
        StateRole, //!< draft, active, retired
        WhoRole, //!< Who activated it, or wrote it; empty for what Gatehouse ships.
        WhenRole, //!< QDateTime
        ReasonRole
    };
    using ValueListModel::ValueListModel;

    //! Null when there is none in that state.
    const TextVersion *inState(const QString &state) const;
    //! What is worked on: the draft, else what is active; null when there is neither.
    const TextVersion *current() const;

private:
    bool isSame(const TextVersion &a, const TextVersion &b) const override { return a.version == b.version; }
    QVariant value(const TextVersion &version, int column, int role) const override;
};

} // namespace gatehouse
