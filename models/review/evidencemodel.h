// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/contract/evidence.h"
#include "models/common/valuelistmodel.h"

namespace gatehouse {

//! The checks of one version, and what reports say about it.
class EvidenceModel final : public ValueListModel<Evidence>
{
    Q_OBJECT

public:
    enum Role {
        KindRole = Qt::UserRole, //!< int: EvidenceKind
        VerdictRole, //!< int: Verdict
        SummaryRole,
        ToolRole, //!< Name and version of the tool.
        RanAtRole,
        FindingCountRole,
        FactsRole, //!< QVariantMap
        CheckVersionRole, //!< int; 0 for a report.
        DurationRole, //!< qint64: milliseconds, 0 when it is not known.
        IsReportRole, //!< bool
        FileNameRole, //!< Of the report.
        AttachedByRole, //!< Who brought the report.
        ExpiresAtRole, //!< QDateTime: when the report stops counting.
        BoundByRole, //!< digest, package, upload.
        DigestRole //!< Of what was checked.
    };
    using ValueListModel::ValueListModel;

private:
    bool isSame(const Evidence &a, const Evidence &b) const override;
    QVariant value(const Evidence &evidence, int column, int role) const override;
    static QVariant reportValue(const std::optional<EvidenceReport> &report, int role);
};

} // namespace gatehouse
