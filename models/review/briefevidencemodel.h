// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSortFilterProxyModel>

namespace gatehouse {

class EvidenceModel;

//! The checks of one version in few rows: all that did not pass, and as many of those that passed as fit.
//! Their order stays.
class BriefEvidenceModel final : public QSortFilterProxyModel
{
    Q_OBJECT

public:
    //! Rows while more passed than fit; what did not pass is never left out.
    static constexpr int mostRows = 10;

    //! \a evidence is not owned.
    explicit BriefEvidenceModel(EvidenceModel &evidence, QObject *parent = nullptr);

    //! Checks that passed and are left out.
    int leftOut() const { return sourceModel()->rowCount() - rowCount(); }

Q_SIGNALS:
    void leftOutChanged(int count);

protected:
    bool filterAcceptsRow(int row, const QModelIndex &parent) const override;

private:
    bool passed(int row) const;
    void judgeAgain();
};

} // namespace gatehouse
