// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/approvals/batchdialog.h"

#include "core/base/async.h"
#include "core/base/clock.h"
#include "core/outbox/intentrules.h"
#include "widgets/approvals/batchwords.h"
#include "widgets/approvals/factdelegate.h"
#include "widgets/approvals/reasonpicker.h"
#include "widgets/approvals/requestwords.h"
#include "widgets/approvals/seenchanges.h"
#include "widgets/common/controls/button.h"
#include "widgets/common/display/textlabel.h"
#include "widgets/common/paint/rowpainter.h"
#include "widgets/common/states/states.h"
#include "widgets/common/vocabulary.h"
#include "widgets/review/spokenmodel.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QListView>
#include <QPlainTextEdit>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

constexpr int dialogWidth = 720;
constexpr int wordWidth = 96;
constexpr int mostRows = 9;
constexpr int reasonHeight = 72;

FactRow factOf(const BatchVerdict &verdict, const ApprovalRequest &request)
{
    FactRow row;
    row.title = u"%1 %2"_s.arg(splitPackageName(request.pluginName).name, requestwords::versionPair(request));
    row.end = environmentName(request.environment);
    if (!verdict.isKnown()) {
        row.icon = IconName::Hourglass;
        row.word = BatchDialog::tr("Reading");
    } else if (verdict.passes()) {
        row.icon = IconName::Check;
        row.tone = Tone::Ok;
        row.word = BatchDialog::tr("Approve");
        row.detail = verdict.notes.join(u' ');
    } else {
        row.icon = IconName::CircleSlash;
        row.tone = Tone::Warn;
        row.word = BatchDialog::tr("Drops out");
        row.detail = batchwords::bar(verdict, request);
    }
    return row;
}

} // namespace

BatchDialog::BatchDialog(const Parts &parts, QWidget *parent)
    : Dialog(QString(), parent)
    , m_parts(parts)
    , m_list(new QListView(this))
    , m_cue(new TextLabel(TextStyle::Small, ColorRole::Muted, this))
    , m_reason(new QPlainTextEdit(this))
    , m_reasons(new ReasonPicker(*m_reason, this))
    , m_error(new InlineError(this))
{
    setObjectName(u"batchDialog"_s);
    makeList();
    makeBody();
    footerLeft()->addWidget(new TextLabel(tr("Ctrl+Enter approves"), TextStyle::Small, ColorRole::Faint, this));
    addCancelButton();
    m_send = new Button(QString(), ButtonVariant::Accent, this);
    m_send->setObjectName(u"batchSend"_s);
    addSendButton(m_send);
    connect(m_send, &QAbstractButton::clicked, this, &BatchDialog::send);
    connect(m_reason, &QPlainTextEdit::textChanged, this, &BatchDialog::showBatch);
    connect(&parts.batch, &BatchModel::judged, this, &BatchDialog::showBatch);
    m_reason->installEventFilter(this);
    m_list->installEventFilter(this);
    setFocusProxy(m_reason);
    setMinimumWidth(scaled(dialogWidth));
    showBatch();
}

void BatchDialog::setReason(const QString &reason)
{
    m_reason->setPlainText(reason);
}

void BatchDialog::makeList()
{
    const auto fact = [this](const QModelIndex &index) {
        return factOf(m_parts.batch.verdictAt(index.row()), m_parts.batch.requestAt(index.row()));
    };
    m_list->setObjectName(u"batchRows"_s);
    m_list->setAccessibleName(tr("What stays and what drops out"));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setModel(new SpokenModel(&m_parts.batch, [fact](const QModelIndex &index) { return FactDelegate::spoken(fact(index)); }, this));
    m_list->setItemDelegate(new FactDelegate(wordWidth, fact, this));
    setSurface(m_list, Surface::Raised);
}

void BatchDialog::makeBody()
{
    auto *sentence = new TextLabel(tr("Each is checked again before it is sent, and you have %n seconds to take all of them back.", nullptr,
                                       IntentLife::holdSeconds), TextStyle::Small, ColorRole::Muted, this);
    sentence->setWordWrap(true);
    m_cue->setObjectName(u"batchCue"_s);
    m_cue->setWordWrap(true);
    m_reason->setObjectName(u"batchReason"_s);
    m_reason->setAccessibleName(tr("One reason for all"));
    m_reason->setPlaceholderText(tr("Why? It stands in the record of each."));
    m_reason->setTabChangesFocus(true);
    m_reason->setFixedHeight(scaled(reasonHeight));
    auto *label = new TextLabel(tr("One reason for all (required)"), TextStyle::SmallStrong, ColorRole::Text, this);
    label->setBuddy(m_reason);
    bodyLayout()->setSpacing(metrics::spaceMd);
    bodyLayout()->addWidget(sentence);
    bodyLayout()->addWidget(m_list);
    bodyLayout()->addWidget(label);
    bodyLayout()->addWidget(m_reason);
    bodyLayout()->addWidget(m_reasons);
    bodyLayout()->addWidget(m_cue);
    bodyLayout()->addWidget(m_error);
    bodyLayout()->addStretch(1);
}

void BatchDialog::showBatch()
{
    // What is being kept leaves the batch row by row.
    if (m_awaited > 0)
        return;
    const QList<ApprovalRequest> passing = m_parts.batch.passing();
    setTitle(tr("Approve %n requests together", nullptr, int(passing.size())));
    setSendText(tr("Approve %1").arg(passing.size()));
    m_send->setBlockedReason(whyNot());
    readReasons(passing);
    m_cue->setText(cue(passing));
    m_cue->setVisible(!m_cue->text().isEmpty());
    m_list->setFixedHeight(scaled(metrics::rowList) * std::clamp(m_parts.batch.rowCount(), 1, mostRows));
    adjustSize();
}

void BatchDialog::readReasons(const QList<ApprovalRequest> &passing)
{
    if (passing.isEmpty() || m_reasonsOf == passing.first().templateId)
        return;
    m_reasonsOf = passing.first().templateId;
    deliver(m_parts.approvals.reasonTemplates(passing.first()), this, [this](const Result<Items<ReasonTemplate>> &answer) {
        if (!answer)
            return;
        QList<ReasonTemplate> fitting = answer->items;
        fitting.removeIf([](const ReasonTemplate &reason) { return reason.outcome != Outcome::Approve; });
        m_reasons->setTemplates(fitting);
        adjustSize();
    });
}

QString BatchDialog::cue(const QList<ApprovalRequest> &passing) const
{
    const auto opened = std::count_if(passing.begin(), passing.end(), [this](const ApprovalRequest &request) { return m_parts.seen.wereOpened(request); });
    const int unopened = int(passing.size() - opened);
    QStringList sentences {batchwords::mixed(passing)};
    if (unopened > 0)
        sentences += tr("You have not opened the changes of %n of them.", nullptr, unopened);
    sentences.removeAll(QString());
    return sentences.join(u' ');
}

QString BatchDialog::whyNot() const
{
    if (m_awaited > 0)
        return tr("Being kept…");
    if (m_parts.batch.readingCount() > 0)
        return tr("The evidence is being read.");
    if (m_parts.batch.passingCount() == 0)
        return tr("No row stays.");
    return m_reason->toPlainText().trimmed().isEmpty() ? tr("A reason is needed.") : QString();
}

void BatchDialog::send()
{
    if (!whyNot().isEmpty())
        return;
    m_error->clear();
    m_failure.reset();
    DecisionDraft draft;
    draft.outcome = Outcome::Approve;
    draft.comment = m_reason->toPlainText().trimmed();
    // One moment for all: they are taken back together.
    draft.heldUntil = m_parts.clock.now().addSecs(IntentLife::holdSeconds);
    const QList<ApprovalRequest> passing = m_parts.batch.passing();
    m_awaited = int(passing.size());
    m_send->setBlockedReason(whyNot());
    for (const ApprovalRequest &request : passing) {
        draft.stageId = decidableStage(request);
        deliver(m_parts.approvals.decide(request, draft), this, [this](const Result<ApprovalRequest> &answer) { onAnswer(answer); });
    }
}

void BatchDialog::onAnswer(const Result<ApprovalRequest> &answer)
{
    if (!answer && answer.error().kind != ErrorKind::Kept && !m_failure)
        m_failure = answer.error();
    if (--m_awaited > 0)
        return;
    if (!m_failure) {
        accept();
        return;
    }
    // Those that were kept are in the Outbox, and say so in their rows.
    m_error->setError(*m_failure);
    showBatch();
}

bool BatchDialog::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        const bool enter = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
        if (enter && key->modifiers().testFlag(Qt::ControlModifier)) {
            send();
            return true;
        }
    }
    return Dialog::eventFilter(watched, event);
}

} // namespace gatehouse
