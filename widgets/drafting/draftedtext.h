// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/contract/common.h"
#include "core/drafts/draftkeeper.h"
#include "models/versions/textversionmodel.h"
#include "widgets/common/code/editedyaml.h"

namespace gatehouse {

//! A text of the portal that has a draft, an active version and retired ones, being edited: its draft,
//! or the active version when it has none. What is typed is kept on this computer until it is saved;
//! the portal judges it while it is typed. Derived classes know which text it is.
class DraftedText : public EditedYaml
{
    Q_OBJECT
public:
    enum class State { Reading, Ready, Failed };

    DraftedText(const QString &fileName, DraftKeeper &drafts, const CodeHighlighting &highlighting, QObject *parent = nullptr);
    ~DraftedText() override;

    //! Of the thing that it is the text of, in words.
    virtual QString name() const = 0;
    //! The portal does not have it yet.
    virtual bool isNew() const { return false; }
    //! What the caller may do with it; null before it was read.
    virtual const Actions *actions() const = 0;
    //! Reads it again. Unsaved text stays.
    virtual void refresh() = 0;

    State state() const { return m_state; }
    bool isReady() const override { return m_state == State::Ready; }
    //! Why reading failed, or why the portal could not judge the text.
    const std::optional<Error> &error() const { return m_error; }
    const std::optional<Error> &checkError() const { return m_checkError; }
    bool isChecked() const { return m_isChecked; }
    //! Why the caller may not change it; empty when they may.
    QString whyNotEdit() const;
    //! Why \a action cannot be done with what the portal has: it was not read, is not saved, or in the
    //! portal's words; empty when it can.
    QString whyNot(const QString &action) const;

    TextVersionModel &versions() { return m_versions; }
    const TextVersionModel &versions() const { return m_versions; }
    //! "Kept here 10:46:31"; empty when nothing is kept.
    QString keptNote() const;
    //! What was typed in the last moment; before the page goes.
    void keepNow();

Q_SIGNALS:
    //! Versions, actions or state.
    void changed();
    void checked();

protected:
    //! Under which what is typed is kept.
    virtual QString draftKey() const = 0;
    //! Asks the portal what is wrong with the text; ends in setJudged() or setUnjudged().
    virtual void judge() = 0;

    void setVersions(const QList<TextVersion> &versions);
    void setFailed(const Error &error);
    void setJudged(const QList<ConfigProblem> &problems);
    void setUnjudged(const Error &error);
    //! Shows \a text, then what an earlier run left unsaved on top of it.
    void begin(const QString &text);
    //! The portal has \a yaml as the draft.
    void takeBase(const QString &yaml);

private:
    QString blockedOf(const QString &action) const;

    DraftKeeper &m_drafts;
    State m_state = State::Reading;
    std::optional<Error> m_error;
    std::optional<Error> m_checkError;
    bool m_isChecked = false;
    TextVersionModel m_versions;
    QTimer m_checkDelay;
    QTimer m_keepSoon;
};

} // namespace gatehouse
