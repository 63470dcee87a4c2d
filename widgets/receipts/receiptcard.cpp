// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/receipts/receiptcard.h"

#include "core/base/files.h"
#include "widgets/common/controls/button.h"
#include "widgets/common/display/badge.h"
#include "widgets/common/display/card.h"
#include "widgets/common/display/factlist.h"
#include "widgets/common/display/textlabel.h"
#include "widgets/common/timetext.h"
#include "widgets/receipts/receiptwords.h"

#include <QClipboard>
#include <QFileDialog>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QtConcurrentRun>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {
constexpr int nameWidth = 96;
}

ReceiptCard::ReceiptCard(Read read, QWidget *parent)
    : QWidget(parent)
    , m_read(std::move(read))
    , m_card(new Card(tr("Signed receipt"), IconName::Receipt, this))
    , m_badge(new Badge(this))
    , m_headline(new TextLabel(TextStyle::BodyMedium, ColorRole::Text, this))
    , m_explanation(new TextLabel(TextStyle::Small, ColorRole::Muted, this))
    , m_facts(new FactList(this))
    , m_done(new TextLabel(TextStyle::Small, ColorRole::Muted, this))
    , m_copy(new Button(IconName::Copy, tr("Copy the receipt"), ButtonVariant::Quiet, this))
    , m_export(new Button(tr("Export…"), ButtonVariant::Outline, this))
{
    setObjectName(u"receiptCard"_s);
    setAccessibleName(tr("Signed receipt"));
    m_headline->setObjectName(u"receiptHeadline"_s);
    m_explanation->setObjectName(u"receiptExplanation"_s);
    m_done->setObjectName(u"receiptDone"_s);
    m_copy->setObjectName(u"receiptCopy"_s);
    m_export->setObjectName(u"receiptExport"_s);
    m_export->setAccessibleName(tr("Export the receipt"));
    for (TextLabel *words : {m_headline, m_explanation, m_done})
        words->setWordWrap(true);
    m_headline->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_copy->setSize(ButtonSize::Small);
    m_export->setSize(ButtonSize::Small);
    m_facts->setNameWidth(scaled(nameWidth));
    m_facts->setWrapping(true);
    m_card->headerLayout()->addWidget(m_badge);
    m_card->headerLayout()->addWidget(m_copy);
    m_card->headerLayout()->addWidget(m_export);
    m_card->setBodyPadded(true);
    m_card->bodyLayout()->setSpacing(metrics::spaceXs);
    for (QWidget *part : std::initializer_list<QWidget *> {m_headline, m_explanation, m_facts, m_done})
        m_card->bodyLayout()->addWidget(part);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_card);
    connect(m_copy, &Button::clicked, this, &ReceiptCard::copy);
    connect(m_export, &Button::clicked, this, &ReceiptCard::askWhere);
    hide();
}

void ReceiptCard::showDecision(const DecisionId &id)
{
    m_reads.supersede();
    // Never another decision's receipt, not even while the right one is read.
    if (id != m_view.decisionId)
        clear();
    if (id.isEmpty() || !m_read)
        return;
    deliver(m_read(id), this, m_reads.only([this](const ReceiptView &view) { showView(view); }));
}

void ReceiptCard::clear()
{
    m_reads.supersede();
    m_view = {};
    hide();
}

void ReceiptCard::showView(const ReceiptView &view)
{
    m_view = view;
    m_badge->setLook(receiptwords::badge(view));
    m_headline->setText(receiptwords::headline(view));
    m_explanation->setText(receiptwords::explanation(view));
    m_explanation->setVisible(!m_explanation->text().isEmpty());
    m_card->setTone(view.state == ReceiptView::State::Broken ? Tone::Bad : Tone::Neutral);
    m_done->clear();
    m_done->hide();
    const QString none = tr("There is no receipt to hand on.");
    m_copy->setBlockedReason(view.isRead() ? QString() : none);
    m_export->setBlockedReason(view.isRead() ? QString() : none);
    showFacts();
    setAccessibleDescription(m_headline->text());
    show();
}

void ReceiptCard::showFacts()
{
    m_facts->clear();
    const auto fact = [this](const QString &name, const QString &value, TextStyle style = TextStyle::Body) {
        if (!value.isEmpty())
            m_facts->addFact(name, value, style)->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    };
    fact(tr("Decision"), m_view.decisionId.text(), TextStyle::Code);
    fact(tr("Signed"), m_view.signedAt.isValid() ? absoluteText(m_view.signedAt) : QString());
    fact(tr("Recorded"), m_view.recordedAt.isValid() ? absoluteText(m_view.recordedAt) : QString());
    fact(tr("Stood in for"), m_view.onBehalfOf);
    fact(tr("Key"), ed25519::fingerprintOf(m_view.signedWith.text()), TextStyle::Code);
}

void ReceiptCard::copy()
{
    QGuiApplication::clipboard()->setText(QString::fromUtf8(m_view.file));
    m_done->setText(tr("Copied."));
    m_done->show();
}

void ReceiptCard::askWhere()
{
    const QString path = QFileDialog::getSaveFileName(
        this, tr("Save the receipt"), u"%1.json"_s.arg(m_view.decisionId.text()), tr("Receipts (*.json)"));
    if (!path.isEmpty())
        exportTo(path);
}

void ReceiptCard::exportTo(const QString &path)
{
    const QFuture<Status> written
        = QtConcurrent::run([path, file = m_view.file] { return writeFile(path, file, FileAccess::Default); });
    deliver(written, this, [this, path](const Status &status) {
        m_done->setText(status ? tr("Saved as %1.").arg(path) : status.error().message);
        m_done->show();
    });
}

} // namespace gatehouse
