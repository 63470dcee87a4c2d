// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/drafts/draftkeeper.h"
#include "widgets/approvals/requestreview.h"

namespace gatehouse {

class Dialog;
class OverlayHost;

//! What a person does with the evidence of the shown request: run checks, attach reports, hold
//! findings back. Follows the run that is under way. GUI thread.
class EvidenceCommands final : public QObject
{
    Q_OBJECT

public:
    //! \a window is what dialogs stand on; all must outlive this.
    EvidenceCommands(RequestReview &review, ReviewService &service, DraftKeeper &drafts, OverlayHost &overlays, QWidget &window);

    //! The run that is under way; null when none is.
    const Operation *running() const;
    //! All checks, or only one.
    void run(gatehouse::EvidenceKind kind);
    void cancelRun();
    //! Asks for the file first.
    void chooseReport();
    void attachReport(const QString &path);
    void suppress(const gatehouse::Finding &finding);
    //! \a action is approve, reject or withdraw.
    void decide(const gatehouse::Suppression &suppression, const QString &action);
    //! Ages and expiry count from here.
    void setNow(const QDateTime &now) { m_now = now; }

Q_SIGNALS:
    //! A run began, went on or ended.
    void runChanged();
    //! What was asked for was not done, or is only kept; nothing when it was.
    void answered(const std::optional<gatehouse::Error> &error);

private:
    ReviewedVersion subject() const;
    void follow(const OperationId &id);
    void onEvidenceRead();
    void onOperation(int row);
    void tell(const std::optional<Error> &error);
    void reloadEvidence();
    void ask(Dialog *dialog, const QString &what, const QString &id);
    template <typename T>
    QFuture<Result<T>> reloading(const QFuture<Result<T>> &answer);

    RequestReview &m_review;
    ReviewService &m_service;
    DraftKeeper &m_drafts;
    OverlayHost &m_overlays;
    QWidget &m_window;
    QDateTime m_now;
    OperationId m_run;
};

} // namespace gatehouse
