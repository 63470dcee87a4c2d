// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/approvals/requestheader.h"

#include "widgets/approvals/requestwords.h"
#include "widgets/common/controls/button.h"
#include "widgets/common/display/badge.h"
#include "widgets/common/display/digestlabel.h"
#include "widgets/common/display/textlabel.h"
#include "widgets/common/timetext.h"
#include "widgets/common/vocabulary.h"

#include <QGuiApplication>
#include <QClipboard>
#include <QHBoxLayout>
#include <QMenu>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

RequestHeader::RequestHeader(QWidget *parent)
    : QWidget(parent)
    , m_name(new TextLabel(TextStyle::Object, ColorRole::Text, this))
    , m_from(new TextLabel(TextStyle::CodeObject, ColorRole::Muted, this))
    , m_arrow(new TextLabel(u"\u2192"_s, TextStyle::CodeObject, ColorRole::Faint, this))
    , m_to(new TextLabel(TextStyle::CodeObjectStrong, ColorRole::Text, this))
    , m_type(new Badge(this))
    , m_environment(new Badge(this))
    , m_risk(new Badge(this))
    , m_status(new Badge(this))
    , m_emergency(new Badge(this))
    , m_threads(new QWidget(this))
    , m_mustSolve(new Badge(m_threads))
    , m_information(new Badge(m_threads))
    , m_score(new TextLabel(TextStyle::Small, ColorRole::Muted, this))
    , m_number(new TextLabel(TextStyle::CodeSmall, ColorRole::Muted, this))
    , m_origin(new TextLabel(TextStyle::Small, ColorRole::Muted, this))
    , m_digest(new DigestLabel(this))
    , m_rules(new TextLabel(TextStyle::Small, ColorRole::Muted, this))
    , m_copy(new Button(IconName::Link, tr("Copy the request's number"), ButtonVariant::Quiet, this))
    , m_plugin(new Button(IconName::Package, tr("Open the plugin in the registry"), ButtonVariant::Quiet, this))
    , m_more(new Button(IconName::Dots, tr("More actions"), ButtonVariant::Quiet, this))
    , m_menu(new QMenu(this))
{
    setObjectName(u"requestHeader"_s);
    m_name->setObjectName(u"requestName"_s);
    m_copy->setObjectName(u"requestCopyNumber"_s);
    m_plugin->setObjectName(u"requestOpenPlugin"_s);
    m_more->setObjectName(u"requestMore"_s);
    m_name->setElided(Qt::ElideMiddle);
    m_origin->setElided(Qt::ElideRight);
    m_rules->setElided(Qt::ElideRight);
    m_menu->setObjectName(u"requestMenu"_s);
    m_mustSolve->setObjectName(u"requestMustSolve"_s);
    m_information->setObjectName(u"requestInformation"_s);
    m_emergency->setLook({tr("Emergency"), IconName::Flame, Tone::Warn});
    addStageAction(u"claim"_s, tr("Claim"));
    addStageAction(u"unclaim"_s, tr("Give back"));
    addStageAction(u"delegate"_s, tr("Hand over…"));
    addStageAction(u"escalate"_s, tr("Escalate…"));
    m_menu->addSeparator();
    m_withdraw = m_menu->addAction(tr("Withdraw…"));
    m_resubmit = m_menu->addAction(tr("Submit again…"));
    m_bundle = m_menu->addAction(tr("Export evidence bundle…"));
    m_bundle->setObjectName(u"requestExportBundle"_s);
    m_bundle->setVisible(false);
    m_menu->setToolTipsVisible(true);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(metrics::spaceDetailPaddingX, metrics::spaceMd, metrics::spaceLg, metrics::spaceXs);
    column->setSpacing(metrics::spaceXs);
    column->addLayout(makeTitleRow());
    column->addLayout(makeVersionRow());
    column->addLayout(makeOriginRow());
    auto *threads = new QHBoxLayout(m_threads);
    threads->setContentsMargins(0, 0, 0, 0);
    threads->setSpacing(metrics::spaceSm);
    threads->addWidget(m_mustSolve);
    threads->addWidget(m_information);
    threads->addStretch(1);
    column->addWidget(m_threads);
    connect(m_copy, &Button::clicked, this, [this] { QGuiApplication::clipboard()->setText(m_request.number); });
    connect(m_plugin, &Button::clicked, this, &RequestHeader::pluginRequested);
    connect(m_more, &Button::clicked, this, &RequestHeader::showMenu);
    connect(m_withdraw, &QAction::triggered, this, &RequestHeader::withdrawRequested);
    connect(m_resubmit, &QAction::triggered, this, &RequestHeader::resubmitRequested);
    connect(m_bundle, &QAction::triggered, this, &RequestHeader::bundleRequested);
}

void RequestHeader::setRequest(const ApprovalRequest &request, const QDateTime &now)
{
    m_request = request;
    m_name->setText(request.pluginName);
    const bool isConfig = request.configRevision.has_value();
    const QString from = isConfig ? (request.baseConfigRevision ? u"r%1"_s.arg(*request.baseConfigRevision) : QString())
                                  : request.baseVersion.value_or(QString());
    m_from->setText(from);
    m_from->setVisible(!from.isEmpty());
    m_arrow->setVisible(!from.isEmpty());
    m_to->setText(isConfig ? u"r%1"_s.arg(*request.configRevision) : request.version);
    BadgeLook type = term(request.type).badge();
    type.outline = true;
    m_type->setLook(type);
    BadgeLook environment = environmentBadge(request.environment);
    environment.outline = true;
    m_environment->setLook(environment);
    m_risk->setLook(term(request.risk).badge());
    const bool closed = request.queue == "decided"_L1 || request.status == RequestStatus::ChangesRequested;
    m_status->setVisible(closed);
    m_status->setLook(term(request.status).badge());
    m_emergency->setVisible(request.afterReview.has_value());
    showThreads();
    m_score->setText(request.riskScore > 0 ? tr("score %1").arg(request.riskScore) : QString());
    m_number->setText(request.number);
    m_origin->setText(tr("·  Requested by %1, %2").arg(request.requestedBy.name, momentText(request.createdAt, now)));
    m_digest->setDigest(request.versionDigest);
    m_digest->setVisible(!request.versionDigest.isEmpty());
    m_rules->setText(tr("·  %1 v%2  ·  policy v%3").arg(request.templateId).arg(request.templateVersion).arg(request.policyVersion));
    setAccessibleName(requestwords::spoken(request, false, now));
}

void RequestHeader::showThreads()
{
    const int mustSolve = requestwords::mustSolve(m_request);
    const bool information = requestwords::awaitsInformation(m_request);
    m_mustSolve->setVisible(mustSolve > 0);
    m_mustSolve->setLook({requestwords::mustBeSolved(mustSolve), IconName::CircleAlert, Tone::Warn});
    m_information->setVisible(information);
    m_information->setLook({requestwords::waitsForInformation(m_request), IconName::Help, Tone::Info});
    m_threads->setVisible(mustSolve > 0 || information);
}

void RequestHeader::offerBundle(bool offered)
{
    m_bundle->setVisible(offered);
}

QHBoxLayout *RequestHeader::makeTitleRow()
{
    auto *row = new QHBoxLayout;
    row->setSpacing(metrics::spaceXs);
    row->addWidget(m_name, 1);
    row->addWidget(m_copy);
    row->addWidget(m_plugin);
    row->addWidget(m_more);
    return row;
}

QHBoxLayout *RequestHeader::makeVersionRow()
{
    auto *row = new QHBoxLayout;
    row->setSpacing(metrics::spaceSm);
    for (QWidget *part : std::initializer_list<QWidget *> {m_from, m_arrow, m_to, m_type, m_environment, m_risk, m_emergency, m_status, m_score})
        row->addWidget(part);
    row->addStretch(1);
    return row;
}

QHBoxLayout *RequestHeader::makeOriginRow()
{
    auto *row = new QHBoxLayout;
    row->setSpacing(metrics::spaceSm);
    row->addWidget(m_number);
    row->addWidget(m_origin);
    row->addWidget(m_digest);
    row->addWidget(m_rules);
    row->addStretch(1);
    return row;
}

void RequestHeader::addStageAction(const QString &name, const QString &text)
{
    QAction *action = m_menu->addAction(text);
    action->setData(name);
    m_stageActions.append(action);
    connect(action, &QAction::triggered, this, [this, name] { Q_EMIT stageActionRequested(name); });
}

void RequestHeader::showMenu()
{
    const auto offer = [this](QAction *action, const QString &name) {
        action->setEnabled(m_request.actions.allows(name));
        action->setToolTip(m_request.actions.whyNot(name));
    };
    for (QAction *action : std::as_const(m_stageActions))
        offer(action, action->data().toString());
    // Of the two only the one that can be.
    const bool claimed = m_request.actions.allows(u"unclaim"_s);
    m_stageActions.at(0)->setVisible(!claimed);
    m_stageActions.at(1)->setVisible(claimed);
    offer(m_withdraw, u"withdraw"_s);
    offer(m_resubmit, u"resubmit"_s);
    m_menu->popup(m_more->mapToGlobal(QPoint(0, m_more->height() + 4)));
}

} // namespace gatehouse
