// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/policies/policyservice.h"
#include "widgets/drafting/draftbar.h"

namespace gatehouse {

class Dialog;
class OverlayHost;
class PolicyText;

//! What is done with the text of the policies: saved, tried on a version, activated, thrown away,
//! compared. A command that the reasons speak against does nothing. The text must outlive this.
class PolicyCommands final : public QObject
{
    Q_OBJECT
public:
    PolicyCommands(PolicyText &text, PolicyService &service, OverlayHost &overlays, QObject *parent = nullptr);

    void save();
    void tryOn(const VersionId &version, Environment environment);
    //! \a trial is what the last back-test of this very text said; may be empty.
    void activate(const QString &trial);
    void discard();
    //! With the version that has the number \a from, if there is one.
    void compare(int from = 0);

    //! Why a draft cannot be tried on a version; empty when it can.
    QString whyNotTry() const;

Q_SIGNALS:
    //! A dry run began or ended.
    void triedChanged();
    void tried(const gatehouse::PolicyDryRun &run);
    void tryFailed(const gatehouse::Error &error);
    void failed(const gatehouse::Error &error);
    //! At the portal it is another than before.
    void changed();

private:
    DraftBar::Reasons reasons() const;
    void discardDraft();
    void ask(Dialog *dialog);

    PolicyText &m_text;
    PolicyService &m_service;
    OverlayHost &m_overlays;
    bool m_isTrying = false;
};

} // namespace gatehouse
