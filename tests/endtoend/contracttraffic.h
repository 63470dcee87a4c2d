// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/testsupport/portal.h"

#include <QObject>

//! Real traffic of every operation of the contract, through the validating proxy: one server, the
//! sandbox's personas, packages from the npm registry. The slots build on each other in order.
class TestContractTraffic final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();

    // contracttraffic_identity.cpp
    void metaNeedsNoSignIn();
    void everyPersonaIsThemselves();
    void refusalsHaveTheirCodes_data();
    void refusalsHaveTheirCodes();
    void oversizedBodiesAreRefused();
    void repeatedKeysGetTheFirstAnswer();

    // contracttraffic_registry.cpp
    void packagesAreImported();
    void pluginsAreListedAndCounted();
    void pluginsAreEdited();
    void staleEditsAreRefused();
    void pluginsAreBlockedAndDeprecated();
    void versionsCarryEvidence();
    void versionsAreCompared();
    void reportsAreAttached();
    void findingsAreHeldBack();

    // contracttraffic_workflow.cpp
    void requestsAreSubmittedAndDiscussed();
    void requestersCannotDecide();
    void staleDecisionsAreRefused();
    void whatMustBeSolvedIsSolvedFirst();
    void changesAreRequestedAndAnswered();
    void reviewersReachQuorum();
    void signingKeysAreEnrolledAndRevoked();
    void decisionsAreProven();
    void requestsAreWithdrawn();

    // contracttraffic_policy.cpp
    void policiesAreDraftedTriedAndActivated();
    // contracttraffic_stages.cpp
    void workflowsAreDraftedTriedAndActivated();
    void stagesAreClaimedHandedOverAndEscalated();
    void conditionsAreCheckedOff();
    void emergenciesAreReviewedAfterwards();

    // contracttraffic_operations.cpp
    void versionsAreInstalledAndRolledBack();
    void productionNeedsApproval();
    void configurationIsWrittenAndDeployed();
    void configurationIsRolledBack();
    void productionConfigurationGoesThroughReview();
    void operationsAreFollowed();
    void dashboardsHaveData();
    void theAuditLogHolds();
    void changesAreFed();

    void floodsAreSlowedDown();
    void everyOperationWasSeen();
    void nothingBrokeTheContract();

private:
    gatehouse::testsupport::HttpClient &as(const char *persona) { return m_portal.as(QString::fromLatin1(persona)); }
    //! The first item of the registry list that has this npm name.
    QJsonObject plugin(const QString &name);
    //! A request for the newest version of \a pluginName in \a environment.
    gatehouse::testsupport::HttpAnswer submit(const QString &pluginName, const QString &environment);
    gatehouse::testsupport::HttpAnswer decide(const QString &persona, const QJsonObject &request, const QJsonObject &stage,
        const QString &outcome, const QString &comment = {});
    //! Every eligible person approves until the request is decided; gives its last state.
    QJsonObject approveFully(const QString &requestId);
    QJsonObject request(const QString &requestId);
    //! The first reviewer whose turn it is, with what they see; persona is empty when nobody's is.
    struct Turn
    {
        QString persona;
        QJsonObject request;
        QJsonObject stage;
    };
    Turn turn(const QString &requestId);

    gatehouse::testsupport::Portal m_portal;
    QString m_requestId;
};
