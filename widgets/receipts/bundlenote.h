// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/latest.h"
#include "core/base/result.h"
#include "core/contract/workflow.h"

#include <QFuture>
#include <QWidget>

#include <functional>

namespace gatehouse {

class Button;
class InlineError;
class MessageBar;

//! Exports the evidence bundle of a request: asks where to, says that it is under way, and how it ended.
//! Hidden while there is nothing to say.
class BundleNote final : public QWidget
{
    Q_OBJECT

public:
    //! Writes the bundle to a path and gives its size; off the GUI thread.
    using Save = std::function<QFuture<Result<qint64>>(const RequestId &id, const QString &path)>;
    explicit BundleNote(Save save, QWidget *parent = nullptr);

    bool isOffered() const { return m_save != nullptr; }
    //! Asks for a file, then exports.
    void ask(const ApprovalRequest &request);
    void start(const ApprovalRequest &request, const QString &path);

private:
    void onDone(const Result<qint64> &written);
    void dismiss();

    const Save m_save;
    Latest m_run;
    ApprovalRequest m_request;
    QString m_path;
    MessageBar *m_bar;
    InlineError *m_error;
    Button *m_dismiss;
};

} // namespace gatehouse
