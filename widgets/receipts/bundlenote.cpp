// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/receipts/bundlenote.h"

#include "core/base/async.h"
#include "widgets/common/controls/button.h"
#include "widgets/common/states/states.h"
#include "widgets/settings/kepthere.h"

#include <QFileDialog>
#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

BundleNote::BundleNote(Save save, QWidget *parent)
    : QWidget(parent)
    , m_save(std::move(save))
    , m_bar(new MessageBar(Tone::Info, IconName::Archive, this))
    , m_error(new InlineError(this))
    , m_dismiss(m_bar->addAction(tr("All right")))
{
    setObjectName(u"bundleNote"_s);
    m_dismiss->setObjectName(u"bundleDismiss"_s);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_bar);
    column->addWidget(m_error);
    connect(m_dismiss, &Button::clicked, this, &BundleNote::dismiss);
    connect(m_error, &InlineError::retryRequested, this, [this] { start(m_request, m_path); });
    hide();
}

void BundleNote::ask(const ApprovalRequest &request)
{
    const QString path = QFileDialog::getSaveFileName(this, tr("Save the evidence bundle"),
        u"%1-evidence.zip"_s.arg(request.number.toLower()), tr("Archives (*.zip)"));
    if (!path.isEmpty())
        start(request, path);
}

void BundleNote::start(const ApprovalRequest &request, const QString &path)
{
    m_request = request;
    m_path = path;
    m_error->clear();
    m_bar->setTone(Tone::Info, IconName::Hourglass);
    m_bar->setMessage(tr("The evidence bundle of %1 is being made.").arg(request.number), tr("The portal puts it together and signs it."));
    m_bar->show();
    m_dismiss->hide();
    show();
    deliver(m_save(request.id, path), this, m_run.only([this](const Result<qint64> &written) { onDone(written); }));
}

void BundleNote::onDone(const Result<qint64> &written)
{
    m_bar->setVisible(written.has_value());
    m_dismiss->show();
    if (!written) {
        m_error->setError(written.error());
        return;
    }
    m_bar->setTone(Tone::Ok, IconName::Archive);
    m_bar->setMessage(tr("The evidence bundle of %1 is saved, %2.").arg(m_request.number, sizeText(*written)), m_path);
}

void BundleNote::dismiss()
{
    m_run.supersede();
    m_error->clear();
    hide();
}

} // namespace gatehouse
