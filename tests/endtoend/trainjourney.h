// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

//! The journey that trainrider makes and tst_train checks.
namespace gatehouse::testsupport::train {

inline const QString isolatedVm = QStringLiteral("isolated-vm");
inline const QString sqlite = QStringLiteral("better-sqlite3"); //!< Its evidence moves meanwhile.
inline const QString keycloak = QStringLiteral("@backstage-community/plugin-catalog-backend-module-keycloak"); //!< Withdrawn meanwhile.
inline const QString argo = QStringLiteral("@roadiehq/backstage-plugin-argo-cd"); //!< A configuration change.
inline const QString quay = QStringLiteral("@backstage-community/plugin-quay"); //!< Its configuration is edited.

//! Decides security stages and edits configuration.
inline QString person() { return QStringLiteral("lead"); }
inline QStringList packages() { return {isolatedVm, sqlite, keycloak, argo, quay}; }
inline QStringList decidedOn() { return {isolatedVm, sqlite, keycloak, argo}; }
inline QString commentedOn() { return isolatedVm; }
inline QString reasonFor(const QString &plugin) { return QStringLiteral("Read in full on the train: ") + plugin; }
inline QString comment() { return QStringLiteral("Which template runs into it each week?"); }
inline QString newAddress() { return QStringLiteral("https://quay.train.example"); }
inline QString configReason() { return QStringLiteral("The registry moves to its new name."); }

} // namespace gatehouse::testsupport::train
