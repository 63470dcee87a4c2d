// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/contract/registry.h"

#include <QWidget>

class QVBoxLayout;

namespace gatehouse {

//! "Blocked in production because": the chain from a check to what runs, and what would clear it.
class CauseView final : public QWidget
{
    Q_OBJECT
public:
    explicit CauseView(QWidget *parent = nullptr);

    //! Hidden when the chain has no links.
    void setChain(const CauseChain &chain);
    void clear();

Q_SIGNALS:
    //! An object of the chain: "request", "operation", "evidence".
    void objectChosen(const QString &kind, const QString &id);
    //! The action of "What would clear it".
    void clearingRequested(const gatehouse::VersionId &version);

private:
    void addLink(const CauseLink &link, bool last);
    void addClearing(const CauseChain &chain);

    QWidget *m_content = nullptr;
    QVBoxLayout *m_links = nullptr;
};

} // namespace gatehouse
