// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/policies/policytext.h"

#include "core/base/async.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

//! Where in the list at \a list the item with \a id stands; empty when it does not.
QString itemWith(const YamlDocument &yaml, const QString &list, const QString &id)
{
    const auto found = std::ranges::find_if(yaml.places(), [&](const YamlDocument::Place &place) {
        return place.isScalar && place.scalar == id && place.pointer.startsWith(list + u'/') && place.pointer.endsWith("/id"_L1)
            && place.pointer.count(u'/') == list.count(u'/') + 2;
    });
    return found == yaml.places().end() ? QString() : found->pointer.chopped(3);
}

} // namespace

PolicyText::PolicyText(PolicyService &service, DraftKeeper &drafts, const CodeHighlighting &highlighting, QObject *parent)
    : DraftedText(u"policies.yaml"_s, drafts, highlighting, parent)
    , m_service(service)
{
    refresh();
}

PolicyText::~PolicyText() = default;

QString PolicyText::name() const
{
    return m_active ? m_active->name : tr("Policies");
}

QString PolicyText::draftKey() const
{
    return u"policies/text"_s;
}

void PolicyText::refresh()
{
    deliver(m_service.policies(), this, m_reads.only([this](const Result<Policies> &policies) {
        if (!policies) {
            setFailed(policies.error());
            return;
        }
        // Both at once: an ETag must never be newer than the text that was seen with it.
        deliver(m_service.versions(), this, m_reads.only([this, active = *policies](const Result<Items<PolicyVersion>> &versions) {
            if (!versions) {
                setFailed(versions.error());
                return;
            }
            m_active = active;
            setVersions(textVersions(versions->items));
        }));
    }));
}

void PolicyText::takeSaved(const PolicyVersion &draft)
{
    takeBase(draft.yaml);
    refresh();
}

int PolicyText::lineOf(const QString &policy, const QString &rule) const
{
    QString pointer = itemWith(yaml(), u"/policies"_s, policy);
    if (pointer.isEmpty())
        return 0;
    if (!rule.isEmpty()) {
        const QString item = itemWith(yaml(), pointer + u"/rules"_s, rule);
        pointer = item.isEmpty() ? pointer + u"/unknown"_s : item;
    }
    const YamlDocument::Place *found = yaml().find(pointer);
    return found ? found->line : 0;
}

void PolicyText::judge()
{
    // Those who may not change them need no judgement, and the portal gives them none.
    if (!whyNotEdit().isEmpty()) {
        m_policies = m_active ? m_active->items : QList<Policy>();
        setJudged({});
        return;
    }
    deliver(m_service.validate(plainText()), this, m_checks.only([this](const Result<PolicyValidation> &answer) {
        if (!answer) {
            if (m_policies.isEmpty())
                m_policies = m_active->items;
            setUnjudged(answer.error());
            return;
        }
        // While the text has mistakes, the last policies say more than none.
        if (!answer->policies.isEmpty())
            m_policies = answer->policies;
        else if (m_policies.isEmpty())
            m_policies = m_active->items;
        setJudged(answer->problems);
    }));
}

} // namespace gatehouse
