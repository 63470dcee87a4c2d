// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/latest.h"
#include "core/config/configservice.h"
#include "core/config/textchanges.h"
#include "models/config/problemmodel.h"

#include <QPointer>
#include <QSyntaxHighlighter>
#include <QTextDocument>
#include <QTimer>

namespace gatehouse {

class CodeHighlighting;

//! One overlay's text being edited: the revision it stands on, what is wrong with it, what it
//! changes. Lives as long as the page, so that unsaved text and its undo steps survive when another
//! overlay is shown. GUI thread; the text is read on a worker.
class ConfigDocument final : public QObject
{
    Q_OBJECT
public:
    enum class State { Reading, Ready, Failed };

    ConfigDocument(PluginId plugin, QString pluginName, OverlayRef overlay, ConfigService &service,
        const CodeHighlighting &highlighting, QObject *parent = nullptr);
    ~ConfigDocument() override;

    const PluginId &plugin() const { return m_plugin; }
    const QString &pluginName() const { return m_pluginName; }
    const OverlayRef &overlay() const { return m_overlay; }

    State state() const { return m_state; }
    //! Why reading failed, or why the portal could not judge the text.
    const std::optional<Error> &error() const { return m_error; }
    const std::optional<Error> &checkError() const { return m_checkError; }

    QTextDocument *text() { return &m_text; }
    QString plainText() const { return m_text.toPlainText(); }
    //! What the text was before anything was typed.
    const QString &baseText() const { return m_baseText; }
    //! Null while the overlay has no revision.
    const ConfigRevision *base() const { return m_base ? &*m_base : nullptr; }
    int baseNumber() const { return m_base ? m_base->number : 0; }
    //! Newest first.
    const QList<ConfigRevision> &history() const { return m_history; }
    //! The newest revision on the portal; another one than base() when the server moved on.
    const ConfigRevision *latest() const { return m_history.isEmpty() ? nullptr : &m_history.first(); }
    //! The revision in force; null when there is none.
    const ConfigRevision *active() const;
    bool isChanged() const { return m_text.isModified() && plainText() != m_baseText; }
    bool isAnalysed() const { return m_isAnalysed; }
    //! The portal judged the text, or said why not.
    bool isChecked() const { return m_isChecked; }
    bool hasMoved() const { return latest() && latest()->number != baseNumber(); }

    const YamlDocument &yaml() const { return m_analysis.now; }
    const YamlDocument &baseYaml() const { return m_analysis.base; }
    const LineChanges &lines() const { return m_analysis.lines; }
    const QList<KeyChange> &keys() const { return m_analysis.keys; }
    ProblemModel &problems() { return m_problems; }

    //! Reads the revisions again. Unsaved text stays; an untouched one becomes the newest revision.
    void refresh();
    //! The same, and has the text judged when the portal could not do it before.
    void readAgain();
    //! Takes the theme and the text scale of now.
    void dress();
    //! Back to the base; one undo step.
    void discard();
    //! The text now stands on the newest revision and stays as it is.
    void standOnLatest();
    //! What an earlier run left unsaved: it comes back as a change of the revision it was written on,
    //! also when the portal cannot be read.
    struct Unsaved
    {
        QString text;
        QString baseText;
        int baseNumber = 0;
    };
    void setUnsaved(const Unsaved &unsaved);
    //! \a revision was saved from this text.
    void takeSaved(const ConfigRevision &revision);
    //! The text waits in the Outbox to be saved.
    void noteKept();
    //! It is still the text that waits there.
    bool isInOutbox() const { return m_inOutbox && *m_inOutbox == plainText(); }

    //! Where a person is in the text.
    struct Place
    {
        int cursor = -1; //!< Position in the text; -1 before the text was seen.
        int top = 0; //!< The first line in view.
        bool operator==(const Place &) const = default;
    };
    Place place; //!< For when they come back.
    Place placeBefore; //!< Where an earlier run left it, for the first time that the text is seen.

Q_SIGNALS:
    //! Revisions, base or state.
    void revisionsChanged();
    //! Another revision's text is in the editor.
    void replaced();
    //! Marks, keys and places of the text as it is now.
    void analysed();
    void checked();
    //! The text or what it stands on.
    void edited();

private:
    struct Analysis
    {
        YamlDocument base;
        YamlDocument now;
        LineChanges lines;
        QList<KeyChange> keys;
    };
    static Analysis analyse(const QString &base, const QString &text);

    void take(const Page<ConfigRevision> &page);
    void setBase(const ConfigRevision *revision);
    void showBase();
    void bringUnsavedBack();
    //! One undo step.
    void replaceText(const QString &text);
    void onEdited();
    void startAnalysis();
    void startCheck();

    const PluginId m_plugin;
    const QString m_pluginName;
    const OverlayRef m_overlay;
    ConfigService &m_service;
    State m_state = State::Reading;
    std::optional<Error> m_error;
    std::optional<Error> m_checkError;
    QTextDocument m_text;
    QPointer<QSyntaxHighlighter> m_highlighter;
    QString m_baseText;
    std::optional<QString> m_inOutbox;
    std::optional<ConfigRevision> m_base;
    std::optional<Unsaved> m_unsaved;
    QList<ConfigRevision> m_history;
    Analysis m_analysis;
    bool m_isAnalysed = false;
    bool m_isChecked = false;
    ProblemModel m_problems;
    QTimer m_analysisDelay;
    QTimer m_checkDelay;
    Latest m_reads;
    Latest m_analyses;
    Latest m_checks;
};

} // namespace gatehouse
