// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/review/filelistmodel.h"

#include <QSortFilterProxyModel>

namespace gatehouse {

//! The files whose path holds a text, without source maps unless they are wanted: nobody reads them, and
//! they say nothing that the code does not. Empty groups are left out.
class FileFilterModel final : public QSortFilterProxyModel
{
    Q_OBJECT

public:
    explicit FileFilterModel(QObject *parent = nullptr);

    void setWanted(const QString &text);
    void setSourceMapsShown(bool shown);
    bool areSourceMapsShown() const { return m_sourceMaps; }
    static bool isSourceMap(const FileChange &file);
    //! Groups count the files that are shown.
    QVariant data(const QModelIndex &index, int role) const override;

protected:
    bool filterAcceptsRow(int row, const QModelIndex &parent) const override;

private:
    QString m_wanted;
    bool m_sourceMaps = false;
};

} // namespace gatehouse
