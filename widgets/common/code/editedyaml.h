// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/latest.h"
#include "core/config/textchanges.h"
#include "models/config/problemmodel.h"

#include <QPointer>
#include <QSyntaxHighlighter>
#include <QTextDocument>
#include <QTimer>

namespace gatehouse {

class CodeHighlighting;

//! A YAML text being edited: what it was before, what is wrong with it, and what of it is new. Lives as
//! long as its page, so that unsaved text and its undo steps survive when another text is shown. Derived
//! classes know where it comes from and who judges it. GUI thread; the text is read on a worker.
class EditedYaml : public QObject
{
    Q_OBJECT
public:
    //! \a fileName chooses the grammar.
    EditedYaml(const QString &fileName, const CodeHighlighting &highlighting, QObject *parent = nullptr);
    ~EditedYaml() override;

    //! The text was read, and may be edited.
    virtual bool isReady() const = 0;

    QTextDocument *text() { return &m_text; }
    QString plainText() const { return m_text.toPlainText(); }
    //! What the text was before anything was typed.
    const QString &baseText() const { return m_baseText; }
    bool isChanged() const { return m_text.isModified() && plainText() != m_baseText; }
    bool isAnalysed() const { return m_isAnalysed; }

    const YamlDocument &yaml() const { return m_analysis.now; }
    const YamlDocument &baseYaml() const { return m_analysis.base; }
    const LineChanges &lines() const { return m_analysis.lines; }
    const QList<KeyChange> &keys() const { return m_analysis.keys; }
    ProblemModel &problems() { return m_problems; }

    //! Takes the theme and the text scale of now.
    void dress();
    //! Back to the base; one undo step.
    void discard();

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
    //! Another text is in the editor.
    void replaced();
    //! Marks, keys and places of the text as it is now.
    void analysed();
    //! The text or what it stands on.
    void edited();

protected:
    void setBaseText(const QString &text) { m_baseText = text; }
    //! Puts the base into the editor.
    void showBase();
    //! One undo step.
    void replaceText(const QString &text);
    //! What a change of the text or of its base starts.
    void noteEdited();
    void startAnalysis();

private:
    struct Analysis
    {
        YamlDocument base;
        YamlDocument now;
        LineChanges lines;
        QList<KeyChange> keys;
    };
    static Analysis analyse(const QString &base, const QString &text);

    QTextDocument m_text;
    QPointer<QSyntaxHighlighter> m_highlighter;
    QString m_baseText;
    Analysis m_analysis;
    bool m_isAnalysed = false;
    ProblemModel m_problems;
    QTimer m_delay;
    Latest m_analyses;
};

} // namespace gatehouse
