// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/contract/registry.h"
#include "core/contract/versiondiff.h"

#include <QWidget>

namespace gatehouse {

class Button;
class MessageBar;

//! Warns of a script that npm runs when the package is installed and that is new or another than before.
//! Hidden while there is none.
class InstallBand final : public QWidget
{
    Q_OBJECT

public:
    explicit InstallBand(QWidget *parent = nullptr);

    //! \a policies say what the rules ask for because of it.
    void setScripts(const VersionDiff &diff, const QList<PolicyEvaluation> &policies = {});

Q_SIGNALS:
    //! A line of the new version.
    void placeRequested(const QString &path, int line);

private:
    MessageBar *m_band;
    Button *m_line;
    Button *m_script;
    InstallScriptChange m_shown;
};

} // namespace gatehouse
