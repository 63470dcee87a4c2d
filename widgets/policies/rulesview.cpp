// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/policies/rulesview.h"

#include "widgets/common/display/bar.h"
#include "widgets/common/display/textlabel.h"
#include "widgets/common/vocabulary.h"
#include "widgets/policies/policydelegates.h"
#include "widgets/review/spokenmodel.h"

#include <QHBoxLayout>
#include <QListView>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

QString aboutOf(const Policy &policy)
{
    QStringList places;
    for (const Environment environment : policy.environments)
        places.append(environmentName(environment));
    const QString evidence = term(fromWire<EvidenceKind>(policy.evidence)).word;
    return places.isEmpty() ? RulesView::tr("%1, everywhere. The first rule that holds answers.").arg(evidence)
                            : RulesView::tr("%1, in %2. The first rule that holds answers.").arg(evidence, places.join(u", "_s));
}

} // namespace

RulesView::RulesView(QWidget *parent)
    : QWidget(parent)
    , m_title(new TextLabel(TextStyle::BodyStrong))
    , m_about(new TextLabel(TextStyle::Small, ColorRole::Muted))
    , m_list(new QListView)
{
    setSurface(this, Surface::Pane);
    m_title->setElided(Qt::ElideRight);
    m_about->setElided(Qt::ElideRight);
    m_list->setObjectName(u"policyRules"_s);
    m_list->setAccessibleName(tr("Rules"));
    m_list->setModel(new SpokenModel(&m_model, &RuleDelegate::sentence, this));
    m_list->setItemDelegate(new RuleDelegate(m_list));
    m_list->setUniformItemSizes(true);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setMouseTracking(true);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto *header = new Bar(metrics::toolbarHeight, Bar::Edge::Bottom, Surface::Pane);
    header->left()->addWidget(m_title);
    header->right()->addWidget(m_about);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(header);
    layout->addWidget(m_list, 1);
    setFocusProxy(m_list);
    connect(m_list, &QListView::activated, this, &RulesView::opened);
}

void RulesView::setPolicy(const Policy &policy)
{
    m_title->setText(policy.title);
    m_about->setText(policy.id.isEmpty() ? QString() : aboutOf(policy));
    m_model.setPolicy(policy);
}

QString RulesView::currentRule() const
{
    return m_list->currentIndex().data(PolicyRuleModel::RuleRole).toString();
}

} // namespace gatehouse
