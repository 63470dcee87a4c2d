// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/latest.h"
#include "core/registry/registryservice.h"

#include <QListWidget>

namespace gatehouse {

//! The rules that deny a version in one place, each to be ticked: an exemption lifts what it names and
//! nothing else.
class ExemptionRules final : public QListWidget
{
    Q_OBJECT
public:
    explicit ExemptionRules(RegistryService &registry, QWidget *parent = nullptr);

    //! Reads them, unless they are those that are shown. All of them are ticked.
    void showRules(const VersionId &version, Environment environment);
    //! "policy/rule", as a request names them.
    QStringList ticked() const;
    //! Why nothing can be asked for with this; empty when it can.
    QString whyNot() const;

Q_SIGNALS:
    void tickedChanged();

private:
    void fill(const Result<Items<PolicyEvaluation>> &answers);

    RegistryService &m_registry;
    VersionId m_version;
    Environment m_environment = Environment::Unknown;
    bool m_isRead = false;
    QString m_failure;
    Latest m_reads;
};

} // namespace gatehouse
