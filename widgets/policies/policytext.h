// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/policies/policyservice.h"
#include "widgets/drafting/draftedtext.h"

namespace gatehouse {

//! The text of the tenant's policies being edited, and its policies as far as the portal could read
//! them.
class PolicyText final : public DraftedText
{
    Q_OBJECT
public:
    PolicyText(PolicyService &service, DraftKeeper &drafts, const CodeHighlighting &highlighting, QObject *parent = nullptr);
    ~PolicyText() override;

    QString name() const override;
    const Actions *actions() const override { return m_active ? &m_active->actions : nullptr; }
    void refresh() override;

    //! The active ones; null before they were read.
    const Policies *active() const { return m_active ? &*m_active : nullptr; }
    //! Of the text as the portal last read it.
    const QList<Policy> &policies() const { return m_policies; }
    //! 1-based, of a policy or of one of its rules ("no-evidence" is what stands below `unknown`); 0 when
    //! the text has none.
    int lineOf(const QString &policy, const QString &rule = {}) const;
    //! The text is the draft now.
    void takeSaved(const PolicyVersion &draft);

private:
    QString draftKey() const override;
    void judge() override;

    PolicyService &m_service;
    std::optional<Policies> m_active;
    QList<Policy> m_policies;
    Latest m_reads;
    Latest m_checks;
};

} // namespace gatehouse
