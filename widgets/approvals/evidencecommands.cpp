// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/approvals/evidencecommands.h"

#include "core/base/async.h"
#include "widgets/approvals/evidencedialogs.h"
#include "widgets/approvals/requestdrafts.h"
#include "widgets/common/drafts/draftnote.h"
#include "widgets/common/overlay/overlayhost.h"
#include "widgets/common/overlay/reasondialog.h"

#include <QFileDialog>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

bool isOver(OperationStatus status)
{
    using enum OperationStatus;
    return status == Succeeded || status == Failed || status == Cancelled || status == TimedOut;
}

} // namespace

EvidenceCommands::EvidenceCommands(RequestReview &review, ReviewService &service, DraftKeeper &drafts, OverlayHost &overlays, QWidget &window)
    : QObject(&window)
    , m_review(review)
    , m_service(service)
    , m_drafts(drafts)
    , m_overlays(overlays)
    , m_window(window)
{
    connect(&review, &RequestReview::partRead, this, [this](RequestReview::Part part) {
        if (part == RequestReview::EvidencePart)
            onEvidenceRead();
    });
    const OperationStore &operations = service.operations();
    connect(&operations, &RecordSignals::changed, this, &EvidenceCommands::onOperation);
    connect(&operations, &RecordSignals::inserted, this, [this](int first, int last) {
        for (int row = first; row <= last; ++row)
            onOperation(row);
    });
}

const Operation *EvidenceCommands::running() const
{
    const Operation *operation = m_run.isEmpty() ? nullptr : m_service.operations().find(m_run.text());
    return operation && !isOver(operation->status) ? operation : nullptr;
}

void EvidenceCommands::run(EvidenceKind kind)
{
    deliver(m_service.rerunEvidence(subject(), kind), this, [this](const Result<Operation> &answer) {
        tell(answer ? std::optional<Error>() : std::optional(answer.error()));
        if (answer)
            follow(answer->id);
    });
}

void EvidenceCommands::cancelRun()
{
    if (m_run.isEmpty())
        return;
    deliver(m_service.cancelRun(m_run), this,
        [this](const Result<Operation> &answer) { tell(answer ? std::optional<Error>() : std::optional(answer.error())); });
}

void EvidenceCommands::chooseReport()
{
    const QString path = QFileDialog::getOpenFileName(
        &m_window, tr("Choose a scanner's report"), {}, tr("Reports (*.json *.sarif);;All files (*)"));
    if (!path.isEmpty())
        attachReport(path);
}

void EvidenceCommands::attachReport(const QString &path)
{
    const auto file = readReportFile(path);
    if (!file) {
        tell(file.error());
        return;
    }
    const ReviewedVersion version = subject();
    auto *dialog = new AttachReportDialog(*file, version.pluginName + u' ' + version.version);
    connect(dialog, &FormDialog::submitted, this, [=, this] {
        const auto draft = dialog->draft();
        if (draft)
            dialog->await(reloading(m_service.attachReport(version, *draft)));
        else
            dialog->showError(draft.error());
    });
    ask(dialog, u"report"_s, file->fileName);
}

void EvidenceCommands::suppress(const Finding &finding)
{
    const ReviewedVersion version = subject();
    auto *dialog = new SuppressDialog(finding, m_now);
    connect(dialog, &FormDialog::submitted, this, [=, this] {
        dialog->await(reloading(m_service.proposeSuppression(version, finding, dialog->reason(), dialog->expiresAt())));
    });
    ask(dialog, u"suppress"_s, finding.id.text());
}

void EvidenceCommands::decide(const Suppression &suppression, const QString &action)
{
    const ReviewedVersion version = subject();
    const bool approves = action == "approve"_L1;
    const bool rejects = action == "reject"_L1;
    const QString title = approves ? tr("Approve a suppression") : rejects ? tr("Reject a suppression") : tr("Withdraw a suppression");
    const QString sentence = approves
        ? tr("“%1” will not count until it expires. Every decision on this version is asked for again.").arg(suppression.title)
        : rejects ? tr("“%1” goes on counting.").arg(suppression.title)
                  : tr("“%1” counts again. Where it did not, every decision on this version is asked for again.").arg(suppression.title);
    const QString word = approves ? tr("Approve") : rejects ? tr("Reject") : tr("Withdraw");
    auto *dialog = new ReasonDialog(title, sentence, word, ReasonDialog::sending([=, this](const QString &comment) {
        return reloading(m_service.decideSuppression(version, suppression, action, comment));
    }));
    dialog->setObjectName(u"suppressionDialog"_s);
    ask(dialog, u"suppression"_s, suppression.id.text() + u'/' + action);
}

ReviewedVersion EvidenceCommands::subject() const
{
    const ApprovalRequest &request = m_review.request();
    return {request.versionId, request.pluginName, request.version};
}

void EvidenceCommands::follow(const OperationId &id)
{
    m_run = id;
    // Somebody else's run is not here yet.
    if (!id.isEmpty() && !m_service.operations().find(id.text()))
        m_service.readRun(id);
    Q_EMIT runChanged();
}

void EvidenceCommands::onEvidenceRead()
{
    follow(m_review.evidenceSet().runId.value_or(OperationId()));
}

void EvidenceCommands::onOperation(int row)
{
    const Operation &operation = m_service.operations().at(row);
    if (operation.id != m_run)
        return;
    if (isOver(operation.status)) {
        m_run = {};
        reloadEvidence();
    }
    Q_EMIT runChanged();
}

void EvidenceCommands::tell(const std::optional<Error> &error)
{
    Q_EMIT answered(error);
    if (error)
        m_service.noteShown(*error);
}

void EvidenceCommands::reloadEvidence()
{
    m_review.reload(RequestReview::EvidencePart);
    m_review.reload(RequestReview::PolicyPart);
}

//! What is written in \a dialog is kept until it is sent.
void EvidenceCommands::ask(Dialog *dialog, const QString &what, const QString &id)
{
    const ApprovalRequest &request = m_review.request();
    keepDraft(*dialog, m_drafts, {requestdrafts::key(what, request.id) + u'/' + id, requestdrafts::subject(request), request.etag});
    connect(dialog, &Dialog::accepted, dialog, &QObject::deleteLater);
    connect(dialog, &Dialog::rejected, dialog, &QObject::deleteLater);
    dialog->openOn(m_overlays);
}

template <typename T>
QFuture<Result<T>> EvidenceCommands::reloading(const QFuture<Result<T>> &answer)
{
    return transformed(answer, this, [this](const Result<T> &result) {
        if (result)
            reloadEvidence();
        return result;
    });
}

} // namespace gatehouse
